"""All routers of scheduling. What begins with `/doctors/me` stands before `/doctors/{id}`."""

from medconnect.entrypoints.http.scheduling.appointments import appointments
from medconnect.entrypoints.http.scheduling.booking import booking
from medconnect.entrypoints.http.scheduling.closures import closures
from medconnect.entrypoints.http.scheduling.holds import holds
from medconnect.entrypoints.http.scheduling.slots import slots
from medconnect.entrypoints.http.scheduling.steps import steps
from medconnect.entrypoints.http.scheduling.timetables import any_timetable, own_timetable

scheduling = (own_timetable, any_timetable, slots, holds, booking, steps, appointments, closures)
