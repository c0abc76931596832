"""The same content in other bytes, and bytes that are no content."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from tests.updates.attack import Attack, both, rewrite, set_field
from tests.updates.signed_set import ROLES, SignedSet, olpc

from guide_app.updates.chain import canonical_json

SAME_CONTENT: dict[str, Callable[[bytes], bytes]] = {
    "a newline at the end": lambda content: content + b"\n",
    "a space in front": lambda content: b" " + content,
    "indented": lambda content: json.dumps(json.loads(content), indent=1, sort_keys=True).encode(),
    "keys in another order": lambda content: json.dumps(
        dict(reversed(json.loads(content).items())), separators=(",", ":")
    ).encode(),
    "a key given twice": lambda content: content.replace(b'"signed":{', b'"signed":{"_type":"none",', 1),
    "an escaped underscore": lambda content: content.replace(b'"_type"', b'"\\u005ftype"', 1),
}
NO_CONTENT = {
    "empty": b"",
    "no JSON": b"hello",
    "a list": b"[]",
    "null": b"null",
    "a number": b"7",
    "a byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"signed":{}}'.encode("utf-16"),
    "not UTF-8": b'{"signatures":[],"signed":{"a":"\xff"}}',
    "half a surrogate": b'{"signatures":[],"signed":{"a":"\xed\xa0\x80"}}',
    "an overlong slash": b'{"signatures":[],"signed":{"a":"\xc0\xaf"}}',
    "a bomb of lists": b"[" * 8000,
    "a bomb of tables": b'{"a":' * 1600,
    "a closed bomb": b"[" * 4000 + b"]" * 4000,
    "a huge number": b"9" * 8000,
    "a huge negative number": b"-" + b"9" * 8000,
    "NaN": b'{"signatures":[],"signed":NaN}',
    "infinity": b'{"signatures":[],"signed":-Infinity}',
    "zeros": bytes(4096),
}


def attacks() -> Iterator[Attack]:
    for role in ROLES:
        for name, how in SAME_CONTENT.items():
            yield Attack(f"{role}: {name}", "form", rewrite(role, how), stricter=True)
        for name, content in NO_CONTENT.items():
            code = "no_root" if role == "root" and not content else "form"
            yield Attack(f"{role}: {name}", code, rewrite(role, lambda _, content=content: content))  # type: ignore[misc]
        yield Attack(f"{role}: too long", "too_long", rewrite(role, lambda content: content + b" " * (1 << 20)))
        text = set_field(f"{role}/more", 'a "quote"\n')
        yield Attack(f"{role}: an escape, signed our way", "form", text)
        yield Attack(f"{role}: an escape, signed TUF's way", "form", both(text, _sign_as_tuf(role)), stricter=True)


def _sign_as_tuf(role: str) -> Callable[[SignedSet], object]:
    return lambda spoilt: spoilt.payload.update({role: olpc})


assert canonical_json({"b": ["\u00e9", 1, True, None], "a": {}}) == olpc({"b": ["\u00e9", 1, True, None], "a": {}})
