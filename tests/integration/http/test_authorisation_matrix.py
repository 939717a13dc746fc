"""Role × operation × ownership, on the real application, with other people's data planted beside one's own."""

import itertools
import string
import tomllib
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from tests.houses import client_of
from tests.integration.http.test_pictures import picture
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
    """One person of each role, and somebody else whose data must stay where it is."""

    def __init__(self, client: httpx.AsyncClient, people: dict[str, Person], planted: Person) -> None:
        self.client = client
        self.people = people
        self.planted = planted
        self._fresh = itertools.count()

    async def ask(self, operation: str, role: str, whose: str | None) -> httpx.Response:
        method, path = operation.split(" ")
        person = self.people[role]
        if person.email:
            await person.sign_in()
        if "/avatar" in path and method == "GET" and person.email:
            await person.ask("PUT", "/me/avatar", **_upload())
        if (path.endswith("/mfa/totp") and method == "DELETE") or path.endswith("/totp/verify"):
            await person.ask("POST", "/me/mfa/totp")
        target = path.format(**await self._things(path, person, whose)) if "{" in path else path
        request: dict[str, Any] = {}
        if body := MATRIX[operation].get("json"):
            number = next(self._fresh)
            text = string.Template(body).substitute(
                fresh_email=f"fresh{number}@x.example",
                fresh_mobile=f"+1202555{1000 + number}",
                planted_email=self.planted.email,
                key="x" * 43,
            )
            request = {"content": text, "headers": {"Content-Type": "application/json"}}
        if MATRIX[operation].get("picture"):
            request = _upload()
        headers = {**person.bearer, **request.pop("headers", {})}
        return await self.client.request(method, target, headers=headers, **request)

    async def _things(self, path: str, person: Person, whose: str | None) -> dict[str, str]:
        owner = person if whose == "own" and person.email else self.planted
        if "{session_id}" in path:
            return {"session_id": (await owner.ask("GET", "/me/sessions")).json()["items"][0]["id"]}
        if "{doctor_id}" in path and whose == "other":
            form = registration(f"doc{next(self._fresh)}@secret.example", role="doctor")
            return {"doctor_id": (await self.client.post(f"{API}/auth/register", json=form)).json()["user"]["id"]}
        return {"user_id": owner.me["id"], "doctor_id": owner.me["id"]}


def _upload() -> dict[str, Any]:
    return {"content": picture("PNG", (20, 20)), "headers": {"Content-Type": "image/png"}}


async def _scene(house: Container, client: httpx.AsyncClient) -> Scene:
    planted = await registered(client, _PLANTED["email"], full_name=_PLANTED["full_name"], mobile=_PLANTED["mobile"])
    people = {role: await staff(house, client, Role(role)) for role in ROLES[1:]}
    return Scene(client, {"visitor": Person(client, ""), **people}, planted)


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
                may_see = MATRIX[operation].get("planted") and answer.is_success
                secrets = (*_PLANTED.values(), scene.planted.me["id"], scene.planted.me["patient_id"])
                if not may_see and any(secret in answer.text for secret in secrets):
                    leaks.append((operation, role, whose))
        assert not wrong
        assert not leaks


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
