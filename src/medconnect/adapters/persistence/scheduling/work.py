"""One transaction over diaries."""

from medconnect.adapters.persistence.answers import SqlAnswers
from medconnect.adapters.persistence.engine import Rows
from medconnect.adapters.persistence.scheduling.appointments import SqlAppointments
from medconnect.adapters.persistence.scheduling.diaries import SqlDiaries
from medconnect.adapters.persistence.scheduling.holds import SqlHolds
from medconnect.adapters.persistence.scheduling.names import SqlNames
from medconnect.adapters.persistence.scheduling.rules import RulesReader
from medconnect.adapters.persistence.scheduling.services import SqlServices
from medconnect.adapters.persistence.scheduling.timetables import SqlClinics, SqlTimetables
from medconnect.adapters.persistence.unit_of_work import SqlWork, Tools
from medconnect.application.scheduling.ports import (
    Appointments,
    Clinics,
    Diaries,
    Holds,
    Names,
    SchedulingWork,
    Services,
    Timetables,
)
from medconnect.application.shared.idempotency import Answers
from medconnect.domain.identity.actor import Actor


class SqlSchedulingWork(SqlWork, SchedulingWork):
    """The collections of scheduling, over the same rows."""

    def __init__(self, rows: Rows, actor: Actor, tools: Tools) -> None:
        super().__init__(rows, actor, tools)
        rules = RulesReader(self)
        self.appointments: Appointments = SqlAppointments(self)
        self.holds: Holds = SqlHolds(self)
        self.diaries: Diaries = SqlDiaries(self, rules)
        self.timetables: Timetables = SqlTimetables(self, rules)
        self.clinics: Clinics = SqlClinics(self, rules)
        self.services: Services = SqlServices(self, rules)
        self.names: Names = SqlNames(self)
        self.answers: Answers = SqlAnswers(self)
