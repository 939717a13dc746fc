"""A wanted time, and how to ask for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from medconnect.application.scheduling.ports import DiaryAsk, SchedulingWork
from medconnect.application.shared.unit_of_work import Read
from medconnect.domain.identity.actor import Actor
from medconnect.domain.scheduling.diary import Diary
from medconnect.domain.scheduling.doctor import Cover
from medconnect.domain.scheduling.errors import SlotNotOffered, SlotTaken
from medconnect.domain.scheduling.wish import Wish
from medconnect.domain.shared.errors import Refusal
from medconnect.domain.shared.ids import ClinicId, DoctorId, PatientId, ServiceId, VisitorId

TIME_REFUSED = (SlotTaken, SlotNotOffered)
_NEARBY = timedelta(hours=12)
_AROUND = timedelta(days=7)
_SOME = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSlot:
    """Who wants which time of whom. Without a patient it is for the actor, or for a visitor's session."""

    actor: Actor
    doctor_id: DoctorId
    starts_at: datetime
    service_id: ServiceId | None = None
    clinic_id: ClinicId | None = None
    patient_id: PatientId | None = None
    visitor_id: VisitorId | None = None
    state: str | None = None
    cover: Cover | None = None

    @property
    def person(self) -> PatientId | None:
        """For whom: staff say it, patients need not."""
        return self.patient_id or self.actor.patient_id

    def ask(self, beside: timedelta = _NEARBY) -> DiaryAsk:
        """The diary around the wanted time."""
        return DiaryAsk.around(
            self.starts_at,
            beside,
            doctor_id=self.doctor_id,
            service_id=self.service_id,
            patient_ids=() if self.person is None else (self.person,),
            visitor_id=self.visitor_id,
        )

    def wish(self, diary: Diary, override: str | None = None) -> Wish:
        """What to ask of that diary."""
        asker = diary.asker(patient_id=self.person, visitor_id=self.visitor_id, state=self.state, cover=self.cover)
        return Wish(starts_at=self.starts_at, asker=asker, clinic_id=self.clinic_id, override=override)


async def with_alternatives(refusal: Refusal, read: Read[SchedulingWork], wanted: WantedSlot, now: datetime) -> Refusal:
    """Being refused should be pleasant (X3): where the diary knew no free time nearby, those of a wider, fresh look."""
    if refusal.facts.get("alternatives"):
        return refusal
    ask = wanted.ask(_AROUND)
    async with read(wanted.actor) as work:
        diary = await work.diaries.look(ask)
    availability = diary.availability(wanted.wish(diary).asker, now)
    nearest = availability.nearest(wanted.starts_at, ask.period, _SOME)
    return type(refusal)(**{**refusal.facts, "alternatives": nearest})
