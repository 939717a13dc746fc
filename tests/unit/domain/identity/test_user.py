"""An account's life: what it becomes, and who is told."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.errors import ApplicationOpen, NothingToDecide
from medconnect.domain.identity.profile import ImpossibleBirthDate, Profile
from medconnect.domain.identity.user import Approval, Status, User
from medconnect.domain.shared.contact import EmailAddress, InvalidMobile, InvalidName, MobileNumber, person_name
from medconnect.domain.shared.ids import DoctorId, PatientId, UserId

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DOCTOR, PATIENT = DoctorId(UUID(int=7)), PatientId(UUID(int=8))


def user(role: Role = Role.PATIENT, *, verified: bool = True, approval: Approval | None = None) -> User:
    made = User.register(
        id=UserId(UUID(int=1)),
        role=role,
        full_name="Ann",
        email=EmailAddress("ann@x.example"),
        password_hash="x",
        verified=verified,
        approval=approval,
        now=NOW,
    )
    made.take_news()
    return made


@pytest.mark.parametrize(
    ("made", "status"),
    [
        (user(), Status.ACTIVE),
        (user(verified=False), Status.AWAITING_VERIFICATION),
        (user(Role.DOCTOR, approval=Approval.AWAITING), Status.AWAITING_APPROVAL),
        (user(Role.DOCTOR, verified=False, approval=Approval.AWAITING), Status.AWAITING_VERIFICATION),
        (user(Role.DOCTOR, approval=Approval.APPROVED), Status.ACTIVE),
        (user(Role.DOCTOR, verified=False, approval=Approval.REJECTED), Status.REJECTED),
    ],
)
def test_an_account_says_why_it_cannot_be_used(made: User, status: Status) -> None:
    assert made.status is status
    assert made.is_active is (status is Status.ACTIVE)
    made.disable(NOW)
    assert made.status is Status.DISABLED


def test_an_application_is_decided_once() -> None:
    applicant = user(Role.DOCTOR, approval=Approval.AWAITING)
    applicant.decide(doctor_id=DOCTOR, approved=True, now=NOW)
    assert (applicant.doctor_id, applicant.is_active) == (DOCTOR, True)
    with pytest.raises(NothingToDecide):
        applicant.decide(doctor_id=DOCTOR, approved=False, now=NOW)


@pytest.mark.parametrize("approval", [Approval.AWAITING, Approval.REJECTED])
def test_no_other_way_leads_around_the_decision(approval: Approval) -> None:
    applicant = user(Role.DOCTOR, approval=approval)
    with pytest.raises(ApplicationOpen):
        applicant.enable(NOW)
    with pytest.raises(ApplicationOpen):
        applicant.give_role(Role.ADMIN, patient_id=PATIENT, doctor_id=DOCTOR, now=NOW)
    applicant.verify_email(NOW)
    assert not applicant.is_active


def test_closing_and_opening_twice_change_nothing_twice() -> None:
    account = user()
    assert account.disable(NOW)
    assert not account.disable(NOW)
    account.enable(NOW)
    account.enable(NOW)
    assert [each.name for each in account.take_news()] == ["user.disabled", "user.enabled"]


def test_a_role_brings_its_id_once() -> None:
    account = user(Role.RECEPTIONIST)
    assert account.give_role(Role.DOCTOR, patient_id=PATIENT, doctor_id=DOCTOR, now=NOW)
    assert not account.give_role(Role.DOCTOR, patient_id=PATIENT, doctor_id=DOCTOR, now=NOW)
    account.give_role(Role.PATIENT, patient_id=PATIENT, doctor_id=DOCTOR, now=NOW)
    account.give_role(Role.DOCTOR, patient_id=PATIENT, doctor_id=DoctorId(UUID(int=9)), now=NOW)
    assert (account.doctor_id, account.patient_id) == (DOCTOR, PATIENT)


def test_a_changed_profile_tells_the_names_of_fields_alone() -> None:
    account = user()
    account.describe(full_name="Ann", profile=account.profile, now=NOW)
    assert account.take_news() == ()
    account.describe(full_name="Anna", profile=Profile(state="NY", language="es"), now=NOW)
    (news,) = account.take_news()
    assert news.facts() == {"fields": ("full_name", "language", "state")}


@pytest.mark.parametrize("born", [date(2026, 11, 3), date(2027, 1, 1), date(1895, 1, 1)])
def test_nobody_was_born_tomorrow_or_lives_for_ever(born: date) -> None:
    with pytest.raises(ImpossibleBirthDate):
        Profile(date_of_birth=born).check_birth(NOW.date())
    Profile(date_of_birth=NOW.date()).check_birth(NOW.date())


@pytest.mark.parametrize(
    "text", ["", "  ", "...", "A\x00B", "A\nB", "A\u2028B", "A\u202eB", "A\ufeffB", "x" * 121, "12"]
)
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(InvalidName):
        person_name(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (" Zoe\u0308  Li ", "Zo\u00eb Li"),
        ("O'Neil-Smith, Jr.", "O'Neil-Smith, Jr."),
        ("محمد", "محمد"),
        ("王小明", "王小明"),
    ],
)
def test_names_of_all_peoples_are_kept(text: str, name: str) -> None:
    assert person_name(text) == name


@pytest.mark.parametrize("text", ["", "12025550123", "+0123456789", "+1202555012345678", "+1202x550123"])
def test_a_number_is_kept_only_as_the_world_dials_it(text: str) -> None:
    with pytest.raises(InvalidMobile):
        MobileNumber(text)
