"""From no account to a visit, over HTTP and on both databases."""

from datetime import timedelta

import httpx
from tests.builders.scheduling import FrontDesk
from tests.builders.sql import SqlHouse

from medconnect.entrypoints.container import Container


async def test_somebody_registers_signs_in_and_books_a_listed_time(client: httpx.AsyncClient, house: Container) -> None:
    practice = await FrontDesk(SqlHouse(house), new_id=house.new_id()).doctor()
    today = house.clock().now().date()
    person = {
        "full_name": "Zoë Example",
        "email": "zoe@people.example",
        "mobile": "+12125550199",
        "password": "SecurePass123!",
        "state": "NY",
        "date_of_birth": "1990-02-28",
    }

    registered = await client.post("/api/v1/auth/register", json=person)
    login = await client.post(
        "/api/v1/auth/login", json={"email": person["email"], "password": person["password"], "client": "native"}
    )
    token = {"Authorization": f"Bearer {login.json()['access_token']}"}
    listed = await client.get(
        f"/api/v1/doctors/{practice.id}/slots",
        params={"from": str(today + timedelta(days=1)), "to": str(today + timedelta(days=8))},
        headers=token,
    )
    wanted = listed.json()["days"][0]["slots"][0]["starts_at"]
    booked = await client.post(
        "/api/v1/appointments", json={"doctor_id": str(practice.id), "starts_at": wanted}, headers=token
    )

    assert registered.status_code == 201
    assert (booked.status_code, booked.json()["starts_at"]) == (201, wanted)
    assert booked.json()["patient"]["name"] == "Zoë Example"
