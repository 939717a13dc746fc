"""Uploads: what is no harmless picture is refused, and what is kept carries nothing along."""

import io
import struct
import zlib

import httpx
import pytest
from PIL import Image
from sqlalchemy import text
from tests.integration.identity_support import Person, field_codes, problem, registered

from medconnect.entrypoints.container import Container

_SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
_HTML = b"<!doctype html><script>alert(1)</script>"


def picture(kind: str, size: tuple[int, int] = (640, 480), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _png_claiming(width: int, height: int, rows: int = 1, *, extra: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00" * (width * 3 + 1) * rows, 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + extra + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _text_bomb() -> bytes:
    return _chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(b"\x00" * 60_000_000, 9))


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (23.0, 48.0, 0.0)
    return exif


HARMFUL = {
    "svg": _SVG,
    "svg as png": b"\x89PNG\r\n\x1a\n" + _SVG,
    "html as png": _HTML,
    "html after a png's head": b"\x89PNG\r\n\x1a\n" + _HTML,
    "gif": b"GIF89a" + b"\x00" * 40,
    "pdf": b"%PDF-1.7\n",
    "riff that is no webp": b"RIFF\x00\x00\x00\x00AVI LIST",
    "nothing but a head": b"\xff\xd8\xff\xe0",
    "pixel bomb": _png_claiming(11_000, 11_000),
    "wider than any picture": _png_claiming(60_000, 10),
    "text bomb": _png_claiming(10, 10, 10, extra=_text_bomb()),
    "cut off": picture("PNG")[:200],
    "truncated jpeg": picture("JPEG")[:300],
}


async def test_what_is_no_harmless_picture_is_refused(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    for name, content in HARMFUL.items():
        answer = await ann.ask("PUT", "/me/avatar", files={"file": ("me.png", content, "image/png")})
        assert problem(answer) == (422, "invalid-request"), name
        assert field_codes(answer) == [("/file", "invalid-picture")], name
    answer = await ann.ask("PUT", "/me/avatar", content=_SVG, headers={"Content-Type": "image/svg+xml"})
    assert problem(answer) == (415, "unsupported-media-type")
    assert problem(await ann.ask("GET", "/me/avatar")) == (404, "not-found")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_what_is_kept_is_small_upright_and_carries_nothing(client: httpx.AsyncClient, kind: str) -> None:
    ann = await registered(client, "ann@x.example")
    upload = picture(kind, (900, 600), exif=_exif()) + b"<script>trailing()</script>"
    assert b"SECRET-CAMERA" in upload
    path_names = {"file": ("../../../etc/passwd\r\nX-Evil: 1.html", upload, "text/html")}
    assert (await ann.ask("PUT", "/me/avatar", files=path_names)).status_code == 204
    kept = await ann.ask("GET", "/me/avatar")
    assert kept.headers["content-type"] == "image/webp"
    assert kept.headers["x-content-type-options"] == "nosniff"
    assert "no-store" in kept.headers["cache-control"]
    for secret in (b"SECRET", b"script", b"EXIF", b"passwd"):
        assert secret not in kept.content
    with Image.open(io.BytesIO(kept.content)) as image:
        assert (image.format, image.size) == ("WEBP", (341, 512))
        assert not image.getexif()
    assert (await ann.ask("GET", "/me")).json()["avatar_url"] == "/api/v1/me/avatar"
    assert (await ann.ask("DELETE", "/me/avatar")).status_code == 204
    assert problem(await ann.ask("GET", "/me/avatar")) == (404, "not-found")
    assert (await ann.ask("GET", "/me")).json()["avatar_url"] is None


async def test_a_file_that_is_too_large_is_refused_by_size(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    large = picture("PNG") + b"\x00" * 2_097_152
    for sent in ({"files": {"file": ("me.png", large)}}, {"content": large, "headers": {"Content-Type": "image/png"}}):
        assert problem(await ann.ask("PUT", "/me/avatar", **sent)) == (413, "body-too-large")
    assert problem(await Person(client, "x").ask("PUT", "/me/avatar", content=b"x")) == (401, "unauthenticated")


async def test_the_picture_is_sealed_where_it_lies(client: httpx.AsyncClient, house: Container) -> None:
    ann = await registered(client, "ann@x.example")
    await ann.ask("PUT", "/me/avatar", content=picture("PNG"), headers={"Content-Type": "image/png"})
    async with house.database().reading() as rows:
        (stored,) = (await rows.run(text("SELECT image FROM pictures"))).scalars()
    assert b"WEBP" not in bytes(stored)
