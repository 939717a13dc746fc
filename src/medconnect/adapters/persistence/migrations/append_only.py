"""The audit trail can only grow: the database itself refuses to change or delete an entry.

The one change allowed is the sealer's: a row without a place gets one, and nothing else about it changes.
"""

from alembic import op

_NAME = "audit_entries_append_only"
_SAID = ("id", "occurred_at", "action", "actor_id", "actor_role", "subject_id", "facts", "request_id", "mac")


def guard_audit_trail() -> None:
    """Put the guard on."""
    for statement in _SQLITE if _on_sqlite() else _POSTGRESQL:
        op.execute(statement)


def unguard_audit_trail() -> None:
    """Take it off, before the table goes."""
    if _on_sqlite():
        op.execute(f"DROP TRIGGER {_NAME}_update")
        op.execute(f"DROP TRIGGER {_NAME}_delete")
    else:
        op.execute(f"DROP TRIGGER {_NAME} ON audit_entries")
        op.execute(f"DROP FUNCTION {_NAME}()")


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


_SQLITE = (
    f"""CREATE TRIGGER {_NAME}_update BEFORE UPDATE ON audit_entries
        WHEN OLD.sequence IS NOT NULL OR {" OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in _SAID)}
        BEGIN SELECT RAISE(ABORT, '{_NAME}'); END""",
    f"""CREATE TRIGGER {_NAME}_delete BEFORE DELETE ON audit_entries
        BEGIN SELECT RAISE(ABORT, '{_NAME}'); END""",
)
_POSTGRESQL = (
    f"""CREATE FUNCTION {_NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' AND OLD.sequence IS NULL
               AND ROW({", ".join(f"NEW.{column}" for column in _SAID)})
                   IS NOT DISTINCT FROM ROW({", ".join(f"OLD.{column}" for column in _SAID)}) THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'audit entries are only ever added' USING ERRCODE = '23514', CONSTRAINT = '{_NAME}';
        END $$""",
    f"""CREATE TRIGGER {_NAME} BEFORE UPDATE OR DELETE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION {_NAME}()""",
)
