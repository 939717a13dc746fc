"""All routers of scheduling."""

from medconnect.entrypoints.http.scheduling.appointments import appointments
from medconnect.entrypoints.http.scheduling.booking import booking
from medconnect.entrypoints.http.scheduling.holds import holds

scheduling = (holds, booking, appointments)
