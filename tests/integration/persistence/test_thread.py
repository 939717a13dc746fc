import httpx


async def test_the_closed_list_of_specialties_travels_from_table_to_client(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/specialties", params={"limit": 100})

    assert answer.status_code == 200
    assert answer.json()["total"] == len(answer.json()["items"]) == 23
