"""The honest list says what product.md asks for, in whole sentences that translators get."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guide_app.safety.kept import what_is_kept, what_is_safer, what_leaving_does, what_leaving_does_not


@pytest.mark.parametrize("tell", [what_leaving_does, what_leaving_does_not, what_is_safer, what_is_kept])
def test_whole_sentences_in_the_readers_language(tell: Callable[[Callable[[str], str]], tuple[str, ...]]) -> None:
    asked: list[str] = []

    def text(message: str) -> str:
        asked.append(message)
        return message[::-1]

    assert [sentence[::-1] for sentence in tell(text)] == asked
    assert all(message.endswith(".") and "  " not in message for message in asked)


def test_nothing_is_promised_that_leaving_cannot_do() -> None:
    limits = " ".join(what_leaving_does_not(str))
    for words in ("spying software", "records that the system itself keeps", "watches the screen", "call list", "bill"):
        assert words in limits
    promises = " ".join(what_leaving_does(str)).lower()
    for word in ("safe", "secret", "hide", "erase", "trace", "history"):
        assert word not in promises
