"""How far a guide's text can be relied on: whose words it is in, and how old it is."""

from __future__ import annotations

from guide_app.core.guides import Guide
from guide_app.ui.words import Words


def say_standing(guide: Guide, words: Words) -> str:
    """Say it in one quiet line."""
    text = words.messages.text
    # Translators: in a quiet line below the title of a guide
    said = [text("As of {date}", date=words.date(guide.date))]
    if guide.language != words.language:
        said.append(text("not there in your language yet, so it is shown in English"))
    elif guide.origin == "machine":
        # Translators: in a quiet line below the title of a guide, after its date
        said.append(text("no native speaker has read this text yet"))
    if guide.outdated:
        # Translators: in a quiet line below the title of a guide, after its date
        said.append(text("the English text has changed since"))
    return " · ".join(said)
