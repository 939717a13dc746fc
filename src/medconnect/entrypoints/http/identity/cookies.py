"""The refresh cookie, and the proof that our own page sent it."""

from fastapi import Request, Response

from medconnect.domain.shared.errors import Forbidden
from medconnect.entrypoints.settings import Settings

_PATH = "/api/v1/auth"
_LIFETIME_SECONDS = 7 * 24 * 3600
CLIENT_HEADER = "X-MedConnect"


class ForeignOrigin(Forbidden):
    """A browser sent our cookie for a page that is not ours."""

    code = "foreign-origin"
    title = "This request did not come from MedConnect's own pages."


class RefreshCookie:
    """Named and guarded by whether the site is served over TLS: browsers keep `__Secure-` cookies off plain HTTP."""

    def __init__(self, settings: Settings) -> None:
        self._secure = settings.public_url.startswith("https://")
        self._name = "__Secure-medconnect-refresh" if self._secure else "medconnect-refresh"
        self._origins = settings.origins

    def read(self, request: Request) -> str | None:
        """The token in the cookie, if our own page sent it."""
        token = request.cookies.get(self._name)
        if token is None:
            return None
        origin = request.headers.get("origin")
        if CLIENT_HEADER not in request.headers or (origin is not None and not self._is_ours(origin, request)):
            raise ForeignOrigin
        return token

    def write(self, response: Response, token: str) -> None:
        """Hand the token to the browser, out of reach of scripts and of other sites."""
        response.set_cookie(
            self._name,
            token,
            max_age=_LIFETIME_SECONDS,
            path=_PATH,
            httponly=True,
            secure=self._secure,
            samesite="strict",
        )

    def clear(self, response: Response) -> None:
        """Take it back."""
        response.delete_cookie(self._name, path=_PATH, httponly=True, secure=self._secure, samesite="strict")

    def _is_ours(self, origin: str, request: Request) -> bool:
        """Our public address, or, on a plain-HTTP loopback address, whatever port this server happens to have."""
        host = request.headers.get("host", "")
        local = not self._secure and host.partition(":")[0] in {"localhost", "127.0.0.1"}
        return origin in self._origins or (local and origin == f"http://{host}")
