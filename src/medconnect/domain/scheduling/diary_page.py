"""One page of a diary: the facts around a time, and the small steps that every decision is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from medconnect.domain.scheduling.agreement import Override
from medconnect.domain.scheduling.appointment import Appointment
from medconnect.domain.scheduling.availability import Availability
from medconnect.domain.scheduling.changes import Changes
from medconnect.domain.scheduling.claim import Claim, Resource
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.doctor import Asker, Cover, Doctor, Patient
from medconnect.domain.scheduling.errors import ReasonMissing
from medconnect.domain.scheduling.hold import Hold
from medconnect.domain.scheduling.life import By, Status
from medconnect.domain.scheduling.policy import Terms
from medconnect.domain.scheduling.question import Question
from medconnect.domain.scheduling.reasons import CROWDED, OVERRIDABLE, ReasonCode
from medconnect.domain.scheduling.refusing import refuse
from medconnect.domain.scheduling.service import Service
from medconnect.domain.scheduling.spot import Spot
from medconnect.domain.scheduling.timetable import Timetable
from medconnect.domain.scheduling.wish import Intake, Wish
from medconnect.domain.shared.errors import NotFound
from medconnect.domain.shared.ids import AppointmentId, ClinicId, PatientId, VisitorId
from medconnect.domain.shared.period import Period

_ALTERNATIVES = 6


@dataclass(slots=True, kw_only=True, eq=False)
class DiaryPage:
    """One doctor, one service, and everything claimed around `known`: starts in that period are answered rightly."""

    doctor: Doctor
    timetable: Timetable
    clinics: Mapping[ClinicId, Clinic]
    service: Service
    known: Period
    claims: tuple[Claim, ...] = ()
    patients: Mapping[PatientId, Patient] = field(default_factory=dict)
    holds: tuple[Hold, ...] = ()
    """The unfinished holds of those who ask, wherever they are."""
    version: int = 0
    changes: Changes = field(default_factory=Changes, init=False)

    def asker(
        self,
        *,
        patient_id: PatientId | None = None,
        visitor_id: VisitorId | None = None,
        state: str | None = None,
        cover: Cover | None = None,
    ) -> Asker:
        """Who asks, with what is known of them; a state named for this visit beats the one on file (P4)."""
        patient = self.patients.get(patient_id) if patient_id is not None else None
        return Asker(
            patient_id=patient_id,
            visitor_id=visitor_id,
            born_on=patient.born_on if patient else None,
            state=state or (patient.state if patient else None),
            cover=cover,
        )

    def availability(
        self, asker: Asker, now: datetime, *, ignoring: frozenset[UUID] = frozenset(), service: Service | None = None
    ) -> Availability:
        """What is free for that asker."""
        question = Question.about(
            doctor=self.doctor,
            timetable=self.timetable,
            service=service or self.service,
            asker=asker,
            now=now,
            claims=self.claims,
            ignoring=ignoring,
        )
        return Availability(question=question, clinics=self.clinics)

    def _find(self, wish: Wish, availability: Availability) -> tuple[Spot, Override | None]:
        """The spot for a wish, or the refusal that explains best. What staff overrule is noted."""
        period = Period.lasting(wish.starts_at, availability.question.service.length)
        clinic = self._clinic(wish, availability)
        reasons = availability.why_not(clinic.id, period)
        overruled = {reason.code for reason in reasons if wish.override is not None} & OVERRIDABLE
        against = [reason for reason in reasons if reason.code not in overruled]
        refuse(against, lambda: availability.nearest(period.starts_at, self.known, _ALTERNATIVES))
        room = availability.free_room(clinic, period)
        rooms = clinic.rooms.get(self.service.id, ())
        sharing = {Resource.DOCTOR} if overruled & CROWDED - {ReasonCode.NO_ROOM} else set()
        if rooms and room is None:
            room = rooms[0]
            sharing.add(Resource.ROOM)
        spot = Spot(
            doctor_id=self.doctor.id,
            clinic_id=clinic.id,
            service_id=self.service.id,
            period=period,
            zone=clinic.zone,
            room_id=room,
            sharing=frozenset(sharing),
        )
        return spot, _override(wish, overruled)

    def _clinic(self, wish: Wish, availability: Availability) -> Clinic:
        if wish.clinic_id is None:
            clinic = availability.clinic_open_at(wish.starts_at)
        else:
            clinic = self.clinics.get(wish.clinic_id)
        if clinic is None:
            raise NotFound
        return clinic

    def _patient(self, patient_id: PatientId) -> Patient:
        try:
            return self.patients[patient_id]
        except KeyError:
            raise NotFound from None

    def _agree(
        self,
        spot: Spot,
        terms: Terms,
        intake: Intake,
        *,
        new_id: AppointmentId,
        asker: Asker,
        override: Override | None,
        by: By,
        now: datetime,
    ) -> Appointment:
        """Every visit that comes into being does so here."""
        pending = terms.requires_confirmation and override is None
        appointment = Appointment(
            id=new_id,
            patient_id=intake.patient_id,
            spot=spot,
            terms=terms,
            status=Status.PENDING if pending else Status.BOOKED,
            status_at=now,
            booked_at=now,
            patient_state=asker.state,
            cover=asker.cover,
            pending_until=min(now.replace(microsecond=0) + terms.pending_for, spot.period.starts_at)
            if pending
            else None,
            override=override,
            notes=intake.notes,
            symptoms=intake.symptoms,
            report_id=intake.report_id,
        )
        appointment.agreed(by, now)
        self._keep(appointment, now)
        return appointment

    def _keep(self, thing: Appointment | Hold, now: datetime) -> None:
        """Note what something claims from now on, in place of what it claimed so far."""
        if isinstance(thing, Appointment):
            self.changes.appointments.append(thing)
        else:
            self.changes.holds.append(thing)
        if any(claim.subject_id == thing.id for claim in self.claims):
            self.changes.removed.add(thing.id)
        self.changes.added += thing.claims()
        self.changes.settle(self.claims, now.timestamp())

    def give_up_holds(self, asker: Asker, now: datetime, but: Hold | None = None) -> None:
        """One thing in hand at a time: whoever takes a time gives back the one they held (H4)."""
        for hold in self.holds:
            if hold is not but and hold.live_at(now) and asker.owns(hold.holder_id):
                hold.release(now)
                self.changes.holds.append(hold)
                self.changes.removed.add(hold.id)

    def clear(self, subject_id: UUID, now: datetime) -> None:
        """Take something out that goes elsewhere."""
        self.changes.removed.add(subject_id)
        self.changes.settle(self.claims, now.timestamp())


def _override(wish: Wish, overruled: set[ReasonCode]) -> Override | None:
    if wish.override is None:
        return None
    if not wish.override.strip():
        raise ReasonMissing("override")
    return Override(reason=wish.override.strip(), codes=tuple(sorted(code.value for code in overruled)))
