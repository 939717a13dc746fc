"""What happened to a visit, step by step, for those who ask why."""

from dataclasses import dataclass
from datetime import datetime

from medconnect.domain.scheduling.life import By, Status
from medconnect.domain.shared.ids import DoctorId
from medconnect.domain.shared.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One step: what it was before, what it is now, who did it and why."""

    at: datetime
    by: By
    version: int
    old_status: Status | None
    new_status: Status
    old_period: Period | None
    new_period: Period
    old_doctor_id: DoctorId | None
    new_doctor_id: DoctorId
    reason: str | None = None
