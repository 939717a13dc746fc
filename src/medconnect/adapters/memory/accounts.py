"""What belongs to an account, in memory: sessions, mailed keys, second factor, application, picture."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from medconnect.adapters.memory.saving import save_version
from medconnect.adapters.memory.unit_of_work import MemoryWork
from medconnect.application.identity.ports import Applications, MailedKeys, Pictures, SecondFactors, Sessions
from medconnect.domain.identity.application import DoctorApplication
from medconnect.domain.identity.mailed_key import KeyPurpose, MailedKey
from medconnect.domain.identity.second_factor import SecondFactor
from medconnect.domain.identity.session import Session
from medconnect.domain.shared.ids import DoctorId, SessionId, UserId


class MemorySessions(Sessions):
    """All sign-ins."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def get(self, session_id: SessionId) -> Session | None:
        found: Session | None = self._work.row("sessions", session_id)
        return replace(found) if found else None

    async def live_of(self, user_id: UserId, now: datetime) -> Sequence[Session]:
        live = (each for each in self._work.rows("sessions") if each.user_id == user_id and each.is_live(now))
        return [replace(each) for each in sorted(live, key=lambda each: (each.used_at, each.id), reverse=True)]

    async def save(self, session: Session) -> None:
        session.version = save_version(self._work, "sessions", session.id, session.version)
        self._work.saved(session)
        self._work.put("sessions", session.id, replace(session))


class MemoryMailedKeys(MailedKeys):
    """All keys that were mailed."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def with_hash(self, hash: bytes) -> MailedKey | None:  # noqa: A002 - the field's name
        return next((replace(key) for key in self._work.rows("mailed_keys") if key.hash == hash), None)

    async def save(self, key: MailedKey) -> None:
        key.version = save_version(self._work, "mailed_keys", key.id, key.version)
        self._work.put("mailed_keys", key.id, replace(key))

    async def withdraw(self, user_id: UserId, *purposes: KeyPurpose) -> None:
        for key in self._work.rows("mailed_keys"):
            if key.user_id == user_id and key.purpose in purposes:
                self._work.drop("mailed_keys", key.id)


class MemorySecondFactors(SecondFactors):
    """All second factors."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def of(self, user_id: UserId) -> SecondFactor | None:
        found: SecondFactor | None = self._work.row("second_factors", user_id)
        return replace(found) if found else None

    async def save(self, factor: SecondFactor) -> None:
        factor.version = save_version(self._work, "second_factors", factor.user_id, factor.version)
        self._work.saved(factor)
        self._work.put("second_factors", factor.user_id, replace(factor))

    async def remove(self, user_id: UserId) -> None:
        self._work.drop("second_factors", user_id)


class MemoryApplications(Applications):
    """All applications of doctors."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def of(self, user_id: UserId) -> DoctorApplication | None:
        found: DoctorApplication | None = self._work.row("doctor_applications", user_id)
        return replace(found) if found else None

    async def with_doctor(self, doctor_id: DoctorId) -> DoctorApplication | None:
        applications = self._work.rows("doctor_applications")
        return next((replace(each) for each in applications if each.doctor_id == doctor_id), None)

    async def save(self, application: DoctorApplication) -> None:
        application.version = save_version(self._work, "doctor_applications", application.user_id, application.version)
        self._work.saved(application)
        self._work.put("doctor_applications", application.user_id, replace(application))


class MemoryPictures(Pictures):
    """People's pictures."""

    def __init__(self, work: MemoryWork) -> None:
        self._work = work

    async def of(self, user_id: UserId) -> bytes | None:
        found: bytes | None = self._work.row("pictures", user_id)
        return found

    async def put(self, user_id: UserId, image: bytes) -> None:
        self._work.put("pictures", user_id, image)

    async def remove(self, user_id: UserId) -> None:
        self._work.drop("pictures", user_id)
