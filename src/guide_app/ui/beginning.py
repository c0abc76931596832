"""Where a session begins: the language and the country that the system lets us guess, without asking or keeping."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from guide_app.core.languages import choose_language
from guide_app.core.values import CountryCode
from guide_app.store.snapshot import Snapshot
from guide_app.ui.clock import country_of_clock
from guide_app.ui.session import FIRST_USE, Place, Session


def first_session(snapshot: Snapshot | None) -> Session:
    """Begin before the first screen, in the system's language, in its clock's country where the snapshot knows it."""
    language = choose_language(QLocale.system().uiLanguages())
    code = country_of_clock()
    known = snapshot is not None and bool(code) and snapshot.find_country(CountryCode(code), language) is not None
    session = Session(language, CountryCode(code) if known else None)
    session.place = Place(FIRST_USE)
    return session
