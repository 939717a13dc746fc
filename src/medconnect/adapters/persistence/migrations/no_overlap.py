"""The arbiter (X1): two blocking claims of one resource never overlap, whatever any program believes.

PostgreSQL needs no extension for it: a range type over uuid lets one exclusion constraint compare resources and times.
On SQLite triggers keep the same rule under the same name; no claim is longer than three days, so they look back no
further and cost the same in a full table as in an empty one.
"""

from alembic import op

NAME = "claims_no_overlap"
_LONGEST = 3 * 24 * 3600
_RIVAL = f"""SELECT RAISE(ABORT, '{NAME}') WHERE EXISTS (
    SELECT 1 FROM claims WHERE resource_id = NEW.resource_id AND blocking AND subject_id <> NEW.subject_id
    AND starts > NEW.starts - {_LONGEST} AND starts < NEW.ends AND ends > NEW.starts)"""  # noqa: S608 - constants of ours


def guard_claims() -> None:
    """Put the guard on."""
    if op.get_bind().dialect.name == "sqlite":
        for moment in ("INSERT", "UPDATE"):
            trigger = f"CREATE TRIGGER {NAME}_{moment.lower()} BEFORE {moment} ON claims"
            op.execute(f"{trigger} WHEN NEW.blocking BEGIN {_RIVAL}; END")
    else:
        op.execute("CREATE TYPE uuid_span AS RANGE (subtype = uuid)")
        op.execute(
            f"ALTER TABLE claims ADD CONSTRAINT {NAME} EXCLUDE USING gist "
            "(uuid_span(resource_id, resource_id, '[]') WITH &&, int8range(starts, ends) WITH &&) WHERE (blocking)"
        )


def unguard_claims() -> None:
    """Take it off, before the table goes."""
    if op.get_bind().dialect.name == "sqlite":
        for moment in ("insert", "update"):
            op.execute(f"DROP TRIGGER {NAME}_{moment}")
    else:
        op.execute(f"ALTER TABLE claims DROP CONSTRAINT {NAME}")
        op.execute("DROP TYPE uuid_span")
