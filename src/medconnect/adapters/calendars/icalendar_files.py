"""Visits as iCalendar files (RFC 5545). Nothing in them says why somebody sees a doctor (N4, N6)."""

from datetime import datetime

from icalendar import Calendar, Event

from medconnect.application.scheduling.ports import CalendarFiles, Place
from medconnect.application.scheduling.views import AppointmentView
from medconnect.domain.scheduling.life import Status
from medconnect.domain.scheduling.service import Mode

_GONE = {Status.CANCELLED, Status.DECLINED, Status.EXPIRED, Status.ENTERED_IN_ERROR}


class IcalendarFiles(CalendarFiles):
    """One event a file. Its UID never changes and its SEQUENCE rises, so that a calendar replaces what it had."""

    def of_visit(self, visit: AppointmentView, place: Place, now: datetime) -> bytes:
        gone = visit.status in _GONE
        event = Event()
        event.add("uid", f"{visit.id}@medconnect")
        event.add("sequence", visit.version)
        event.add("dtstamp", now)
        event.add("dtstart", visit.starts_at)
        event.add("dtend", visit.ends_at)
        event.add("summary", f"Appointment at {place.name}")
        if visit.mode is Mode.IN_PERSON:
            event.add("location", f"{place.name}, {place.city}")
        event.add("description", f"Reference {visit.reference}")
        event.add("class", "PRIVATE")
        event.add("status", "CANCELLED" if gone else _status(visit))
        calendar = Calendar()
        calendar.add("prodid", "-//MedConnect//Appointments//EN")
        calendar.add("version", "2.0")
        calendar.add("method", "CANCEL" if gone else "PUBLISH")
        calendar.add_component(event)
        return bytes(calendar.to_ical())


def _status(visit: AppointmentView) -> str:
    return "TENTATIVE" if visit.status is Status.PENDING else "CONFIRMED"
