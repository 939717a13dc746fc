"""A real server for load: its own process group, its own database, and people with tokens."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from medconnect.application.directory.add_clinic import AddClinicCommand
from medconnect.application.directory.add_doctor import AddDoctorCommand, LicenceGiven
from medconnect.application.identity.add_user import AddUserCommand
from medconnect.application.identity.tokens import AccessClaims
from medconnect.application.records.add_patient import AddPatientCommand
from medconnect.application.scheduling.offer_service import OfferServiceCommand
from medconnect.application.scheduling.set_schedule import SetScheduleCommand
from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.identity.actor import SYSTEM, Actor, Role
from medconnect.domain.identity.session import Session
from medconnect.domain.scheduling.hours import Hours, WeeklyHours
from medconnect.domain.scheduling.service import Service
from medconnect.domain.shared.contact import EmailAddress
from medconnect.domain.shared.ids import ClinicId, DoctorId, PatientId, ServiceId, SessionId, UserId
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.opening import migrate_database, opened, prepare_folder
from medconnect.entrypoints.settings import Settings, load_settings

_UNSET = ServiceId(UUID(int=0))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account and a token."""

    patient_id: PatientId | None
    token: str


@dataclass(frozen=True, slots=True)
class Practice:
    """A doctor, and their services by length in minutes."""

    doctor_id: DoctorId
    clinic_id: ClinicId
    services: dict[int, ServiceId]


@dataclass(slots=True)
class Served:
    """The server's processes and the house behind them."""

    settings: Settings
    container: Container
    workers: int
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> float:
        """Start the processes; returns how many seconds it took until they served."""
        began = time.monotonic()
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MEDCONNECT_")},
            "MEDCONNECT_DATA_DIR": str(self.settings.data_dir),
            "MEDCONNECT_DATABASE_URL": self.settings.database_url,
            "MEDCONNECT_LOG_LEVEL": "error",
            "MEDCONNECT_SITE_DIR": os.devnull,
        }
        command = [sys.executable, "-m", "medconnect", "serve", "--no-demo", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--workers", str(self.workers)],
            env=environment,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                    line.sendall(b"GET /health/ready HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    if b" 200 " in line.recv(64):
                        return time.monotonic() - began
            except OSError:
                pass
            if self.process.poll() is not None:
                raise RuntimeError("the server ended")
            time.sleep(0.05)

    def kill(self) -> None:
        """Everything at once, without a word."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        """As an operator does."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)

    async def person(self, role: Role, *, now: datetime) -> Person:
        """An account with a session, without the seconds that passwords cost."""
        number = UUID(bytes=os.urandom(16)).hex
        patient_id = None
        if role is Role.PATIENT:
            command = AddPatientCommand(actor=_ADMIN, full_name=f"Patient {number[:6]}", state="NY")
            patient_id = await self.container.add_patient()(command)
        user = await self._add_user(role, f"{number}@load.example", patient_id)
        session_id = SessionId(self.container.new_id()())
        tokens = self.container.tokens()
        refresh = tokens.first_refresh(session_id)
        async with self.container.begin_identity()(SYSTEM) as work:
            await work.sessions.save(
                Session.start(id=session_id, user_id=user, role=Role.PATIENT, refresh_hash=refresh.hash, now=now)
            )
            await work.commit()
        claims = AccessClaims(user_id=user, session_id=session_id, role=role)
        return Person(patient_id, tokens.access(claims, now))

    async def _add_user(self, role: Role, email: str, patient_id: PatientId | None) -> UserId:
        view = await self.container.add_user()(
            AddUserCommand(
                actor=SYSTEM,
                role=role,
                full_name="Load",
                email=EmailAddress(email),
                password=f"{os.urandom(9).hex()}-xyzw",
                patient_id=patient_id,
            )
        )
        return view.id

    async def clinic(self) -> ClinicId:
        """A clinic that is open round the clock, in UTC, so that a load test needs no calendar."""
        command = AddClinicCommand(
            actor=_ADMIN, name="Load clinic", zone="UTC", state="NY", city="Load", address="1 Load Street"
        )
        return await self.container.add_clinic()(command)

    async def practice(self, clinic_id: ClinicId, lengths: tuple[int, ...] = (30,), step: int = 15) -> Practice:
        """A doctor who works all day, every day."""
        doctor_id = await self.container.add_doctor()(
            AddDoctorCommand(
                actor=_ADMIN,
                name="Dr. Load",
                specialties=(SpecialtyCode.GENERAL_MEDICINE,),
                clinic_ids=(clinic_id,),
                licences=(LicenceGiven(state="NY", number="NY-1", valid_from=date(2020, 1, 1)),),
            )
        )
        services = {}
        for minutes in lengths:
            service = Service(
                id=_UNSET,
                doctor_id=doctor_id,
                name=f"{minutes} minutes",
                length=timedelta(minutes=minutes),
                step=timedelta(minutes=step),
                horizon_days=730,
            )
            services[minutes] = await self.container.offer_service()(OfferServiceCommand(actor=_ADMIN, service=service))
        weekly = WeeklyHours.of((day, Hours.read("00:00", "24:00")) for day in range(7))
        await self.container.set_schedule()(
            SetScheduleCommand(actor=_ADMIN, doctor_id=doctor_id, clinic_id=clinic_id, weekly=weekly)
        )
        return Practice(doctor_id, clinic_id, services)


_ADMIN = Actor(role=Role.ADMIN)


@asynccontextmanager
async def served(database: str, *, workers: int) -> AsyncIterator[Served]:
    """A server on a fresh database: `sqlite`, or the address of a PostgreSQL server where one may be made."""
    with tempfile.TemporaryDirectory(prefix="medconnect-load-") as folder:
        url, name = "", f"medconnect_load_{os.getpid()}"
        if database != "sqlite":
            await _on_server(database, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
            url = f"{database.rsplit('/', 1)[0]}/{name}"
        settings = load_settings(data_dir=Path(folder), database_url=url, site_dir=Path(os.devnull), log_level="error")
        prepare_folder(settings)
        await migrate_database(settings)
        try:
            async with opened(settings) as container:
                it = Served(settings, container, workers, _free_port())
                await asyncio.to_thread(it.start)
                try:
                    yield it
                finally:
                    it.stop()
        finally:
            if url:
                await _on_server(database, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


async def _on_server(address: str, *statements: str) -> None:
    connection: Any = await asyncpg.connect(address)
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
