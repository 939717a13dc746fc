"""Tokens that we did not make, or made for something else, open nothing."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import httpx
from jose import jwt
from tests.integration.identity_support import API, problem, registered

from medconnect.entrypoints.container import Container


def _part(value: Any) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _forgeries(genuine: str, key: bytes, kid: str, refresh: str) -> Iterator[tuple[str, str]]:
    header, claims = jwt.get_unverified_header(genuine), jwt.get_unverified_claims(genuine)
    signature = genuine.rsplit(".", 1)[1]

    def signed(changed: dict[str, Any], secret: bytes = key, algorithm: str = "HS256", **headers: Any) -> str:
        return jwt.encode(changed, secret, algorithm, headers={**header, **headers})

    def altered(**changes: Any) -> str:
        return signed({k: v for k, v in {**claims, **changes}.items() if v is not ...})

    for none in ("none", "None", "NONE", "nOnE", ""):
        yield f"alg {none!r}", f"{_part({**header, 'alg': none})}.{_part(claims)}."
    yield "alg none, signature kept", f"{_part({**header, 'alg': 'none'})}.{_part(claims)}.{signature}"
    yield "HS384", signed(claims, algorithm="HS384", alg="HS384")
    yield "HS512", signed(claims, algorithm="HS512", alg="HS512")
    yield "says RS256", f"{_part({**header, 'alg': 'RS256'})}.{_part(claims)}.{signature}"
    yield "another key", signed(claims, secret=b"x" * 32)
    yield "an empty key", signed(claims, secret=b"")
    yield "the key's id as key", signed(claims, secret=kid.encode())
    yield "unknown kid", signed(claims, kid="token-00000000")
    yield "kid of another purpose", signed(claims, kid="seal-00000000")
    yield "kid as a path", signed(claims, kid="../../dev/null")
    yield "kid as SQL", signed(claims, kid="x' OR '1'='1")
    yield "kid as a list", f"{_part({**header, 'kid': [kid]})}.{_part(claims)}.{signature}"
    yield "no kid", f"{_part({'alg': 'HS256', 'typ': header['typ']})}.{_part(claims)}.{signature}"
    yield "jku", signed(claims, jku="https://evil.example/keys")
    yield "jwk", signed(claims, jwk={"kty": "oct", "k": _part(b"x" * 32)})
    yield "x5u", signed(claims, x5u="https://evil.example/cert")
    yield "crit", signed(claims, crit=["exp"])
    yield "typ JWT", signed(claims, typ="JWT")
    yield "claims changed, signature kept", f"{_part(header)}.{_part({**claims, 'role': 'admin'})}.{signature}"
    yield "no signature", genuine.rsplit(".", 1)[0] + "."
    yield "two parts", genuine.rsplit(".", 1)[0]
    yield "four parts", genuine + ".x"
    yield "signature cut", genuine[:-4]
    yield "expired", altered(exp=claims["iat"] - 1)
    yield "not yet", altered(nbf=claims["iat"] + 600)
    yield "exp as text", altered(exp="9999999999")
    yield "exp without end", altered(exp=10**30)
    yield "exp as a truth", altered(exp=True)
    yield "no exp", altered(exp=...)
    yield "no sid", altered(sid=...)
    yield "no jti", altered(jti=...)
    yield "another issuer", altered(iss="elsewhere")
    yield "another audience", altered(aud="another-api")
    yield "a list of audiences", altered(aud=["medconnect-api", "x"])
    yield "a token of another type", altered(typ="refresh+jwt")
    yield "another person", altered(sub="01890000-0000-7000-8000-000000000000")
    yield "another session", altered(sid="01890000-0000-7000-8000-000000000000")
    yield "a role that is none", altered(role="superuser")
    yield "sub as a number", altered(sub=1)
    yield "one claim more", altered(scope="everything")
    yield "nested", signed({"jwt": genuine})
    yield "claims as a list", f"{_part(header)}.{_part([claims])}.{signature}"
    yield "deeply nested header", f"{_part(b'[' * 500 + b']' * 500)}.{_part(claims)}.{signature}"
    yield "huge", genuine + "A" * 100_000
    yield "a refresh token", refresh
    yield "nothing", ""
    yield "words", "not a token"


async def test_no_forged_token_opens_anything(house: Container, client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    keyring = house.keyring()
    refresh = (await ann.sign_in()).json()["refresh_token"]
    kid = keyring.active_token_key
    forged = list(_forgeries(ann.token, keyring.token_keys[kid], kid, refresh))
    assert len(forged) >= 24
    for name, token in forged:
        answer = await client.get(f"{API}/me", headers={"Authorization": f"Bearer {token}"})
        status, code = problem(answer)
        assert (status, code in {"unauthenticated", "session-over"}) == (401, True), name
        assert not token or token not in answer.text, name
    assert (await ann.ask("GET", "/me")).status_code == 200


async def test_no_forged_refresh_token_starts_anything(client: httpx.AsyncClient) -> None:
    ann = await registered(client, "ann@x.example")
    genuine = (await ann.sign_in()).json()["refresh_token"]
    raw = bytearray(base64.urlsafe_b64decode(genuine + "=" * (-len(genuine) % 4)))
    forged = [ann.token[:500], genuine[:-1], genuine + "A", genuine[1:], genuine.lower(), "x", "=" * 20, "é" * 20]
    for place in (0, 20, len(raw) - 1):
        changed = bytearray(raw)
        changed[place] ^= 1
        forged.append(_part(bytes(changed)))
    for token in forged:
        answer = await client.post(f"{API}/auth/refresh", json={"refresh_token": token})
        assert problem(answer)[0] == 401, token
    assert (await client.post(f"{API}/auth/refresh", json={"refresh_token": genuine})).status_code == 200
