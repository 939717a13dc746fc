"""What can be booked, in the database."""

from sqlalchemy import insert, update

from medconnect.adapters.persistence.models.base import table_of
from medconnect.adapters.persistence.models.directory import DoctorRow
from medconnect.adapters.persistence.models.timetables import ServiceRow
from medconnect.adapters.persistence.scheduling.rules import RulesReader
from medconnect.adapters.persistence.scheduling.service_rows import row_of_service
from medconnect.adapters.persistence.unit_of_work import SqlWork
from medconnect.application.scheduling.ports import Services
from medconnect.domain.scheduling.service import Service

_SERVICES = table_of(ServiceRow)
_DOCTORS = table_of(DoctorRow)


class SqlServices(Services):
    """Services of all doctors."""

    def __init__(self, work: SqlWork, rules: RulesReader) -> None:
        self._work = work
        self._rules = rules

    async def add(self, service: Service) -> None:
        rows = self._work.rows
        await rows.run(insert(_SERVICES), row_of_service(service))
        without_default = (_DOCTORS.c.id == service.doctor_id) & _DOCTORS.c.default_service_id.is_(None)
        await rows.run(update(_DOCTORS).where(without_default).values(default_service_id=service.id))
        await self._rules.changed([service.doctor_id])
