"""What is planted in the texts of guides, one fault at a time, and where it must be found."""

from __future__ import annotations

from typing import Final, NamedTuple

from tests.publisher.bent_guides import Bend


class Case(NamedTuple):
    """A bend, and the rule that must find it in a line with these words."""

    code: str
    bend: Bend
    near: str


def _in(language: str, code: str, old: str, new: str, near: str = "") -> Case:
    return Case(code, Bend("next-hour", language, old, new), near or new.strip())


_SOUP: Final = "Let one breath out, slowly, as if you were cooling hot soup."
_REST: Final = "## The rest of the hour\n"
_SAFETY_PLANNING: Final = "https://doi.org/10.1016/j.cbpra.2011.01.001"

SHAPES: Final = (
    _in("en", "guide-shape", "You do not have to solve", "## First\n\nYou do not have to solve", "## First"),
    _in("en", "guide-shape", _REST, "## A\n\nOne.\n\n## B\n\nTwo.\n\n## C\n\nThree.\n\n", "You do not have"),
    _in("en", "guide-shape", "7. Say to", "7. One\n8. Two\n9. Three\n10. Say to", "1. Put distance"),
    _in(
        "en",
        "guide-shape",
        "\n- Wash your face",
        "\n> [!NOTE]\n> A\n\n> [!NOTE]\n> B\n\n> [!NOTE]\n> C\n\n- Wash",
        "You do not",
    ),
    _in("en", "guide-misplaced", _REST, f"{_REST}\n## More\n", "## The rest"),
    _in(
        "en", "guide-misplaced", "Thoughts of dying rise", "> [!CAUTION]\n> Hard.\n\nThoughts of dying rise", "> Hard."
    ),
    _in("en", "guide-length", _SOUP, _SOUP * 40),
    _in("ja", "guide-length", "ふうっと", "ふうっと" * 400),
    _in("en", "guide-head", "title: Get through the next hour", "title: Get through."),
    _in("en", "guide-head", "title: Get through the next hour", f"title: Get {'through ' * 20}it"),
    _in("en", "guide-head", "until this hour has passed.\n", "until this hour has passed\n", "summary"),
    _in("ja", "guide-head", "summary: ", "summary: " + "小さなこと" * 9),
    _in("en", "guide-head", "summary: Small", "summary: >-\n  Small", "summary"),
    _in("en", "guide-link", "(need:home-tonight)", "(need:home-tomorrow)"),
    _in("en", "guide-link", "(guide:after-violence)", "(guide:after-war)"),
    _in("pl", "guide-link", "(guide:after-violence)", "(guide:next-hour)"),
    _in("en", "guide-link", "(exercise:grounding)", "(exercise:flying)"),
    _in("en", "guide-needs", "moment-night]", "moment-noon]"),
    _in("en", "guide-needs", "moment-night]", "moment]", "needs: "),
    _in("en", "guide-needs", "[talk-crisis, moment, moment-night]", "[]", "needs: "),
    _in("en", "guide-source", _SAFETY_PLANNING, _SAFETY_PLANNING.replace("https", "http")),
    _in("en", "guide-source", "    supports: slow breathing,", "    pages: slow breathing,"),
    _in("en", "guide-source", f"    url: {_SAFETY_PLANNING}", f"    link: {_SAFETY_PLANNING}"),
    _in("en", "guide-source", "    publisher: Kleiman and others,", "    pages: Kleiman and others,"),
)
PARITY: Final = (
    _in("fr", "guide-blocks", "\n## Où en es-tu", "\nRespire.\n\n## Où en es-tu", "Respire."),
    _in(
        "fr",
        "guide-blocks",
        "6. Bois un peu d’eau. Mange quelques bouchées si tu peux.\n",
        "",
        "1. Mets de la distance",
    ),
    _in("ar", "guide-blocks", "(exercise:grounding)", "(need:moment)"),
    _in("tr", "guide-blocks", "## Şimdi, adım adım", "Şimdi, adım adım"),
    _in("fr", "guide-marks", "(need:home-tonight)", "(need:home)"),
    _in("ru", "guide-marks", "(exercise:grounding)", "(exercise:body-scan)"),
    _in("de", "guide-marks", "Du hast schon angefangen.", "**Du hast schon angefangen.**"),
    _in("pl", "guide-ratio", "To już początek.", "To już początek. " * 40),
    _in(
        "pt", "guide-untranslated", "\n1. ", "\n1. Put distance between you and anything you could hurt yourself with. "
    ),
    _in("pl", "guide-untranslated", "## Teraz, krok po kroku", "## Now, one step at a time"),
)
LETTERS: Final = (
    _in("ru", "guide-script", "Вы уже начали.", "Вы уже started."),
    _in("ar", "guide-script", "ها قد بدأت.", "ها قد بدأت OK."),
    _in("ja", "guide-script", "もう、はじまっています。", "もう、はじまっています。Start。"),
    _in("ja", "guide-mixed", "もう、はじまっています。", "もう、Startしています。"),
    _in("de", "guide-script", "Du hast schon angefangen.", "Du hast schon начал."),
    _in("en", "guide-mixed", "You have begun.", "You have b\u0435gun."),
    _in("ru", "guide-mixed", "Вы уже начали.", "Вы уже н\u0061чали."),
    _in("ar", "guide-characters", "ها قد بدأت.", "\u200fها قد بدأت."),
    _in("fr", "guide-characters", "Voilà, tu as commencé.", "Voila\u0300, tu as commencé."),
    _in("it", "guide-characters", "\n1. ", "\n1. Pia\u00adno. "),
    _in("es", "guide-characters", "\n1. ", "\n1. Despacio,  despacio. "),
    _in("tr", "guide-characters", "Başladın bile.", "BaÅŸladÄ±n bileâ€™."),
    _in("en", "guide-contact", "You have begun.", "Call 116 123."),
    _in("ar", "guide-contact", "ها قد بدأت.", "الرقم ٠٨٠٠١٢٣."),
    _in("de", "guide-contact", "Du hast schon angefangen.", "Sieh auf hilfe.org nach."),
    _in("it", "guide-contact", "\n1. ", "\n1. Scrivi a noi@esempio. "),
)
WORDS: Final = (
    Case(
        "guide-glossary",
        Bend("safety-plan", "fr", "Faire un plan de sécurité", "Faire un contrat de sécurité"),
        "contrat",
    ),
    _in("fr", "guide-unsafe", "Voilà, tu as commencé.", "Elle s’est suicidée."),
)
_LONG_WORDS: Final = f"{'Bundesverfassungsgerichtsentscheidung ' * 400}."
LEVELS: Final = (_in("de", "guide-level", "Du hast schon angefangen.", _LONG_WORDS, "Bundesverfassung"),)
CASES: Final = (*SHAPES, *PARITY, *LETTERS, *WORDS, *LEVELS)
