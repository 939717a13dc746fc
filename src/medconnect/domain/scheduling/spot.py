"""Where and when a visit takes place, and what that claims."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from medconnect.domain.scheduling.claim import Claim, Resource
from medconnect.domain.scheduling.policy import Terms
from medconnect.domain.scheduling.zones import LocalTime, local_day, local_time
from medconnect.domain.shared.ids import ClinicId, DoctorId, PatientId, RoomId, ServiceId
from medconnect.domain.shared.period import Period, second_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place in one diary. The zone is the clinic's when it was agreed and stays so (T10, T11)."""

    doctor_id: DoctorId
    clinic_id: ClinicId
    service_id: ServiceId
    period: Period
    zone: str
    room_id: RoomId | None = None
    sharing: frozenset[Resource] = frozenset()
    """What an overbooked visit shares with one that was there before (L10)."""

    @property
    def local(self) -> LocalTime:
        """The wall clock that was agreed on."""
        return local_time(self.period.starts_at, self.zone)

    def facts(self) -> dict[str, Any]:
        """As events tell it."""
        return {
            "doctor_id": self.doctor_id,
            "clinic_id": self.clinic_id,
            "service_id": self.service_id,
            "starts_at": self.period.starts_at,
            "ends_at": self.period.ends_at,
        }

    def claims(
        self,
        subject_id: UUID,
        patient_id: PatientId | None,
        terms: Terms,
        *,
        holder_id: UUID | None = None,
        expires_at: datetime | None = None,
    ) -> tuple[Claim, ...]:
        """All that one hold or visit claims here, in ascending order of resources (X4)."""
        widened = self.period.widened(terms.before, terms.after)
        starts = second_of(self.period.starts_at)
        claims = [
            Claim(
                resource_id=resource_id,
                resource=resource,
                subject_id=subject_id,
                starts=second_of(stretch.starts_at),
                ends=second_of(stretch.ends_at),
                visit_starts=starts,
                visit_ends=second_of(self.period.ends_at),
                service_id=self.service_id,
                on=local_day(self.zone, starts),
                blocking=resource not in self.sharing,
                holder_id=holder_id,
                anonymous=holder_id is not None and patient_id is None,
                expires=None if expires_at is None else second_of(expires_at),
            )
            for resource, resource_id, stretch in (
                (Resource.DOCTOR, self.doctor_id, widened),
                (Resource.PATIENT, patient_id, self.period),
                (Resource.ROOM, self.room_id, widened),
            )
            if resource_id is not None
        ]
        return tuple(sorted(claims, key=attrgetter("resource_id")))
