"""The directory's lists, as far as an account points at them."""

from sqlalchemy import func, or_, select

from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.directory import AreaRow, SpecialtyRow
from medconnect.adapters.persistence.unit_of_work import SqlWork
from medconnect.application.identity.ports import ClosedLists
from medconnect.domain.identity.profile import Profile, UnknownArea

_AREAS = table_of(AreaRow)
_SPECIALTIES = table_of(SpecialtyRow)


class SqlClosedLists(ClosedLists):
    """Areas, states and specialties."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work

    async def check_areas(self, profile: Profile) -> None:
        given = {
            "division": ("division_id", profile.division_id),
            "district": ("district_id", profile.district_id),
            "sub_district": ("thana_id", profile.thana_id),
        }
        wanted = [area_id for _, area_id in given.values() if area_id is not None]
        if not wanted:
            return
        found = {row.id: row for row in await self._work.rows.run(select(_AREAS).where(_AREAS.c.id.in_(wanted)))}
        above: int | None = None
        for kind, (field, area_id) in given.items():
            if area_id is not None:
                area = found.get(area_id)
                if area is None or area.kind != kind or (above is not None and area.parent_id != above):
                    raise UnknownArea(field)
            above = area_id

    async def state_code(self, text: str) -> str | None:
        named = or_(_AREAS.c.code == text.upper(), func.lower(_AREAS.c.name) == text.lower())
        states = select(_AREAS.c.code).where(_AREAS.c.kind == "state", named)
        return (await self._work.rows.run(states)).scalar()

    async def specialty_code(self, text: str) -> str | None:
        meant = or_(_SPECIALTIES.c.code == text.lower(), func.lower(_SPECIALTIES.c.label) == text.lower())
        return (await self._work.rows.run(select(_SPECIALTIES.c.code).where(meant))).scalar()
