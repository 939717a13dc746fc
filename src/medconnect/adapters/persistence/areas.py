"""Areas in the database, filled by the migrations."""

from typing import Any

from sqlalchemy import Row, func, select

from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.directory import AreaRow
from medconnect.adapters.persistence.unit_of_work import SqlWork
from medconnect.application.directory.ports import Areas
from medconnect.application.shared.paging import Page, Window
from medconnect.domain.directory.area import Area, AreaKind

_AREAS = table_of(AreaRow)


class SqlAreas(Areas):
    """All areas, by name."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def page(
        self, window: Window, *, kind: AreaKind | None, parent_id: int | None, country: str | None
    ) -> Page[Area]:
        wanted = []
        if kind is not None:
            wanted.append(_AREAS.c.kind == kind.value)
        if parent_id is not None:
            wanted.append(_AREAS.c.parent_id == parent_id)
        if country is not None:
            wanted.append(_AREAS.c.country == country)
        total = (await self._work.rows.run(select(func.count()).select_from(_AREAS).where(*wanted))).scalar_one()
        part = select(_AREAS).where(*wanted).order_by(_AREAS.c.name, _AREAS.c.id)
        rows = await self._work.rows.run(part.offset(window.skip).limit(window.limit))
        return Page(items=[area_of(row) for row in rows], total=total, window=window)


def area_of(row: Row[Any]) -> Area:
    """The area that a row holds."""
    return Area(
        id=row.id,
        parent_id=row.parent_id,
        kind=AreaKind(row.kind),
        name=row.name,
        code=row.code,
        country=row.country,
    )
