"""What somebody asks of a diary."""

from dataclasses import dataclass
from datetime import datetime

from medconnect.domain.scheduling.doctor import Asker
from medconnect.domain.scheduling.policy import Consent
from medconnect.domain.shared.ids import ClinicId, PatientId, ReportId


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A time, for somebody. `override` is the written reason of staff who overrule the clinic's rules (L10)."""

    starts_at: datetime
    asker: Asker
    clinic_id: ClinicId | None = None
    override: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a patient brings along when a visit is booked."""

    patient_id: PatientId
    consents: frozenset[Consent] = frozenset()
    notes: str | None = None
    symptoms: str | None = None
    report_id: ReportId | None = None
