"""Role × operation × ownership, on the real application, with other people's data planted beside one's own."""

import itertools
import string
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from dependency_injector.providers import Object
from tests.builders.scheduling import NINE, FrontDesk, Practice
from tests.builders.sql import SqlHouse
from tests.houses import client_of
from tests.integration.http.identity.test_pictures import picture
from tests.integration.identity_support import API, Person, registered, registration, staff

from medconnect.domain.identity.actor import Role
from medconnect.domain.identity.permissions import GRANTS, Permission
from medconnect.entrypoints.container import Container
from medconnect.entrypoints.opening import opened
from medconnect.entrypoints.settings import Settings

MATRIX: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("authorisation_matrix.toml").read_text(encoding="utf-8")
)
ROLES = ("visitor", "patient", "doctor", "receptionist", "admin")
_METHODS = {"get", "put", "post", "patch", "delete"}
_WIDE = {
    name: 1_000_000
    for name in Settings.model_fields
    if any(word in name for word in ("limit", "rate", "quota")) and not name.endswith("_bytes")
}
_PLANTED = {"full_name": "Quillfeather Planted", "email": "quillfeather@secret.example", "mobile": "+12025550199"}


class Scene:
    """One person of each role with visits and working hours, and somebody else whose data must stay where it is."""

    def __init__(self, client: httpx.AsyncClient, desk: FrontDesk, people: dict[str, Person], planted: Person) -> None:
        self.client = client
        self.desk = desk
        self.people = people
        self.planted = planted
        self.practices: dict[str, Practice] = {}
        self._fresh = itertools.count()
        self._starts = (
            NINE + timedelta(days=day, minutes=30 * n) for day in range(60) if day % 7 not in {4, 5} for n in range(14)
        )

    async def ask(self, operation: str, role: str, whose: str | None) -> httpx.Response:
        method, path = operation.split(" ")
        person = self.people[role]
        if person.email:
            await person.sign_in()
        if "/avatar" in path and method == "GET" and person.email:
            await person.ask("PUT", "/me/avatar", **_upload())
        if (path.endswith("/mfa/totp") and method == "DELETE") or path.endswith("/totp/verify"):
            await person.ask("POST", "/me/mfa/totp")
        row = MATRIX[operation]
        facts = await self._facts(path + row.get("json", ""), role, whose or "own")
        request: dict[str, Any] = {"params": row.get("query", {})}
        if body := row.get("json"):
            text = string.Template(body).substitute(facts)
            request |= {"content": text, "headers": {"Content-Type": "application/json"}}
        if row.get("picture"):
            request |= _upload()
        headers = {**person.bearer, **request.pop("headers", {})}
        return await self.client.request(method, path.format_map(facts), headers=headers, **request)

    async def _facts(self, text: str, role: str, whose: str) -> dict[str, str]:
        """What the address and the body name: of the asker, or of somebody else."""
        number = next(self._fresh)
        person = self.people[role] if whose == "own" and role != "visitor" else self.planted
        practice = self.practices[whose]
        facts = {
            "fresh_email": f"fresh{number}@x.example",
            "fresh_mobile": f"+1202555{1000 + number}",
            "planted_email": self.planted.email,
            "key": "x" * 43,
            "user_id": person.me["id"],
            "doctor_id": str(practice.id),
            "clinic_id": str(practice.clinic_ids[0]),
        }
        if "$start" in text or "$date" in text:
            start = next(self._starts)
            facts |= {"start": start.isoformat(), "date": start.date().isoformat()}
        if "{session_id}" in text:
            facts["session_id"] = (await person.ask("GET", "/me/sessions")).json()["items"][0]["id"]
        if "/approve" in text or "/reject" in text:
            form = registration(f"doc{number}@secret.example", role="doctor")
            applicant = (await self.client.post(f"{API}/auth/register", json=form)).json()["user"]["id"]
            facts["doctor_id"] = applicant if whose == "other" else self.people["patient"].me["id"]
        if "{appointment_id}" in text or "$second_id" in text:
            facts["appointment_id"] = await self._visit(practice, whose)
            facts["second_id"] = await self._visit(practice, "other" if whose == "own" else "own")
        if "{hold_id}" in text:
            facts["hold_id"] = await self._hold(practice, whose, role)
        if "{report_id}" in text:
            facts["report_id"] = await self._report(practice, whose)
        if "{change_id}" in text:
            facts["change_id"] = await self._change(text, practice)
        if "{closure_id}" in text:
            body = {"starts_at": "2026-12-01T00:00:00Z", "ends_at": "2026-12-02T00:00:00Z"}
            closed = await self._as("admin", "POST", f"/admin/clinics/{facts['clinic_id']}/closures", body)
            facts["closure_id"] = closed["id"]
        return facts

    async def _visit(self, practice: Practice, whose: str) -> str:
        patient = self.people["patient"] if whose == "own" else self.planted
        body = {
            "doctor_id": str(practice.id),
            "starts_at": next(self._starts).isoformat(),
            "patient_id": patient.me["patient_id"],
        }
        return str((await self._as("admin", "POST", "/appointments", body))["id"])

    async def _report(self, practice: Practice, whose: str) -> str:
        """A report that its patient brought to a visit."""
        owner = "patient" if whose == "own" else "planted"
        report = await self._as(owner, "POST", "/symptoms/analyze", {"text": "My knee hurts on stairs"})
        body = {
            "doctor_id": str(practice.id),
            "starts_at": next(self._starts).isoformat(),
            "report_id": report["report_id"],
        }
        await self._as(owner, "POST", "/appointments", body)
        return str(report["report_id"])

    async def _hold(self, practice: Practice, whose: str, role: str) -> str:
        holder = role if whose == "own" and role in {"patient", "receptionist", "admin"} else "planted"
        patient = self.people["patient"] if whose == "own" else self.planted
        body = {"doctor_id": str(practice.id), "starts_at": next(self._starts).isoformat()}
        if holder in {"receptionist", "admin"}:
            body["patient_id"] = patient.me["patient_id"]
        return str((await self._as(holder, "POST", "/holds", body))["id"])

    async def _change(self, text: str, practice: Practice) -> str:
        kind = text.split("/")[5]
        day = next(self._starts)
        body: dict[str, Any] = {"starts_at": day.isoformat(), "ends_at": (day + timedelta(minutes=5)).isoformat()}
        if kind == "exceptions":
            body = {"date": day.date().isoformat(), "hours": [{"opens": "09:00", "closes": "17:00"}]}
        if kind != "leave":
            body["clinic_id"] = str(practice.clinic_ids[0])
        return str((await self._as("admin", "POST", f"/doctors/{practice.id}/{kind}", body))["id"])

    async def _as(self, role: str, method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        person = self.planted if role == "planted" else self.people[role]
        await person.sign_in()
        answer = await person.ask(method, path, json=body)
        assert answer.is_success, (path, answer.text)
        made: dict[str, Any] = answer.json()
        return made


def _upload() -> dict[str, Any]:
    return {"content": picture("PNG", (20, 20)), "headers": {"Content-Type": "image/png"}}


async def _scene(house: Container, client: httpx.AsyncClient) -> Scene:
    desk = FrontDesk(SqlHouse(house))
    house.clock.override(Object(desk.clock))
    own, other = await desk.doctor(), await desk.doctor()
    patient = await desk.patient()
    people = {
        "visitor": Person(client, ""),
        "patient": await staff(house, client, Role.PATIENT, patient_id=patient.patient_id),
        "doctor": await staff(house, client, Role.DOCTOR, doctor_id=own.id),
        "receptionist": await staff(house, client, Role.RECEPTIONIST),
        "admin": await staff(house, client, Role.ADMIN),
    }
    planted = await registered(
        client, _PLANTED["email"], full_name=_PLANTED["full_name"], mobile=_PLANTED["mobile"], state="NY"
    )
    scene = Scene(client, desk, people, planted)
    scene.practices = {"own": own, "other": other}
    return scene


def _expected(operation: str, role: str) -> dict[str | None, int]:
    row = MATRIX[operation]
    said = row.get(role, row.get("accounts") if role != "visitor" else None)
    said = row.get("everyone") if said is None else said
    assert said is not None, f"{operation} says nothing of {role}"
    return cast("dict[str | None, int]", said) if isinstance(said, dict) else {None: said}


async def test_every_operation_answers_every_role_as_the_matrix_says(settings: Settings) -> None:
    open_wide = settings.model_copy(update=_WIDE)
    async with opened(open_wide) as house, client_of(house, open_wide) as client:
        scene = await _scene(house, client)
        wrong, leaks = [], []
        for operation, role in itertools.product(MATRIX, ROLES):
            for whose, status in _expected(operation, role).items():
                answer = await scene.ask(operation, role, whose)
                if answer.status_code != status:
                    wrong.append((operation, role, whose, status, answer.status_code, answer.text[:200]))
                seers = MATRIX[operation].get("planted", ())
                may_see = answer.is_success and (seers is True or role in seers)
                secrets = (*_PLANTED.values(), scene.planted.me["id"], scene.planted.me["patient_id"])
                if not may_see and any(secret in answer.text for secret in secrets):
                    leaks.append((operation, role, whose))
        assert not wrong, "\n".join(map(str, wrong))
        assert not leaks, "\n".join(map(str, leaks))


async def test_the_matrix_knows_every_operation_and_no_other(house: Container, settings: Settings) -> None:
    async with client_of(house, settings) as client:
        document = (await client.get("/openapi.json")).json()
    operations = {
        f"{method.upper()} {path}"
        for path, methods in document["paths"].items()
        for method in methods
        if method in _METHODS
    }
    assert operations == set(MATRIX)


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_is_granted_to_somebody_and_admins_are_not_everything(permission: Permission) -> None:
    assert GRANTS[permission]
    if permission in {Permission.MANAGE_USERS, Permission.DECIDE_APPLICATION, Permission.ADD_USER}:
        assert set(GRANTS[permission]) <= {Role.ADMIN, Role.SYSTEM}
