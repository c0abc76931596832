"""From a passphrase to a key, and from a key to bytes that nobody can tell from chance.

Key of the notebook: Argon2id(passphrase, salt). Key of one sealed slot: HKDF-SHA256 of it with 32 fresh random bytes;
so a key is used once, and the nonce of ChaCha20-Poly1305 can be zero. HKDF gives 32 bytes more, which stand in the
slot: ChaCha20-Poly1305 alone does not bind a text to one key, and a file could be made that opens under thousands of
passphrases at once.

    | fresh, 32 | mark of the key, 32 | number 8, length 4, text, zeros: encrypted | tag, 16 |
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from guide_app.notes.errors import NotEnoughMemoryError

SALT: Final = 32
"""Length in bytes; the first bytes of the file."""
_KEY: Final = 32
_MARK: Final = 32
FRESH: Final = 32
_TAG: Final = 16
_NUMBER: Final = 8
_LENGTH: Final = 4
OVERHEAD: Final = FRESH + _MARK + _NUMBER + _LENGTH + _TAG
"""How many bytes of a slot are not text."""
_NONCE: Final = bytes(12)


class Kdf(NamedTuple):
    """Parameters of Argon2id."""

    memory: int
    """KiB."""
    passes: int
    lanes: int = 1
    """OpenSSL computes lanes one after the other, so more of them would only help who has more processors."""


STANDARD: Final = Kdf(memory=128 * 1024, passes=3)
"""About half a second. One lane: see `Kdf.lanes`."""
LITTLE_MEMORY: Final = Kdf(memory=64 * 1024, passes=6)
"""The same time, for computers that have not so much memory left; the least that the file can stand for."""
STRONGER: Final = Kdf(memory=256 * 1024, passes=4)
"""A second and a half; the most that any file can ask for."""
_RARE: Final = (LITTLE_MEMORY, STRONGER)
_EACH: Final = 128
"""How many of the 65,536 values of the salt's first two bytes mean each of the rare ones."""


def kdf_of(salt: bytes) -> Kdf:
    """Give the parameters that a salt stands for: every salt stands for allowed ones.

    Of random files 255 in 256 say STANDARD, so that seeing it says nothing. The table is part of the format.
    """
    value = int.from_bytes(salt[:2], "big") // _EACH
    return _RARE[value] if value < len(_RARE) else STANDARD


def new_salt(kdf: Kdf) -> bytes:
    """Draw a salt that stands for these parameters; where none does, they must be given again at each opening."""
    salt = secrets.token_bytes(SALT)
    while kdf in {STANDARD, *_RARE} and kdf_of(salt) != kdf:
        salt = secrets.token_bytes(SALT)
    return salt


def spelled(passphrase: str) -> bytes:
    """Give the bytes of what counts in a passphrase: not how a keyboard composes it, nor what no eye can see.

    Full-width letters of a Japanese keyboard, joined letters and accents in two pieces become the ordinary ones;
    invisible marks of direction vanish; spaces count once, and not at the ends. Part of the format.
    """
    composed = unicodedata.normalize("NFKC", passphrase)
    seen = "".join(letter for letter in composed if unicodedata.category(letter) != "Cf")
    return unicodedata.normalize("NFKC", " ".join(seen.split())).encode("utf-8", "surrogatepass")


def derive(passphrase: str, salt: bytes, kdf: Kdf) -> bytearray:
    """Give the key of a notebook: `clear` it when it is not needed any more.

    Raises:
        NotEnoughMemoryError: the computer cannot give the memory that the parameters ask for.
    """
    key = bytearray(_KEY)
    argon2 = Argon2id(salt=salt, length=_KEY, iterations=kdf.passes, lanes=kdf.lanes, memory_cost=kdf.memory)
    try:
        argon2.derive_into(spelled(passphrase), key)
    except MemoryError as error:
        raise NotEnoughMemoryError("Too little memory is free.") from error
    return key


def clear(secret: bytearray) -> None:
    """Overwrite a secret with zeros. Copies inside the libraries, and texts of Python, are out of reach."""
    secret[:] = bytes(len(secret))


class Opened(NamedTuple):
    """One version as it lay in a slot."""

    fresh: bytes
    """The random bytes it was sealed with: no other version has them."""
    number: int
    """Counts the saves; the highest is the newest."""
    text: bytes


def seal(key: bytearray, label: bytes, size: int, number: int, text: bytes) -> bytes:
    """Give `size` bytes that only the key and the label open again; `text` must be at most `size - OVERHEAD` long."""
    body = bytearray(size - FRESH - _MARK - _TAG)
    if len(text) > size - OVERHEAD:
        raise ValueError("the text is longer than its slot")
    body[:_NUMBER] = number.to_bytes(_NUMBER, "big")
    body[_NUMBER : _NUMBER + _LENGTH] = len(text).to_bytes(_LENGTH, "big")
    body[_NUMBER + _LENGTH : _NUMBER + _LENGTH + len(text)] = text
    fresh = secrets.token_bytes(FRESH)
    keys = _slot_keys(key, fresh, label)
    sealed = ChaCha20Poly1305(keys[:_KEY]).encrypt(_NONCE, body, None)
    mark = bytes(keys[_KEY:])
    clear(keys)
    clear(body)
    return fresh + mark + sealed


def unseal(key: bytearray, label: bytes, sealed: bytes) -> Opened | None:
    """Open a slot; None where it was not sealed with this key for this place. The work is the same in both cases."""
    fresh = sealed[:FRESH]
    body = bytearray(len(sealed) - FRESH - _MARK - _TAG)
    keys = _slot_keys(key, fresh, label)
    marked = hmac.compare_digest(keys[_KEY:], sealed[FRESH : FRESH + _MARK])
    try:
        ChaCha20Poly1305(keys[:_KEY]).decrypt_into(_NONCE, memoryview(sealed)[FRESH + _MARK :], None, body)
        if not marked:
            return None
        number = int.from_bytes(body[:_NUMBER], "big")
        length = int.from_bytes(body[_NUMBER : _NUMBER + _LENGTH], "big")
        text = bytes(memoryview(body)[_NUMBER + _LENGTH : _NUMBER + _LENGTH + length])
        return Opened(fresh, number, text)
    except InvalidTag:
        return None
    finally:
        clear(keys)
        clear(body)


def _slot_keys(key: bytearray, fresh: bytes, label: bytes) -> bytearray:
    keys = bytearray(_KEY + _MARK)
    HKDF(algorithm=SHA256(), length=_KEY + _MARK, salt=fresh, info=label).derive_into(key, keys)
    return keys
