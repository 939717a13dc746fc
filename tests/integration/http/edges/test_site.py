import gzip
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from medconnect.entrypoints.container import Container
from medconnect.entrypoints.http.app import create_app
from medconnect.entrypoints.settings import Settings

HASH = "'sha256-abc='"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """What a build leaves behind, in small."""
    folder = tmp_path / "out"
    script = folder / "_next" / "static" / "app-1a2b.js"
    for path, text in (
        (folder / "index.html", "<h1>Home</h1>"),
        (folder / "doctors" / "index.html", "<h1>Doctors</h1>"),
        (folder / "404.html", "<h1>Not here</h1>"),
        (folder / "favicon.svg", "<svg/>"),
        (script, "let a = 1"),
        (folder / "csp.json", json.dumps({"index.html": [HASH], "doctors/index.html": []})),
        (tmp_path / "secret.txt", "secret"),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    script.with_name(script.name + ".br").write_bytes(b"brotli")
    script.with_name(script.name + ".gz").write_bytes(gzip.compress(b"let a = 1"))
    return folder


@pytest.fixture
async def site(house: Container, settings: Settings, export: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(house, settings.model_copy(update={"site_dir": export}))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        client.headers["accept-encoding"] = "identity"
        yield client


async def test_a_page_comes_with_the_policy_that_its_build_wrote_down(site: httpx.AsyncClient) -> None:
    home, doctors = await site.get("/"), await site.get("/doctors/")

    assert (home.text, doctors.text) == ("<h1>Home</h1>", "<h1>Doctors</h1>")
    assert f"script-src 'self' {HASH};" in home.headers["content-security-policy"]
    assert "script-src 'self';" in doctors.headers["content-security-policy"]
    assert "unsafe" not in home.headers["content-security-policy"]
    assert home.headers["content-type"] == "text/html; charset=utf-8"
    assert home.headers["cache-control"] == "no-cache"


async def test_a_page_is_found_without_its_slash(site: httpx.AsyncClient) -> None:
    answer = await site.get("/doctors")

    assert (answer.status_code, answer.headers["location"]) == (308, "/doctors/")


async def test_what_never_changes_is_kept_for_ever_and_comes_compressed(site: httpx.AsyncClient) -> None:
    path = "/_next/static/app-1a2b.js"
    plain = await site.get(path)
    zipped = await site.get(path, headers={"accept-encoding": "gzip"})
    async with site.stream("GET", path, headers={"accept-encoding": "gzip, deflate, br"}) as brotli:
        body = b"".join([part async for part in brotli.aiter_raw()])

    assert "immutable" in plain.headers["cache-control"]
    assert "content-encoding" not in plain.headers
    assert (zipped.text, zipped.headers["content-encoding"]) == (plain.text, "gzip")
    assert (body, brotli.headers["content-encoding"]) == (b"brotli", "br")
    assert len({answer.headers["etag"] for answer in (plain, zipped, brotli)}) == 3
    assert "Accept-Encoding" in plain.headers["vary"]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}'])
async def test_what_a_browser_has_already_is_not_sent_again(site: httpx.AsyncClient, form: str) -> None:
    page = await site.get("/")
    tag = page.headers["etag"]

    answer = await site.get("/", headers={"if-none-match": form.format(tag)})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == tag
    assert answer.headers["content-security-policy"] == page.headers["content-security-policy"]


async def test_an_unknown_page_is_our_own_404_and_an_unknown_api_address_a_problem(site: httpx.AsyncClient) -> None:
    page, api = await site.get("/nowhere"), await site.get("/api/nowhere")

    assert (page.status_code, page.text) == (404, "<h1>Not here</h1>")
    assert (api.status_code, api.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/csp.json", "/_next/static/app-1a2b.js.gz"]
)
async def test_nothing_but_the_pages_is_given_out(site: httpx.AsyncClient, path: str) -> None:
    answer = await site.send(site.build_request("GET", httpx.URL("http://localhost:8000", raw_path=path.encode())))

    assert answer.status_code == 404
    assert "secret" not in answer.text


async def test_pages_are_only_read(site: httpx.AsyncClient) -> None:
    assert (await site.head("/")).status_code == 200
    assert (await site.post("/")).status_code == 405
    assert (await site.post("/nowhere")).status_code == 404


async def test_a_half_finished_build_is_no_site_and_no_error(
    house: Container, settings: Settings, export: Path
) -> None:
    (export / "csp.json").unlink()
    app = create_app(house, settings.model_copy(update={"site_dir": export}))

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        assert (await client.get("/")).status_code == 404
        assert (await client.get("/health/live")).status_code == 200
