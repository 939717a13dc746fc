"""Tokens: JWTs for access through python-jose, and refresh tokens of our own.

The algorithm is ours and the key is found by its id on the server: nothing in a token chooses how it is checked.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import UTC, datetime
from uuid import UUID, uuid4

from jose import JWTError, jwt

from medconnect.adapters.security.keyring import Keyring
from medconnect.application.identity.tokens import AccessClaims, RefreshToken, TokenIssuer
from medconnect.application.identity.views import ACCESS_LIFETIME
from medconnect.domain.identity.actor import Role
from medconnect.domain.shared.errors import Unauthenticated
from medconnect.domain.shared.ids import SessionId, UserId

_ALGORITHM = "HS256"
_TYPE = "at+jwt"
_ISSUER = "medconnect"
_AUDIENCE = "medconnect-api"
_LONGEST_TOKEN = 2048
_CLAIMS = {"iss", "aud", "sub", "sid", "role", "jti", "iat", "nbf", "exp", "typ"}
_SECRET_BYTES = 32
_TAG_BYTES = 16


class JoseTokens(TokenIssuer):
    """Issues and checks tokens with the installation's own keys."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def access(self, claims: AccessClaims, now: datetime) -> str:
        issued = int(now.timestamp())
        return jwt.encode(
            {
                "iss": _ISSUER,
                "aud": _AUDIENCE,
                "typ": _TYPE,
                "sub": str(claims.user_id),
                "sid": str(claims.session_id),
                "role": claims.role.value,
                "jti": uuid4().hex,
                "iat": issued,
                "nbf": issued,
                "exp": issued + int(ACCESS_LIFETIME.total_seconds()),
            },
            self._keyring.token_keys[self._keyring.active_token_key],
            algorithm=_ALGORITHM,
            headers={"kid": self._keyring.active_token_key, "typ": _TYPE},
        )

    def read_access(self, token: str, now: datetime) -> AccessClaims:
        try:
            return self._read(token, now)
        except (JWTError, ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
            raise Unauthenticated from error

    def _read(self, token: str, now: datetime) -> AccessClaims:
        if len(token) > _LONGEST_TOKEN:
            raise ValueError
        header = jwt.get_unverified_header(token)
        if set(header) != {"alg", "kid", "typ"} or header["alg"] != _ALGORITHM or header["typ"] != _TYPE:
            raise ValueError
        said = jwt.decode(
            token,
            self._keyring.token_keys[header["kid"]],
            algorithms=[_ALGORITHM],
            audience=_AUDIENCE,
            issuer=_ISSUER,
            # The times are compared below with the product's own clock.
            options={"verify_exp": False, "verify_nbf": False, "verify_iat": False},
        )
        if set(said) != _CLAIMS or said["typ"] != _TYPE or said["aud"] != _AUDIENCE:
            raise ValueError
        if not all(type(said[instant]) is int for instant in ("iat", "nbf", "exp")):
            raise ValueError
        if not datetime.fromtimestamp(said["nbf"], UTC) <= now < datetime.fromtimestamp(said["exp"], UTC):
            raise ValueError
        return AccessClaims(
            user_id=UserId(UUID(said["sub"])), session_id=SessionId(UUID(said["sid"])), role=Role(said["role"])
        )

    def first_refresh(self, session_id: SessionId) -> RefreshToken:
        return self._refresh(session_id, secrets.token_bytes(_SECRET_BYTES))

    def read_refresh(self, text: str) -> RefreshToken:
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            session_id = SessionId(UUID(bytes=raw[:16]))
        except ValueError as error:
            raise Unauthenticated from error
        token = self._refresh(session_id, raw[16 : 16 + _SECRET_BYTES])
        if not hmac.compare_digest(token.text.encode(), text.encode()):
            raise Unauthenticated
        return token

    def successor(self, token: RefreshToken) -> RefreshToken:
        return self._refresh(token.session_id, self._keyed(b"successor", token.hash))

    def _refresh(self, session_id: SessionId, secret: bytes) -> RefreshToken:
        """Session, secret and a tag, so that a token we never made is known for one without a look at the database."""
        body = session_id.bytes + secret
        tag = self._keyed(b"tag", body)[:_TAG_BYTES]
        text = base64.urlsafe_b64encode(body + tag).rstrip(b"=").decode()
        return RefreshToken(text=text, hash=hashlib.sha256(secret).digest(), session_id=session_id)

    def _keyed(self, purpose: bytes, message: bytes) -> bytes:
        return hmac.new(self._keyring.index_key, b"refresh token|" + purpose + b"|" + message, hashlib.sha256).digest()
