"""The keys of one installation, opened.

One master key stays outside the database (a setting, or a file in the data folder). It wraps the data keys, which lie
in the `keys` table: `seal` for sealed fields (several may be known, one is active), `index` for blind look-ups, `audit`
for the trail, `token` for access and refresh tokens. Whoever has only the database has none of them.
"""

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12


class DoesNotOpen(Exception):
    """A ciphertext was made under another key, for another place, or has been changed."""


def encrypt(secret: bytes, plaintext: bytes, bound_to: bytes) -> bytes:
    """AES-256-GCM under a fresh random nonce."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(secret).encrypt(nonce, plaintext, bound_to)


def decrypt(secret: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Undo `encrypt`, or raise `DoesNotOpen`."""
    try:
        return AESGCM(secret).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError) as error:
        raise DoesNotOpen from error


@dataclass(slots=True)
class Keyring:
    """Everything that is sealed, looked up blindly, signed or chained goes through here."""

    seal_keys: Mapping[str, bytes]
    active_seal_key: str
    index_key: bytes
    audit_key: bytes
    token_keys: Mapping[str, bytes]
    active_token_key: str

    def learn(self, fresher: "Keyring") -> None:
        """Take over keys that were made since, without anybody who holds this ring noticing."""
        self.seal_keys, self.active_seal_key = fresher.seal_keys, fresher.active_seal_key
        self.token_keys, self.active_token_key = fresher.token_keys, fresher.active_token_key

    def seal(self, table: str, column: str, row: object, plaintext: str) -> bytes:
        """Encrypt a field so that it opens in this table, column and row alone. The key's id travels in front."""
        key_id = self.active_seal_key
        sealed = encrypt(self.seal_keys[key_id], plaintext.encode(), _place(table, column, row, key_id))
        return bytes([len(key_id)]) + key_id.encode() + sealed

    def open(self, table: str, column: str, row: object, sealed: bytes) -> str:
        """Decrypt a field, or raise `DoesNotOpen`."""
        key_id = self.key_id_of(sealed)
        secret = self.seal_keys.get(key_id)
        if secret is None:
            raise DoesNotOpen
        return decrypt(secret, sealed[1 + sealed[0] :], _place(table, column, row, key_id)).decode()

    @staticmethod
    def key_id_of(sealed: bytes) -> str:
        """Under which key a field lies."""
        return sealed[1 : 1 + sealed[0]].decode(errors="replace") if sealed else ""

    def blind_index(self, column: str, value: str) -> bytes:
        """The same bytes for the same value, and no way back: exact look-up in a sealed column."""
        return self._hmac(self.index_key, f"{column}|{value}".encode())

    def audit_mac(self, message: bytes) -> bytes:
        """Proof that this product wrote an audit row or link."""
        return self._hmac(self.audit_key, message)

    @staticmethod
    def _hmac(key: bytes, message: bytes) -> bytes:
        return hmac.new(key, message, hashlib.sha256).digest()


def _place(table: str, column: str, row: object, key_id: str) -> bytes:
    return f"{table}|{column}|{row}|{key_id}".encode()
