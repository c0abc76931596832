from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw
import pytest
from tests.store import hand_made

from guide_app.core.errors import NotInSnapshotError, SnapshotFormatError, StorageLostError, UntrustedContentError
from guide_app.core.values import (
    Contact,
    CountryCode,
    LanguageCode,
    Location,
    Need,
    NeedId,
    Schedule,
    ServiceId,
    Source,
)
from guide_app.store.builder import build_snapshot
from guide_app.store.search import Query, search
from guide_app.store.snapshot import Snapshot

EN, AR, PL = LanguageCode("en"), LanguageCode("ar"), LanguageCode("pl")


def test_the_manifest_is_read_as_it_was_written(snapshot: Snapshot) -> None:
    manifest = snapshot.manifest()
    assert (manifest.published, manifest.counts, manifest.languages) == ("2026-11-23", {"services": 14}, (EN, AR))
    assert manifest.licences == (("texts", "CC BY-SA 4.0"),)
    assert manifest.credits == (("somebody", "CC BY 4.0"),)


def test_needs_stand_in_the_order_of_the_first_screen_in_the_readers_language(snapshot: Snapshot) -> None:
    assert [need.id for need in snapshot.needs(AR)] == ["talk", "people", "place", "legal"]
    assert snapshot.needs(AR)[0] == Need(NeedId("talk"), "التحدث إلى شخص الآن", "Lines and chats", "talk-icon")
    assert snapshot.needs(PL)[3].label == "Legal help"


def test_countries_are_sorted_by_their_names_and_include_those_that_only_services_know(snapshot: Snapshot) -> None:
    assert [name for _, name in snapshot.countries(EN)] == [
        "Austria", "Egypt", "Germany", "Japan", "Mexico", "Puerto Rico", "United Kingdom", "United States",
    ]  # fmt: skip
    assert (CountryCode("DE"), "ألمانيا") in snapshot.countries(AR)
    assert snapshot.country(CountryCode("DE"), AR).emergency.general == ("112",)
    unknown = snapshot.country(CountryCode("PR"), EN)
    assert (unknown.name, unknown.emergency.general, unknown.same_sex_acts) == ("Puerto Rico", (), None)
    assert snapshot.find_country(CountryCode("ZZ"), EN) is None
    with pytest.raises(NotInSnapshotError, match="'ZZ'"):
        snapshot.country(CountryCode("ZZ"), EN)


def test_names_fall_back_to_english_and_then_to_the_code(snapshot: Snapshot) -> None:
    assert snapshot.name("city", "Berlin", AR) == "برلين"
    assert snapshot.name("city", "London", AR) == "London"
    assert snapshot.name("city", "東京", AR) == "東京"
    assert snapshot.names("country", AR)["DE"] == "ألمانيا"
    assert snapshot.names("country", AR)["US"] == "United States"


def test_towns_of_a_country(snapshot: Snapshot) -> None:
    assert snapshot.cities(CountryCode("DE")) == ("Berlin",)
    assert snapshot.cities(CountryCode("US")) == ()


