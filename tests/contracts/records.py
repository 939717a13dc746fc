"""What every store of patients' files promises: subclass it with a fixture `house`, an opened product on that store."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from tests.contracts.directory import clinic, doctor, offer

from medconnect.application.scheduling.ports import DiaryAsk, NamesAsk
from medconnect.application.shared.handling import Contention
from medconnect.domain.identity.actor import SYSTEM, Role
from medconnect.domain.identity.profile import Profile
from medconnect.domain.identity.user import User
from medconnect.domain.records.patient import Patient
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import DoctorId, PatientId, UserId
from medconnect.domain.shared.period import Period
from medconnect.entrypoints.container import Container

NOON = datetime(2030, 1, 7, 12, 0, tzinfo=UTC)
BORN = date(1980, 2, 29)


class PatientsContract:
    """A file is kept as it was given, and never over a change that nobody has read."""

    async def test_a_patient_is_known_to_the_diaries_by_name_birth_date_and_state(self, house: Container) -> None:
        await keep(house, ann := patient())

        assert await seen_of(house, ann.id) == ("Ann Lee", BORN, "NJ")

    async def test_what_is_not_known_of_a_patient_stays_unknown(self, house: Container) -> None:
        await keep(house, ann := Patient(id=PatientId(uuid4()), full_name="Ann Lee"))

        assert await seen_of(house, ann.id) == ("Ann Lee", None, None)

    async def test_a_patient_who_was_not_committed_is_not_known(self, house: Container) -> None:
        ann = patient()
        async with house.begin_records()(SYSTEM) as work:
            await work.patients.save(ann)

        with pytest.raises(NotFound):
            await seen_of(house, ann.id)

    async def test_each_save_is_a_version_and_keeps_what_is_new(self, house: Container) -> None:
        await keep(house, ann := patient())
        ann.full_name, ann.state = "Ann Lee-Brown", None
        await keep(house, ann)

        assert ann.version == 2
        assert await seen_of(house, ann.id) == ("Ann Lee-Brown", BORN, None)

    async def test_of_two_who_change_one_file_the_second_meets_contention(self, house: Container) -> None:
        await keep(house, ann := patient())
        second = replace(ann, full_name="Somebody Else")
        await keep(house, ann)

        with pytest.raises(Contention):
            await keep(house, second)
        assert (await seen_of(house, ann.id))[0] == "Ann Lee"


class KnownPatientsContract:
    """An account and a file of one person say the same."""

    async def test_a_patients_account_makes_them_known(self, house: Container) -> None:
        user = account(date_of_birth=BORN, state="NY")
        await know(house, user)

        assert await seen_of(house, patient_id(user)) == ("Kim Doe", BORN, "NY")

    async def test_what_the_account_does_not_say_the_file_keeps(self, house: Container) -> None:
        user = account(date_of_birth=BORN, state="NY")
        await know(house, user)
        user.full_name, user.profile = "Kim Roe", Profile(state="NJ")
        await know(house, user)

        assert await seen_of(house, patient_id(user)) == ("Kim Roe", BORN, "NJ")

    async def test_a_file_read_before_the_account_spoke_meets_contention(self, house: Container) -> None:
        await keep(house, ann := patient())
        user = account()
        user.patient_id = ann.id
        await know(house, user)

        with pytest.raises(Contention):
            await keep(house, ann)

    async def test_somebody_who_is_no_patient_gets_no_file(self, house: Container) -> None:
        user = account()
        user.role, user.doctor_id = Role.DOCTOR, DoctorId(uuid4())
        await know(house, user)

        with pytest.raises(NotFound):
            await seen_of(house, patient_id(user))


class RecordsContract(PatientsContract, KnownPatientsContract):
    """All of it."""


def patient() -> Patient:
    """Somebody new, with everything that is asked."""
    ann = Patient(id=PatientId(uuid4()), full_name="Ann Lee", born_on=BORN, state="NJ")
    ann.added(NOON)
    return ann


def account(**profile: object) -> User:
    """A patient's account."""
    return User.register(
        id=UserId(uuid4()),
        role=Role.PATIENT,
        full_name="Kim Doe",
        email=EmailAddress("kim@home.example"),
        password_hash="unusable",
        patient_id=PatientId(uuid4()),
        profile=Profile(**profile),  # type: ignore[arg-type]
        now=NOON,
    )


def patient_id(user: User) -> PatientId:
    """Who the account is as a patient."""
    assert user.patient_id
    return user.patient_id


async def keep(house: Container, patient: Patient) -> None:
    """One committed unit that saves a file."""
    async with house.begin_records()(SYSTEM) as work:
        await work.patients.save(patient)
        await work.commit()


async def know(house: Container, user: User) -> None:
    """One committed unit in which an account makes its person known."""
    async with house.begin_identity()(SYSTEM) as work:
        await work.patients.know(user)
        await work.commit()


async def seen_of(house: Container, patient_id: PatientId) -> tuple[str, date | None, str | None]:
    """Name, birth date and state as a diary sees them; `NotFound` when it sees nobody."""
    here = clinic()
    async with house.begin_directory()(SYSTEM) as work:
        await work.clinics.add(here)
        await work.doctors.add(treats := doctor(here))
        await work.commit()
    await offer(house, treats.id)
    period = Period.lasting(NOON, timedelta(hours=1))
    async with house.read_scheduling()(SYSTEM) as work:
        ask = DiaryAsk(doctor_id=treats.id, period=period, patient_ids=(patient_id,))
        known = (await work.diaries.look(ask)).patients[patient_id]
        named = await work.names.of(NamesAsk(patients=frozenset({patient_id})))
    return named.patients[patient_id], known.born_on, known.state
