"""Filling an empty database, step by step."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from medconnect.application.directory.add_clinic import AddClinicCommand
from medconnect.application.directory.add_doctor import AddDoctorCommand, LicenceGiven, PlanTaken
from medconnect.application.directory.add_insurance_plan import AddInsurancePlanCommand
from medconnect.application.identity.add_user import AddUserCommand
from medconnect.application.records.add_patient import AddPatientCommand
from medconnect.application.scheduling.book_appointment import BookAppointmentCommand
from medconnect.application.scheduling.find_slots import FindSlotsQuery
from medconnect.application.scheduling.offer_service import OfferServiceCommand
from medconnect.application.scheduling.set_schedule import SetScheduleCommand
from medconnect.application.shared.startup import CannotStart
from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.identity.actor import SYSTEM, Actor, Role
from medconnect.domain.scheduling.hours import Hours, WeeklyHours
from medconnect.domain.scheduling.service import Service
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.errors import Conflict
from medconnect.domain.shared.events import Event
from medconnect.domain.shared.ids import ClinicId, DoctorId, InsurancePlanId, PatientId, ServiceId
from medconnect.domain.shared.money import Money
from medconnect.domain.shared.period import instant_of
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.demo.beginning import (
    DEMO_ID,
    Beginning,
    DemoBegun,
    DemoFinished,
    beginning_of,
    clear_away,
)
from medconnect.entrypoints.demo.logins import DOCTOR, LOGINS, PATIENT, Login
from medconnect.entrypoints.demo.world import (
    DOCTORS_OF_EACH,
    FAMILY_NAMES,
    FEES,
    GIVEN_NAMES,
    OFFERS,
    PATIENTS,
    PLACES,
    PLANS,
    SEED,
    USUAL_FEE,
    WEEKS,
)

_BOOKED_DAYS = 8
_BUSY_SHARE = 0.12
_UNSET = ServiceId(UUID(int=0))


async def make_demo(container: Container) -> bool:
    """Fill an empty database; returns whether there was something to do. Refused outside the demo profile."""
    if container.settings().profile != "demo":
        raise CannotStart(
            "Demo data is only for the demo profile.", "Set MEDCONNECT_PROFILE=demo, on a database of its own."
        )
    database = container.database()
    async with database.alone():
        beginning = await beginning_of(database)
        if beginning is Beginning.IN_USE:
            return False
        if beginning is Beginning.BROKEN_OFF:
            await clear_away(database)
        await _tell(container, DemoBegun(subject_id=DEMO_ID, occurred_at=container.clock().now()))
        await _Making(container).everything()
        await _tell(container, DemoFinished(subject_id=DEMO_ID, occurred_at=container.clock().now()))
    return True


async def _tell(container: Container, event: Event) -> None:
    async with container.begin_identity()(SYSTEM) as work:
        work.tell(event)
        await work.commit()


class _Making:
    """One run. The dice are loaded: the same day always gives the same clinics, people and visits."""

    def __init__(self, container: Container) -> None:
        self._c = container
        self._dice = Random(SEED)  # noqa: S311 - variety, not secrecy
        self._admin = Actor(role=Role.ADMIN)
        self._today = container.clock().now().date()

    async def everything(self) -> None:
        clinics = [await self._clinic(number) for number in range(len(PLACES))]
        plans = [
            await self._c.add_insurance_plan()(AddInsurancePlanCommand(actor=self._admin, name=name, carrier=carrier))
            for name, carrier in PLANS
        ]
        codes = [code for code in SpecialtyCode for _ in range(DOCTORS_OF_EACH)]
        codes.sort(key=lambda code: code is not SpecialtyCode.CARDIOLOGY)
        doctors = [await self._doctor(number, code, clinics, plans) for number, code in enumerate(codes)]
        patients = [await self._patient(number) for number in range(PATIENTS)]
        await self._visits(doctors, patients)
        for login in LOGINS:
            await self._login(login, patients[0], doctors[0])

    async def _clinic(self, number: int) -> ClinicId:
        place = PLACES[number]
        return await self._c.add_clinic()(
            AddClinicCommand(
                actor=self._admin,
                name=place.name,
                zone=place.zone,
                state=place.state,
                city=place.city,
                address=place.address,
                coordinates=place.coordinates,
                phone=place.phone,
            )
        )

    async def _doctor(
        self, number: int, code: SpecialtyCode, clinics: list[ClinicId], plans: list[InsurancePlanId]
    ) -> DoctorId:
        """A doctor at one clinic, every fifth at a second one; the first is the one who can sign in."""
        home = number % len(clinics)
        at = [home, (home + 1) % len(clinics)] if number % 5 == 4 else [home]
        states = sorted({PLACES[each].state for each in at} | ({"NY", "CA"} if number % 7 == 3 else set()))
        doctor_id = await self._c.add_doctor()(
            AddDoctorCommand(
                actor=self._admin,
                name=DOCTOR.full_name if number == 0 else f"Dr. {self._name(number)}",
                specialties=(code,),
                clinic_ids=tuple(clinics[each] for each in at),
                licences=tuple(
                    LicenceGiven(state=state, number=f"{state}-{40_000 + number * 37}", valid_from=date(2018, 1, 1))
                    for state in states
                ),
                accepts=tuple(
                    PlanTaken(
                        plan_id=plan,
                        clinic_id=clinics[each],
                        verified_on=self._today - timedelta(days=self._dice.randrange(3, 120)),
                    )
                    for each in at
                    for plan in self._dice.sample(plans, 3)
                ),
            )
        )
        fee = FEES.get(code, USUAL_FEE) + 10 * self._dice.randrange(0, 4)
        for offer in OFFERS:
            service = Service(
                id=_UNSET,
                doctor_id=doctor_id,
                name=offer.name,
                length=offer.length,
                after=offer.after,
                step=timedelta(minutes=30),
                notice=timedelta(hours=2),
                horizon_days=90,
                mode=offer.mode,
                fee=Money(Decimal(round(fee * offer.share_of_fee))),
                specialty=code.value,
            )
            await self._c.offer_service()(OfferServiceCommand(actor=self._admin, service=service))
        week = WEEKS[number % len(WEEKS)]
        for turn, each in enumerate(at):
            # Two clinics share the week: even days here, odd days there.
            hours = [(day, Hours.read(*wall)) for day, *wall in week if len(at) == 1 or day % 2 == turn]
            await self._c.set_schedule()(
                SetScheduleCommand(
                    actor=self._admin, doctor_id=doctor_id, clinic_id=clinics[each], weekly=WeeklyHours.of(hours)
                )
            )
        return doctor_id

    async def _patient(self, number: int) -> PatientId:
        return await self._c.add_patient()(
            AddPatientCommand(
                actor=self._admin,
                full_name=PATIENT.full_name if number == 0 else self._name(number * 5 + 3),
                born_on=date(1948 + (number * 7) % 60, 1 + number % 12, 1 + (number * 3) % 28),
                state="NY" if number == 0 else PLACES[number % len(PLACES)].state,
            )
        )

    async def _visits(self, doctors: list[DoctorId], patients: list[PatientId]) -> None:
        """Some of the free times of the coming days are taken, as in an ordinary week."""
        for doctor_id in doctors:
            found = await self._c.find_slots()(
                FindSlotsQuery(
                    actor=self._admin,
                    doctor_id=doctor_id,
                    since=self._today + timedelta(days=1),
                    until=self._today + timedelta(days=_BOOKED_DAYS),
                )
            )
            starts = [start for day in found.days for start in day.starts]
            for start in sorted(self._dice.sample(starts, round(len(starts) * _BUSY_SHARE))):
                try:
                    await self._c.book_appointment()(
                        BookAppointmentCommand(
                            actor=self._admin,
                            doctor_id=doctor_id,
                            starts_at=instant_of(start),
                            patient_id=self._dice.choice(patients[1:]),
                        )
                    )
                except Conflict:
                    # That patient is with somebody else then: one visit fewer.
                    continue

    async def _login(self, login: Login, patient_id: PatientId, doctor_id: DoctorId) -> None:
        await self._c.add_user()(
            AddUserCommand(
                actor=SYSTEM,
                role=login.role,
                full_name=login.full_name,
                email=EmailAddress(login.email),
                password=login.password,
                patient_id=patient_id if login is PATIENT else None,
                doctor_id=doctor_id if login is DOCTOR else None,
            )
        )

    @staticmethod
    def _name(number: int) -> str:
        return f"{GIVEN_NAMES[number % len(GIVEN_NAMES)]} {FAMILY_NAMES[(number * 3 + 1) % len(FAMILY_NAMES)]}"
