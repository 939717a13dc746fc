"""A house in memory."""

from dataclasses import dataclass, field

from medconnect.adapters.memory.scheduling import MemorySchedulingWork
from medconnect.adapters.memory.store import MemoryStore
from medconnect.adapters.memory.unit_of_work import MemoryBegin
from medconnect.application.scheduling.ports import Place, SchedulingWork
from medconnect.application.shared.unit_of_work import Begin, Read
from medconnect.domain.scheduling.clinic import Clinic
from medconnect.domain.scheduling.doctor import Doctor, Patient
from medconnect.domain.scheduling.service import Service
from medconnect.domain.scheduling.timetable import Timetable
from medconnect.domain.shared.ids import ClinicId


@dataclass
class MemoryHouse:
    """Everything in dictionaries."""

    store: MemoryStore = field(default_factory=MemoryStore)

    def __post_init__(self) -> None:
        self.begin: Begin[SchedulingWork] = MemoryBegin(self.store, MemorySchedulingWork)
        self.read: Read[SchedulingWork] = MemoryBegin(self.store, MemorySchedulingWork)

    async def add_clinic(self, clinic: Clinic) -> None:
        """Keep a clinic."""
        self.store.tables["clinics"][clinic.id] = clinic
        self.store.tables["places"][clinic.id] = Place(name="A clinic", city="Somewhere", zone=clinic.zone)

    async def add_doctor(
        self, doctor: Doctor, services: tuple[Service, ...], clinic_ids: tuple[ClinicId, ...], timetable: Timetable
    ) -> None:
        """Keep a doctor; working time that is there already stays."""
        self.store.tables["doctors"][doctor.id] = doctor
        self.store.tables["names"][doctor.id] = "Dr. A"
        self.store.tables["names"] |= {service.id: service.name for service in services}
        self.store.tables["services"][doctor.id] = services
        self.store.tables["workplaces"][doctor.id] = clinic_ids
        self.store.tables["timetables"].setdefault(doctor.id, timetable)

    async def add_patient(self, patient: Patient) -> None:
        """Keep a patient."""
        self.store.tables["patients"][patient.id] = patient
        self.store.tables["names"][patient.id] = "A patient"

    def told(self) -> list[str]:
        """The names of all events so far."""
        return [told.event.name for told in self.store.outbox]