def test_everything_about_a_service_survives_the_way_through_the_file(tmp_path: Path) -> None:
    source = {"url": "https://a.example/", "title": "A", "date": None, "supports": ["contacts"]}
    row = hand_made.service(
        "de-x", "O", "N", organization_alternate="Alt", description="D", areas=["DE", "*"], languages_json=["de"],
        opening_hours="Mo 10:00-12:00", timezone="Europe/Berlin", city="Berlin", region="B", location_country="DE",
        address="A 1", postal_code="10115", latitude="52.5", longitude="13.25", cost="low_cost", anonymous=1,
        confidential=0, may_contact_police="in_danger", may_contact_guardians="no", may_contact_note="Note",
        minimum_age=13, maximum_age=25, status="temporarily closed", status_note="until May", evidence="single",
        confirm_first=1, cautions_json=["criminalised"], assured_date="2026-08-11", confidence="medium",
        sources_json=[source], also_json=["de-y"],
    )  # fmt: skip
    free = ("contacts", ("de-x", 0, "phone", "+49800123", "0800 123", "note", 1, "no", 1, 3))
    rows = [*hand_made.manifest(), row, free, hand_made.contact("de-x", 1, "web", "https://a.example/")]
    with hand_made.open_stock(tmp_path, rows) as snapshot:
        service = snapshot.service(ServiceId("de-x"))
        assert snapshot.service(ServiceId("de-y")) == service
        lines = snapshot.rows([ServiceId("nobody"), ServiceId("de-x")])
    assert service.organization_alternate == "Alt"
    assert service.contacts == (
        Contact("phone", "+49800123", "0800 123", "note", True, "no", True, 3),
        Contact("web", "https://a.example/", "https://a.example/"),
    )
    assert service.schedule == Schedule("Mo 10:00-12:00", "Europe/Berlin")
    assert service.location == Location("Berlin", "B", CountryCode("DE"), "A 1", "10115", 52.5, 13.25)
    assert (service.anonymous, service.confidential) == (True, False)
    assert (service.minimum_age, service.maximum_age, service.may_contact_police) == (13, 25, "in_danger")
    assert (service.status, service.status_note, service.cost) == ("temporarily closed", "until May", "low_cost")
    assert service.sources == (Source("https://a.example/", "A", None, ("contacts",)),)
    assert (service.cautions, service.confirm_first, service.also) == (("criminalised",), True, ("de-y",))
    assert [(line.id, line.contact_types, line.schedule) for line in lines] == [
        ("de-x", ("phone", "web"), service.schedule),
    ]


def test_what_is_not_known_stays_unknown(snapshot: Snapshot) -> None:
    service = snapshot.service(ServiceId("us-larkspur"))
    assert (service.anonymous, service.location, service.schedule, service.minimum_age) == (None, None, None, None)
    assert service.contacts[0].toll_free is None


def test_a_withheld_address_is_a_place_without_one(tmp_path: Path) -> None:
    rows = [*hand_made.manifest(), hand_made.service("x", "O", "N", location_withheld=1)]
    with hand_made.open_stock(tmp_path, rows) as snapshot:
        location = snapshot.service(ServiceId("x")).location
    assert location == Location(None, None, None, None, None, None, None, withheld=True)


def test_an_id_that_is_not_there(snapshot: Snapshot) -> None:
    assert snapshot.find_service(ServiceId("nobody")) is None
    with pytest.raises(NotInSnapshotError, match="there is no service 'nobody'"):
        snapshot.service(ServiceId("nobody"))


@pytest.mark.parametrize("name", ["guide.sqlite", "a b?c#d%41&mode=rwc.sqlite", "گەشە 東京.db"])
def test_any_path_opens_and_nothing_is_written_beside_it(name: str, tmp_path: Path) -> None:
    folder = tmp_path / f"folder {name}"
    folder.mkdir()
    made = hand_made.build(tmp_path, hand_made.stock())
    path = made.path.rename(folder / name)
    folder.chmod(0o555)
    path.chmod(0o444)
    with Snapshot.open(made._replace(path=path)) as snapshot:
        assert search(snapshot, Query("larkspur")).hits
        assert os.listdir(folder) == [name]  # noqa: PTH208 - hidden files too
        with pytest.raises(apsw.ReadOnlyError):
            snapshot.select("DELETE FROM services")
    assert os.listdir(folder) == [name]  # noqa: PTH208 - hidden files too


def test_a_relative_path_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = hand_made.build(tmp_path, hand_made.stock())
    monkeypatch.chdir(tmp_path)
    with Snapshot.open(made._replace(path=Path("guide.sqlite"))) as snapshot:
        assert snapshot.size == 14


def _rewritten(path: Path, statement: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE manifest SET value_json = '999' WHERE key = 'schema_version'",
        "UPDATE manifest SET value_json = '0' WHERE key = 'fold_version'",
        "DELETE FROM manifest WHERE key = 'fold_version'",
        "DROP TABLE manifest",
    ],
)
def test_another_format_is_refused(statement: str, tmp_path: Path) -> None:
    made = hand_made.build(tmp_path, hand_made.stock())
    _rewritten(made.path, statement)
    with pytest.raises(SnapshotFormatError):
        Snapshot.open(made._replace(length=made.path.stat().st_size))


