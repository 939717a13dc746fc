"""The directory in the database."""

from typing import Any

from sqlalchemy import Row, func, select

from medconnect.adapters.persistence.areas import SqlAreas
from medconnect.adapters.persistence.engine import Rows
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.directory import SpecialtyRow
from medconnect.adapters.persistence.unit_of_work import SqlWork, Tools
from medconnect.application.directory.ports import Areas, Specialties
from medconnect.application.shared.paging import Page, Window
from medconnect.domain.directory.specialty import Specialty, SpecialtyCode
from medconnect.domain.identity.actor import Actor

_SPECIALTIES = table_of(SpecialtyRow)


class SqlSpecialties(Specialties):
    """The closed list, filled by the migrations."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def page(self, window: Window) -> Page[Specialty]:
        total = (await self._work.rows.run(select(func.count()).select_from(_SPECIALTIES))).scalar_one()
        part = select(_SPECIALTIES).order_by(_SPECIALTIES.c.rank).offset(window.skip).limit(window.limit)
        items = [specialty_of(row) for row in await self._work.rows.run(part)]
        return Page(items=items, total=total, window=window)


class SqlDirectoryWork(SqlWork):
    """One transaction over the directory."""

    def __init__(self, rows: Rows, actor: Actor, tools: Tools) -> None:
        super().__init__(rows, actor, tools)
        self.specialties: Specialties = SqlSpecialties(self)
        self.areas: Areas = SqlAreas(self)


def specialty_of(row: Row[Any]) -> Specialty:
    """The specialty that a row holds."""
    return Specialty(code=SpecialtyCode(row.code), label=row.label, description=row.description)
