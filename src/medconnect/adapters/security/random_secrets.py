"""Secrets from the machine's own randomness. What is kept of them is hashed under a key outside the database."""

import hashlib
import hmac
import secrets

from medconnect.adapters.security.keyring import Keyring
from medconnect.application.identity.ports import Secret, Secrets
from medconnect.domain.identity.totp import SECRET_BYTES

# No letter or digit that a person reads for another.
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_CODE_LENGTH = 12
_KEY_BYTES = 32


class RandomSecrets(Secrets):
    """256 bits for a link, 59 for paper (which is throttled)."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def key(self) -> Secret:
        text = secrets.token_urlsafe(_KEY_BYTES)
        return Secret(text=text, hash=self.hash(text))

    def recovery_code(self) -> Secret:
        letters = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
        text = "-".join(letters[n : n + 4] for n in range(0, _CODE_LENGTH, 4))
        return Secret(text=text, hash=self.hash(text))

    def hash(self, text: str) -> bytes:
        return hmac.new(self._keyring.index_key, b"secret|" + text.encode(), hashlib.sha256).digest()

    def totp_secret(self) -> bytes:
        return secrets.token_bytes(SECRET_BYTES)
