"""The closed lists in memory: the same that the migrations bring to a database, and a contract compares them."""

from medconnect.adapters.persistence.migrations.first_specialties import FIRST_SPECIALTIES
from medconnect.adapters.persistence.migrations.sample_areas import sample_areas
from medconnect.application.directory.ports import Areas, Specialties
from medconnect.application.identity.ports import ClosedLists
from medconnect.application.shared.paging import Page, Window
from medconnect.domain.directory.area import Area, AreaKind
from medconnect.domain.directory.specialty import Specialty, SpecialtyCode
from medconnect.domain.identity.profile import Profile, UnknownArea

SPECIALTIES = tuple(
    Specialty(code=SpecialtyCode(code), label=label, description=description)
    for code, label, description in FIRST_SPECIALTIES
)
AREAS = {row["id"]: Area(**{**row, "kind": AreaKind(row["kind"])}) for row in sample_areas()}


class MemorySpecialties(Specialties):
    """The closed list. Nobody adds to it, so no unit of work is needed."""

    async def page(self, window: Window) -> Page[Specialty]:
        part = SPECIALTIES[window.skip : window.skip + window.limit]
        return Page(items=part, total=len(SPECIALTIES), window=window)


class MemoryAreas(Areas):
    """All areas, by name."""

    async def page(
        self, window: Window, *, kind: AreaKind | None, parent_id: int | None, country: str | None
    ) -> Page[Area]:
        found = [
            area
            for area in sorted(AREAS.values(), key=lambda area: (area.name, area.id))
            if kind in (None, area.kind) and parent_id in (None, area.parent_id) and country in (None, area.country)
        ]
        return Page(items=found[window.skip : window.skip + window.limit], total=len(found), window=window)


class MemoryClosedLists(ClosedLists):
    """The lists, as far as an account points at them."""

    async def check_areas(self, profile: Profile) -> None:
        given = (
            (AreaKind.DIVISION, "division_id", profile.division_id),
            (AreaKind.DISTRICT, "district_id", profile.district_id),
            (AreaKind.SUB_DISTRICT, "thana_id", profile.thana_id),
        )
        above: int | None = None
        for kind, field, area_id in given:
            area = AREAS.get(area_id) if area_id is not None else None
            lies_there = area and area.kind is kind and above in (None, area.parent_id)
            if area_id is not None and not lies_there:
                raise UnknownArea(field)
            above = area_id

    async def state_code(self, text: str) -> str | None:
        states = (area for area in AREAS.values() if area.kind is AreaKind.STATE)
        return next((each.code for each in states if each.code == text.upper() or _same(each.name, text)), None)

    async def specialty_code(self, text: str) -> str | None:
        return next(
            (each.code.value for each in SPECIALTIES if _same(each.code, text) or _same(each.label, text)), None
        )


def _same(one: str, other: str) -> bool:
    return one.lower() == other.lower()
