"""How the account routes read what they cannot leave to the framework: bodies of several kinds, and who sent them."""

import ipaddress
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from medconnect.entrypoints.http.forms import MULTIPART, URLENCODED
from medconnect.entrypoints.http.identity.cookies import RefreshCookie
from medconnect.entrypoints.http.schemas import RequestBody

B = TypeVar("B", bound=RequestBody)

_KINDS = {"form": URLENCODED, "json": "application/json", "multipart": MULTIPART}
_BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def documented(**bodies: type[RequestBody]) -> dict[str, Any]:
    """For the documentation: the bodies that a route reads by itself."""
    content = {_KINDS[kind]: {"schema": body.model_json_schema()} for kind, body in bodies.items()}
    return {"requestBody": {"content": content}}


def validated(body: type[B], given: Any) -> B:
    """The body, or the framework's own refusal with pointers into it."""
    try:
        return body.model_validate(given)
    except ValidationError as error:
        errors = [{**each, "loc": ("body", *each["loc"])} for each in error.errors()]
        raise RequestValidationError(errors) from error


def network_address(request: Request) -> str:
    """Where a request comes from, as tries are counted: one household has one IPv6 network and many addresses."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 6:
        mapped = address.ipv4_mapped
        return str(mapped or ipaddress.ip_network((address, 64), strict=False))
    return host


def device(request: Request) -> str:
    """What a person recognises a sign-in by, in words of our own: nothing that the client says is repeated."""
    said = request.headers.get("user-agent", "")
    browser = next((name for mark, name in _BROWSERS if mark in said), "An app")
    system = next((name for mark, name in _SYSTEMS if mark in said), "")
    return f"{browser} on {system}" if system else browser


def refresh_cookie(request: Request) -> RefreshCookie:
    """The cookie as this installation sets it."""
    return RefreshCookie(request.app.state.container.settings())


Address = Annotated[str, Depends(network_address)]
Device = Annotated[str, Depends(device)]
Cookie = Annotated[RefreshCookie, Depends(refresh_cookie)]
