"""The sentence on whom to call in danger: what is not known is said to be unknown, disputed numbers are all shown."""

from __future__ import annotations

from guide_app.core.messages import Messages, isolate
from guide_app.core.values import Country


def emergency_line(country: Country, messages: Messages) -> str:
    """Say a country's emergency numbers in one sentence."""
    text, numbers = messages.text, country.emergency
    parts = []
    if numbers.general:
        # Translators: one number for police, ambulance and fire; {number} may be "112" or "112 or 911"
        parts.append(text("all emergencies {number}", number=_either(numbers.general, messages)))
    for label, known in (
        # Translators: before an emergency number
        (text("police", context="emergency"), numbers.police),
        (text("ambulance", context="emergency"), numbers.ambulance),
        (text("fire", context="emergency"), numbers.fire),
    ):
        if known and known != numbers.general:
            parts.append(f"{label} {_either(known, messages)}")
        elif not known and not numbers.general:
            # Translators: {service} is police, ambulance or fire; its number is not known
            parts.append(text("{service} unknown", service=label))
    if not known_numbers(country):
        return text("In danger now? {country}: the emergency numbers are unknown here.", country=country.name)
    # Translators: {numbers} is a list such as "police 112 · ambulance 140 · fire 175"
    return text("In danger now? {country}: {numbers}", country=country.name, numbers=" · ".join(parts))


def known_numbers(country: Country) -> tuple[str, ...]:
    """Give all emergency numbers in the order of the sentence, as they stand in it."""
    numbers = country.emergency
    others = (known for known in (numbers.police, numbers.ambulance, numbers.fire) if known != numbers.general)
    return tuple(isolate(number) for known in (numbers.general, *others) for number in known)


def _either(numbers: tuple[str, ...], messages: Messages) -> str:
    said = isolate(numbers[0])
    for number in numbers[1:]:
        # Translators: two numbers, where sources do not agree on one
        said = messages.text("{first} or {second}", first=said, second=isolate(number))
    return said
