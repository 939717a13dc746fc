"""What every store of the directory promises: subclass it with a fixture `house`, an opened product on that store."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from medconnect.adapters.memory.closed_lists import AREAS, SPECIALTIES
from medconnect.application.scheduling.ports import DiaryAsk, NamesAsk, Place
from medconnect.application.shared.paging import Page, Window
from medconnect.domain.directory.area import Area, AreaKind
from medconnect.domain.directory.clinic import Clinic, Coordinates
from medconnect.domain.directory.doctor import Doctor, Licence
from medconnect.domain.directory.insurance import AcceptedPlan, InsurancePlan, PlanNameTaken
from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.identity.actor import SYSTEM
from medconnect.domain.scheduling.doctor import Insurance
from medconnect.domain.scheduling.doctor import Licence as DiaryLicence
from medconnect.domain.scheduling.service import Service
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import (
    AcceptanceId,
    ClinicId,
    DoctorId,
    InsurancePlanId,
    LicenceId,
    ServiceId,
)
from medconnect.domain.shared.period import Period
from medconnect.entrypoints.container import Container

NOON = datetime(2030, 1, 7, 12, 0, tzinfo=UTC)
WHOLE = Window(0, 100)
ONE_HOUR = Period.lasting(NOON, timedelta(hours=1))


class ClosedListsContract:
    """Lists that come with the product and are the same everywhere."""

    async def test_the_specialties_are_the_same_list_in_the_same_order_everywhere(self, house: Container) -> None:
        async with house.read_directory()(SYSTEM) as work:
            page = await work.specialties.page(WHOLE)
        assert tuple(page.items) == SPECIALTIES
        assert page.total == len(SPECIALTIES)

    async def test_every_code_of_the_domain_stands_in_the_list_once(self, house: Container) -> None:
        async with house.read_directory()(SYSTEM) as work:
            page = await work.specialties.page(WHOLE)
        assert sorted(each.code for each in page.items) == sorted(SpecialtyCode)

    async def test_a_page_of_specialties_is_a_part_of_the_whole(self, house: Container) -> None:
        async with house.read_directory()(SYSTEM) as work:
            page = await work.specialties.page(Window(20, 5))
        assert (tuple(page.items), page.total) == (SPECIALTIES[20:25], len(SPECIALTIES))

    async def test_the_areas_are_the_same_everywhere_and_stand_by_name(self, house: Container) -> None:
        found: list[Area] = []
        while len(found) < len(AREAS):
            page = await areas(house, window=Window(len(found), 100))
            assert page.total == len(AREAS)
            found.extend(page.items)
        assert found == sorted(AREAS.values(), key=lambda area: (area.name, area.id))

    async def test_areas_are_found_by_kind_by_what_they_lie_in_and_by_country(self, house: Container) -> None:
        divisions = await areas(house, kind=AreaKind.DIVISION)
        assert {area.parent_id for area in divisions.items} == {None}
        lying = await areas(house, parent_id=divisions.items[0].id)
        assert {(area.kind, area.parent_id) for area in lying.items} == {(AreaKind.DISTRICT, divisions.items[0].id)}
        assert {area.kind for area in (await areas(house, country="US")).items} == {AreaKind.STATE}
        assert (await areas(house, kind=AreaKind.STATE, country="BD")).total == 0


class InsurancePlansContract:
    """Plans are told apart by their names."""

    async def test_two_plans_never_share_a_name(self, house: Container) -> None:
        await add_plan(house, "Blue")
        with pytest.raises(PlanNameTaken):
            await add_plan(house, "Blue")
        await add_plan(house, "Green")

    async def test_a_plan_that_was_not_committed_leaves_its_name_free(self, house: Container) -> None:
        async with house.begin_directory()(SYSTEM) as work:
            await work.insurance_plans.add(plan("Blue"))
        await add_plan(house, "Blue")


class DoctorsAndClinicsContract:
    """What the directory keeps is what the diaries read."""

    async def test_a_clinic_is_known_by_name_and_place_once_it_is_committed(self, house: Container) -> None:
        here = clinic()
        async with house.begin_directory()(SYSTEM) as work:
            await work.clinics.add(here)
            assert await place_of(house, here.id) is None
            await work.commit()
        assert await place_of(house, here.id) == Place(name="By the river", city="Trenton", zone="America/New_York")

    async def test_a_doctor_stands_in_the_diary_with_licences_and_insurances(self, house: Container) -> None:
        here, blue = clinic(), plan("Blue")
        treats = doctor(here, blue)
        async with house.begin_directory()(SYSTEM) as work:
            await work.clinics.add(here)
            await work.insurance_plans.add(blue)
            await work.doctors.add(treats)
            await work.commit()
        await offer(house, treats.id)

        async with house.read_scheduling()(SYSTEM) as work:
            named = await work.names.of(NamesAsk(doctors=frozenset({treats.id})))
            diary = await work.diaries.look(DiaryAsk(doctor_id=treats.id, period=ONE_HOUR))
        assert named.doctors == {treats.id: "Dr. Adeyemi"}
        assert diary.doctor.licences == (DiaryLicence(state="NJ", valid_from=date(2020, 1, 1)),)
        assert diary.doctor.insurances == (Insurance(plan_id=blue.id, clinic_id=here.id, valid_until=date(2031, 1, 1)),)
        assert set(diary.clinics) == {here.id}
        assert diary.clinics[here.id].zone == here.zone

    async def test_a_doctor_who_was_not_committed_has_no_diary(self, house: Container) -> None:
        here = clinic()
        async with house.begin_directory()(SYSTEM) as work:
            await work.clinics.add(here)
            await work.doctors.add(treats := doctor(here))
        async with house.read_scheduling()(SYSTEM) as work:
            with pytest.raises(NotFound):
                await work.diaries.look(DiaryAsk(doctor_id=treats.id, period=ONE_HOUR))

    async def test_the_first_service_that_a_doctor_offers_is_the_default(self, house: Container) -> None:
        here = clinic()
        async with house.begin_directory()(SYSTEM) as work:
            await work.clinics.add(here)
            await work.doctors.add(treats := doctor(here))
            await work.commit()
        first, _ = await offer(house, treats.id), await offer(house, treats.id)

        async with house.read_scheduling()(SYSTEM) as work:
            diary = await work.diaries.look(DiaryAsk(doctor_id=treats.id, period=ONE_HOUR))
        assert diary.service.id == first


class DirectoryContract(ClosedListsContract, InsurancePlansContract, DoctorsAndClinicsContract):
    """All of it."""


def clinic() -> Clinic:
    """A clinic that nobody has heard of yet."""
    made = Clinic(
        id=ClinicId(uuid4()),
        name="By the river",
        zone="America/New_York",
        state="NJ",
        city="Trenton",
        address="1 River Road",
        coordinates=Coordinates(40.2, -74.7),
        phone="+16095550100",
    )
    made.added(NOON)
    return made


def plan(name: str) -> InsurancePlan:
    """A plan of that name."""
    made = InsurancePlan(id=InsurancePlanId(uuid4()), name=name, carrier="A carrier")
    made.added(NOON)
    return made


def doctor(here: Clinic, taken: InsurancePlan | None = None) -> Doctor:
    """A doctor who works there, and may take a plan."""
    accepts = (
        AcceptedPlan(
            id=AcceptanceId(uuid4()),
            plan_id=taken.id,
            clinic_id=here.id,
            valid_until=date(2031, 1, 1),
        )
        if taken
        else None
    )
    made = Doctor(
        id=DoctorId(uuid4()),
        name="Dr. Adeyemi",
        specialties=(SpecialtyCode.CARDIOLOGY,),
        clinic_ids=(here.id,),
        licences=(Licence(id=LicenceId(uuid4()), state="NJ", number="NJ-1", valid_from=date(2020, 1, 1)),),
        accepts=(accepts,) if accepts else (),
    )
    made.added(NOON)
    return made


async def areas(
    house: Container,
    *,
    window: Window = WHOLE,
    kind: AreaKind | None = None,
    parent_id: int | None = None,
    country: str | None = None,
) -> Page[Area]:
    """A page of areas."""
    async with house.read_directory()(SYSTEM) as work:
        page: Page[Area] = await work.areas.page(window, kind=kind, parent_id=parent_id, country=country)
    return page


async def add_plan(house: Container, name: str) -> None:
    """Keep a plan."""
    async with house.begin_directory()(SYSTEM) as work:
        await work.insurance_plans.add(plan(name))
        await work.commit()


async def place_of(house: Container, clinic_id: ClinicId) -> Place | None:
    """Where a clinic is, as everybody else sees it."""
    async with house.read_scheduling()(SYSTEM) as work:
        named = await work.names.of(NamesAsk(clinics=frozenset({clinic_id})))
    found: Place | None = named.clinics.get(clinic_id)
    return found


async def offer(house: Container, doctor_id: DoctorId) -> ServiceId:
    """Offer another service."""
    service = Service(id=ServiceId(uuid4()), doctor_id=doctor_id, name="A visit")
    async with house.begin_scheduling()(SYSTEM) as work:
        await work.timetables.for_change(doctor_id)
        await work.services.add(service)
        await work.commit()
    return service.id
