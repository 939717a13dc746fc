"""Identity of things. Contexts speak of one another by these ids alone."""

from typing import NewType
from uuid import UUID

UserId = NewType("UserId", UUID)
SessionId = NewType("SessionId", UUID)
MailedKeyId = NewType("MailedKeyId", UUID)
PatientId = NewType("PatientId", UUID)
DoctorId = NewType("DoctorId", UUID)
ClinicId = NewType("ClinicId", UUID)
RoomId = NewType("RoomId", UUID)
ServiceId = NewType("ServiceId", UUID)
InsurancePlanId = NewType("InsurancePlanId", UUID)
LicenceId = NewType("LicenceId", UUID)
AcceptanceId = NewType("AcceptanceId", UUID)
HoldId = NewType("HoldId", UUID)
AppointmentId = NewType("AppointmentId", UUID)
WaitlistEntryId = NewType("WaitlistEntryId", UUID)
ChangeId = NewType("ChangeId", UUID)
VisitorId = NewType("VisitorId", UUID)
ReportId = NewType("ReportId", UUID)
