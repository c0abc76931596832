"""What went wrong and what to do then: a sentence for each word of `updates.errors`, and one for none of them."""

from __future__ import annotations

from typing import Final

from guide_app.core.messages import Messages, isolate

ENDED: Final = "ended"
"""The word for a process that ended without saying how."""


def say_failure(code: str, messages: Messages) -> str:
    """Say it; a word that nobody knows is said as `ENDED` is."""
    known = failures(messages)
    return known.get(code, known[ENDED])


def failures(messages: Messages) -> dict[str, str]:
    """Give all sentences by their words."""
    return {**_of_trust(messages), **_of_sources(messages), **_of_places(messages)}


def _of_trust(messages: Messages) -> dict[str, str]:
    """Say why something was not believed."""
    text = messages.text
    unsigned = text("What is there is not what the editors signed, so it was not taken. Please try elsewhere.")
    words = ("mix", "signature", "root", "development", "form", "too_long", "wrong_hash", "pack", "build", "region")
    return dict.fromkeys((*words, "region_id"), unsigned) | {
        "rollback": text(
            "What is there is older than what was here before, so it was not taken. Please try elsewhere."
        ),
        "expired": text("What is there is out of date; someone may be holding news back. Please try another way."),
        "web_page": text(
            "A web page came instead, as in networks that ask for a login first. Please log in there, then try again."
        ),
        "bad_zip": text("This file is no bundle of a guide, or it is damaged. Please choose another one."),
        "very_old": text("It was made more than 400 days ago: numbers in it may be wrong by now."),
        "newer_program": text("It was made for a newer version of this program. What is in use stays."),
    }


def _of_sources(messages: Messages) -> dict[str, str]:
    """Say why nothing came."""
    text = messages.text
    return {
        "bad_address": text("Nothing can come from there. Please look at the address, file or folder again."),
        "proxy_address": text(
            # Translators: {start} is the beginning of an address
            "This address of Tor cannot be used. It must begin with {start}.",
            start=isolate("socks5h://"),
        ),
        "unreachable": text("Nobody answers there. Please look at the address and the connection, then try again."),
        "proxy": text("Tor does not answer, or does not get there. Please start it, wait a little, then try again."),
        "tls": text("The other side cannot prove who it is, so nothing was asked for. Please try another way."),
        "elsewhere": text("The address leads on to another machine, which is not followed. Please look at it again."),
        "server": text("The other side has a fault. Please try again later."),
        "missing": text("There is no guide there. Please look at the address, file or folder again."),
        "broken_off": text("The connection broke off. Please try again."),
        "too_slow": text("The connection is too slow, or silent. Please try again, or another way."),
        "unreadable": text("The file or stick cannot be read. Please put it in again, or choose another one."),
    }


def _of_places(messages: Messages) -> dict[str, str]:
    """Say why nothing could be made of it here."""
    text = messages.text
    return {
        "full": text("There is no room left there. Please choose another place."),
        "read_only": text("Nothing may be written there. Please choose another place."),
        "storage": text("The disk or stick answers with a fault. Please try another one."),
        "busy": text("Another update is under way. Please wait until it has ended."),
        "no_guide": text("There is no guide here that can be trusted, so nothing can be built on it."),
        "cancelled": text("Cancelled. Nothing has changed."),
        ENDED: text("It ended without saying why. Please try again."),
    }
