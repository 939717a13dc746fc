"""Accounts in the database: names, addresses, numbers and birth dates sealed, found again through keyed indexes."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, false, func, insert, select

from medconnect.adapters.name_words import LONGEST_WORD, search_words, words_of
from medconnect.adapters.persistence.failures import ConstraintBroken
from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.identity import UserRow, UserWordRow
from medconnect.adapters.persistence.saving import save_version
from medconnect.adapters.persistence.unit_of_work import SqlWork
from medconnect.adapters.security.keyring import Keyring
from medconnect.application.identity.ports import UserFilter, Users
from medconnect.application.shared.paging import Page, Window
from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.errors import EmailTaken, MobileTaken
from medconnect.domain.identity.profile import Profile, Sex
from medconnect.domain.identity.user import Approval, User
from medconnect.domain.shared.contact import EmailAddress, MobileNumber
from medconnect.domain.shared.ids import DoctorId, InsurancePlanId, PatientId, UserId

_USERS = table_of(UserRow)
_WORDS = table_of(UserWordRow)


class SqlUsers(Users):
    """All accounts."""

    def __init__(self, work: SqlWork) -> None:
        self._work = work
        self._names: dict[UserId, tuple[str, EmailAddress]] = {}

    async def with_email(self, email: EmailAddress) -> User | None:
        return await self._one(_USERS.c.email_index == self._index("email", str(email)))

    async def with_mobile(self, mobile: MobileNumber) -> User | None:
        return await self._one(_USERS.c.mobile_index == self._index("mobile", str(mobile)))

    async def get(self, user_id: UserId) -> User | None:
        return await self._one(_USERS.c.id == user_id)

    async def page(self, sought: UserFilter, window: Window) -> Page[User]:
        wanted = self._conditions(sought)
        total = (await self._work.rows.run(select(func.count()).select_from(_USERS).where(*wanted))).scalar_one()
        part = (
            select(_USERS)
            .where(*wanted)
            .order_by(_USERS.c.registered_at.desc(), _USERS.c.id.desc())
            .offset(window.skip)
            .limit(window.limit)
        )
        items = [user_of(row, self._work.keyring) for row in await self._work.rows.run(part)]
        return Page(items=items, total=total, window=window)

    async def save(self, user: User) -> None:
        try:
            user.version = await save_version(
                self._work.rows, _USERS, user.id, user.version, row_of_user(user, self._work.keyring)
            )
        except ConstraintBroken as broken:
            match broken.name:
                case "uq_users_email_index":
                    raise EmailTaken from broken
                case "uq_users_mobile_index":
                    raise MobileTaken from broken
            raise
        await self._save_words(user)
        self._work.saved(user)

    async def _one(self, condition: ColumnElement[bool]) -> User | None:
        found = (await self._work.rows.run(select(_USERS).where(condition))).first()
        if found is None:
            return None
        user = user_of(found, self._work.keyring)
        self._names[user.id] = (user.full_name, user.email)
        return user

    async def _save_words(self, user: User) -> None:
        if self._names.get(user.id) == (user.full_name, user.email):
            return
        self._names[user.id] = (user.full_name, user.email)
        words = search_words(user)
        if user.version > 1:
            await self._work.rows.run(delete(_WORDS).where(_WORDS.c.user_id == user.id))
        if words:
            rows = [{"word": self._index("word", word), "user_id": user.id} for word in sorted(words)]
            await self._work.rows.run(insert(_WORDS), rows)

    def _conditions(self, sought: UserFilter) -> list[ColumnElement[bool]]:
        wanted: list[ColumnElement[bool]] = []
        if sought.email:
            wanted.append(_USERS.c.email_index == self._index("email", str(sought.email)))
        if sought.mobile:
            wanted.append(_USERS.c.mobile_index == self._index("mobile", str(sought.mobile)))
        words = [word for text in sought.words for word in words_of(text)]
        if sought.words and not words:
            wanted.append(false())  # signs alone begin no word
        for word in words:
            having = select(_WORDS.c.user_id).where(_WORDS.c.word == self._index("word", word[:LONGEST_WORD]))
            wanted.append(_USERS.c.id.in_(having))
        if sought.role:
            wanted.append(_USERS.c.role == sought.role.value)
        if sought.is_active is not None:
            wanted.append(_USERS.c.is_active == sought.is_active)
        if sought.approval:
            wanted.append(_USERS.c.approval == sought.approval.value)
        return wanted

    def _index(self, column: str, value: str) -> bytes:
        return self._work.keyring.blind_index(f"users.{column}", value)


def row_of_user(user: User, keyring: Keyring) -> dict[str, Any]:
    """An account as the table holds it."""

    def sealed(column: str, text: str | None) -> bytes | None:
        return None if text is None else keyring.seal("users", column, user.id, text)

    profile = user.profile
    mobile = str(profile.mobile) if profile.mobile else None
    return {
        "role": user.role.value,
        "is_active": user.is_active,
        "patient_id": user.patient_id,
        "doctor_id": user.doctor_id,
        "full_name": sealed("full_name", user.full_name),
        "email": sealed("email", str(user.email)),
        "email_index": keyring.blind_index("users.email", str(user.email)),
        "password_hash": user.password_hash,
        "registered_at": user.registered_at,
        "mobile": sealed("mobile", mobile),
        "mobile_index": keyring.blind_index("users.mobile", mobile) if mobile else None,
        "date_of_birth": sealed("date_of_birth", profile.date_of_birth.isoformat() if profile.date_of_birth else None),
        "sex": sealed("sex", profile.sex.value if profile.sex else None),
        "time_zone": profile.time_zone,
        "language": profile.language,
        "state": profile.state,
        "division_id": profile.division_id,
        "district_id": profile.district_id,
        "thana_id": profile.thana_id,
        "insurance_plan_id": profile.insurance_plan_id,
        "verified_at": user.verified_at,
        "disabled_at": user.disabled_at,
        "approval": user.approval.value if user.approval else None,
        "has_second_factor": user.has_second_factor,
        "has_picture": user.has_picture,
    }


def user_of(row: Row[Any], keyring: Keyring) -> User:
    """The account that a row holds."""

    def opened(column: str) -> str | None:
        sealed = getattr(row, column)
        return None if sealed is None else keyring.open("users", column, row.id, sealed)

    mobile, born, sex = opened("mobile"), opened("date_of_birth"), opened("sex")
    return User(
        id=UserId(row.id),
        version=row.version,
        role=Role(row.role),
        patient_id=PatientId(row.patient_id) if row.patient_id else None,
        doctor_id=DoctorId(row.doctor_id) if row.doctor_id else None,
        full_name=keyring.open("users", "full_name", row.id, row.full_name),
        email=EmailAddress(keyring.open("users", "email", row.id, row.email)),
        password_hash=row.password_hash,
        registered_at=row.registered_at,
        profile=Profile(
            mobile=MobileNumber(mobile) if mobile else None,
            date_of_birth=date.fromisoformat(born) if born else None,
            sex=Sex(sex) if sex else None,
            time_zone=row.time_zone,
            language=row.language,
            state=row.state,
            division_id=row.division_id,
            district_id=row.district_id,
            thana_id=row.thana_id,
            insurance_plan_id=InsurancePlanId(row.insurance_plan_id) if row.insurance_plan_id else None,
        ),
        verified_at=row.verified_at,
        disabled_at=row.disabled_at,
        approval=Approval(row.approval) if row.approval else None,
        has_second_factor=row.has_second_factor,
        has_picture=row.has_picture,
    )
