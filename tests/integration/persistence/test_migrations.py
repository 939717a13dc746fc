from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, UniqueConstraint, inspect
from sqlalchemy.engine.interfaces import ReflectedForeignKeyConstraint
from tests.rooms import execute

from medconnect.adapters.persistence.engine import Database
from medconnect.adapters.persistence.models import metadata
from medconnect.adapters.persistence.schema import _config, _scripts, current_revision, head_revision, migrate
from medconnect.application.shared.startup import CannotStart
from medconnect.entrypoints.opening import connected, migrate_database, opened
from medconnect.entrypoints.settings import Settings

REVISIONS = [revision.revision for revision in reversed(list(_scripts().walk_revisions()))]


async def downgrade(database: Database, to: str) -> None:
    def run(connection: Connection) -> None:
        config = _config()
        config.attributes["connection"] = connection
        command.downgrade(config, to)

    await database.in_one_transaction(run)


async def tables(database: Database) -> set[str]:
    return await database.in_one_transaction(
        lambda connection: set(inspect(connection).get_table_names()) - {"alembic_version"}
    )


async def test_every_step_of_the_stairway_goes_up_and_down(empty_settings: Settings) -> None:
    async with connected(empty_settings) as database:
        for below, revision in zip(["base", *REVISIONS], REVISIONS, strict=False):
            await migrate(database, revision)
            await downgrade(database, below)
            assert (await database.in_one_transaction(current_revision) or "base") == below
            await migrate(database, revision)
        await downgrade(database, "base")

        assert await tables(database) == set()


def test_the_history_is_one_line() -> None:
    assert len(_scripts().get_heads()) == 1
    assert all(len(revision._versioned_down_revisions) <= 1 for revision in _scripts().walk_revisions())


async def test_the_migrated_schema_is_what_the_models_say(settings: Settings) -> None:
    def differences(connection: Connection) -> list[Any]:
        # A column added later has a default for the rows that were there; that much more the database may know.
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    async with connected(settings) as database:
        assert await database.in_one_transaction(differences) == []
        assert await tables(database) == set(metadata.tables)


async def test_every_constraint_and_index_has_the_name_that_the_models_give_it(settings: Settings) -> None:
    def found(connection: Connection) -> dict[str, set[str | None]]:
        look = inspect(connection)
        written = ""
        if connection.dialect.name == "sqlite":
            # SQLite tells the name of a reference only in the statement that made it, when it stands beside its column.
            written = "".join(connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql <> ''").scalars())

        def reference(name: str, key: ReflectedForeignKeyConstraint) -> str | None:
            inline = f"fk_{name}_{'_'.join(key['constrained_columns'])}"
            return key["name"] or (inline if f"CONSTRAINT {inline} REFERENCES" in written else None)

        return {
            name: {
                look.get_pk_constraint(name)["name"],
                *(reference(name, each) for each in look.get_foreign_keys(name)),
                *(each["name"] for each in look.get_unique_constraints(name)),
                *(each["name"] for each in look.get_indexes(name) if not each.get("duplicates_constraint")),
            }
            for name in metadata.tables
        }

    expected = {
        name: {
            str(table.primary_key.name),
            *(str(each.name) for each in table.foreign_key_constraints),
            *(str(each.name) for each in table.constraints if isinstance(each, UniqueConstraint)),
            *(str(each.name) for each in table.indexes),
        }
        for name, table in metadata.tables.items()
    }
    async with connected(settings) as database:
        assert await database.in_one_transaction(found) == expected


async def test_migrating_again_changes_nothing(settings: Settings) -> None:
    assert await migrate_database(settings) == (head_revision(), head_revision())


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(settings: Settings) -> None:
    async with connected(settings) as database:
        await execute(database, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(CannotStart, match="newer version"):
        await migrate_database(settings)
    with pytest.raises(CannotStart, match="newer version"):
        async with opened(settings):
            pytest.fail("it opened")
    async with connected(settings) as database:
        assert await database.in_one_transaction(current_revision) == "9999"


async def test_a_database_that_was_not_migrated_is_refused_and_left_alone(empty_settings: Settings) -> None:
    with pytest.raises(CannotStart, match="medconnect migrate"):
        async with opened(empty_settings):
            pytest.fail("it opened")
    async with connected(empty_settings) as database:
        assert await tables(database) == set()


async def test_a_migration_that_fails_leaves_the_schema_as_it_was(empty_settings: Settings) -> None:
    async with connected(empty_settings) as database:
        await execute(database, "CREATE TABLE specialties (code TEXT)")

        with pytest.raises(Exception, match="specialties"):
            await migrate(database)

        assert await tables(database) == {"specialties"}
