"""How an aggregate with a version is kept: inserted when new, else updated only if nobody changed it meanwhile."""

from typing import Any
from uuid import UUID

from sqlalchemy import Table, insert, update

from medconnect.adapters.persistence.engine import Rows
from medconnect.adapters.persistence.failures import ConstraintBroken
from medconnect.application.shared.handling import Contention


async def save_version(rows: Rows, table: Table, row_id: UUID, version: int, values: dict[str, Any]) -> int:
    """Write the row of `version` and return the next one; `Contention` when it is not the stored one any more."""
    if version == 0:
        try:
            await rows.run(insert(table), {"id": row_id, "version": 1, **values})
        except ConstraintBroken as broken:
            if broken.name in {f"pk_{table.name}", f"uq_{table.name}_id"}:  # somebody kept a first one meanwhile
                raise Contention from broken
            raise
        return 1
    changed = await rows.run(
        update(table).where(table.c.id == row_id, table.c.version == version).values(version=version + 1, **values)
    )
    if changed.rowcount != 1:
        raise Contention
    return version + 1