def test_a_file_that_is_no_database_is_lost_storage(tmp_path: Path) -> None:
    made = hand_made.build(tmp_path, hand_made.stock())
    made.path.write_bytes(b"x" * made.length)
    with pytest.raises(StorageLostError, match="read"):
        Snapshot.open(made)


def test_a_file_that_grew_or_went_since_it_was_verified_is_not_opened(tmp_path: Path) -> None:
    made = hand_made.build(tmp_path, hand_made.stock())
    with made.path.open("ab") as file:
        file.write(b"\0")
    with pytest.raises(UntrustedContentError, match="changed"):
        Snapshot.open(made)
    made.path.unlink()
    with pytest.raises(StorageLostError, match="cannot be read"):
        Snapshot.open(made)


def _every_reader(snapshot: Snapshot) -> list[Callable[[], Any]]:
    return [
        snapshot.manifest,
        lambda: snapshot.needs(EN),
        lambda: snapshot.countries(EN),
        lambda: snapshot.find_service(ServiceId("us-larkspur")),
        lambda: snapshot.rows([ServiceId("us-larkspur")]),
        lambda: snapshot.cities(CountryCode("DE")),
        lambda: search(snapshot, Query("larkspur")).hits,
    ]


class _Stick(apsw.VFS):
    """A file system whose files can no longer be read once the stick is pulled out."""

    def __init__(self) -> None:
        self.pulled = False
        super().__init__("stick", "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> _StickFile:
        return _StickFile(self, name, flags)


class _StickFile(apsw.VFSFile):
    def __init__(self, stick: _Stick, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        self._stick = stick
        super().__init__("", name, flags)

    def xRead(self, amount: int, offset: int) -> bytes:
        if self._stick.pulled:
            raise apsw.IOError
        return super().xRead(amount, offset)


def test_a_stick_pulled_out_while_reading_is_said_plainly(tmp_path: Path) -> None:
    """What is still in memory may be given; what is not must be an error, and never a wrong answer."""
    made = hand_made.build(tmp_path, hand_made.stock())
    stick = _Stick()
    lost = 0
    for number in range(7):
        stick.pulled = False
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        uri = f"{made.path.as_uri()}?immutable=1"
        with Snapshot(apsw.Connection(uri, flags=flags, vfs="stick")) as snapshot, Snapshot.open(made) as sound:
            assert snapshot.size == 14
            stick.pulled = True
            try:
                assert _every_reader(snapshot)[number]() == _every_reader(sound)[number]()
            except StorageLostError as error:
                assert "no longer be read" in str(error)  # noqa: PT017 - either is right
                lost += 1
    stick.unregister()
    assert lost >= 5


@pytest.mark.parametrize("pages", [0, 1])
def test_a_file_cut_short_while_it_is_read_is_lost_storage(pages: int, tmp_path: Path) -> None:
    made = hand_made.build(tmp_path, hand_made.stock())
    with Snapshot.open(made) as snapshot:
        os.truncate(made.path, pages * 4096)
        with pytest.raises(StorageLostError):
            snapshot.find_service(ServiceId("us-larkspur"))


def test_two_readers_share_one_file_and_a_replaced_file_does_not_disturb_them(tmp_path: Path) -> None:
    made = hand_made.build(tmp_path, hand_made.stock())
    with Snapshot.open(made) as one, Snapshot.open(made) as two:
        build_snapshot(hand_made.manifest(), made.path)
        assert search(one, Query("larkspur")).hits == search(two, Query("larkspur")).hits != ()
    one.close()  # twice is harmless


def test_opening_and_searching_imports_nothing_heavy() -> None:
    code = (
        "import sys; before = set(sys.modules); import guide_app.store.search; "
        "print(sorted((set(sys.modules) - before) & {'difflib', 'tuf', 'babel', 'yaml', 'cryptography', 'sqlite3', "
        "'opening_hours', 'phonenumbers', 'sqlite_utils', 'PySide6', 'argparse', 'tempfile', 'locale', 'decimal'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
