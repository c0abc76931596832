"""Regions: what they sign, by both judges, and that every row is where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.updates.attack import Attack, edit
from tests.updates.region_set import IDS, ROWS, RegionSet
from tests.updates.signed_set import hashes
from tuf.ngclient._internal.trusted_metadata_set import TrustedMetadataSet
from tuf.ngclient.config import EnvelopeType

from guide_app.core.errors import UntrustedContentError
from guide_app.store.schema import TABLES
from guide_app.updates.chain import check_chain, is_region_name, load_root
from guide_app.updates.errors import CODES, as_update_error
from guide_app.updates.regions import (
    SignedRows,
    check_region_file,
    check_rows,
    is_prefix,
    read_regions,
    rows_path,
    signed_rows,
)

Say = Callable[[RegionSet], object]


def _accept(regional: RegionSet, names: tuple[str, ...] = tuple(IDS)) -> None:
    """Go the whole way of a client: the chain, the regions' files, the rows."""
    files = regional.region_files()
    chain = regional.files()
    check_chain(
        load_root(chain["root"]),
        timestamp=chain["timestamp"],
        snapshot=chain["snapshot"],
        targets=chain["targets"],
    )
    wanted = {name: files[name] for name in names}
    signed = signed_rows(chain["targets"], chain["snapshot"], wanted)
    check_rows(read_regions(regional.custom), regional.rows, signed)


def _judge_with_tuf(regional: RegionSet) -> None:
    """Let python-tuf judge the files of the regions; it knows nothing of rows."""
    files, chain = regional.region_files(), regional.files()
    trusted = TrustedMetadataSet(chain["root"], EnvelopeType.METADATA)
    trusted.reference_time = datetime.min.replace(tzinfo=UTC)
    trusted.update_timestamp(chain["timestamp"])
    trusted.update_snapshot(chain["snapshot"])
    trusted.update_targets(chain["targets"])
    for name in IDS:
        delegate = trusted.update_delegated_targets(files[name], name, "targets")
        assert delegate.targets[rows_path(name)].length == len(ROWS[f"region-{name}"])


def test_the_untouched_set_is_accepted_by_both() -> None:
    _accept(RegionSet())
    _judge_with_tuf(RegionSet())


def test_a_guide_without_regions_is_accepted() -> None:
    assert read_regions({"schema": 3, "shards": {"common": [1, "00"]}}) == ()
    check_rows((), {"common": b"whatever stands here is judged by its hash"}, {})


def _signers(region: str, *names: str) -> Say:
    return lambda regional: regional.region_signers.update({region: list(names)})


def _tree(region: str, **fields: Any) -> Say:
    return lambda regional: regional.region_trees[region].update(fields)


def _named(region: str, **said: Any) -> Say:
    return lambda regional: regional.renamed.update({region: said})


def _edited(region: str, how: Callable[[Any], object]) -> Say:
    return edit(region, how)


ENTRY = {"hashes": hashes(ROWS["region-pl"]), "length": len(ROWS["region-pl"])}
FILES: tuple[tuple[str, str, Say, bool], ...] = (
    ("unsigned", "threshold", _signers("pl"), False),
    ("signed by one", "threshold", _signers("pl", "pl-1"), False),
    ("signed by strangers", "stranger", _signers("pl", "eve-1", "eve-2"), False),
    ("signed by another region", "stranger", _signers("pl", "no-1", "no-2"), False),
    ("signed by the editors", "stranger", _signers("pl", "targets-1", "targets-2"), False),
    ("signed by all and a stranger", "stranger", _signers("pl", "pl-1", "pl-2", "eve-1"), True),
    ("changed afterwards", "signature", _edited("pl", lambda tree: tree["signed"].update(version=4)), False),
    ("another version is named", "version", _named("pl", version=2), False),
    ("another length is named", "mismatch", _named("pl", length=7), False),
    ("another hash is named", "mismatch", _named("pl", hashes=hashes(b"")), False),
    ("nothing signed", "region_unsigned", _tree("pl", targets={}), True),
    ("another path", "region_form", _tree("pl", targets={"packs/no/rows": ENTRY}), True),
    ("a second path", "region_form", _tree("pl", targets={"packs/pl/rows": ENTRY, "packs/pl/more": ENTRY}), True),
    ("a custom field", "region_form", _tree("pl", targets={"packs/pl/rows": ENTRY | {"custom": {}}}), True),
    ("a second hash", "region_form", _tree("pl", targets={"packs/pl/rows": ENTRY | {"hashes": {"md5": "0"}}}), True),
    ("no length", "region_form", _tree("pl", targets={"packs/pl/rows": {"hashes": ENTRY["hashes"]}}), False),
    ("null targets", "region_form", _tree("pl", targets=None), False),
    ("the type of a snapshot", "type", _tree("pl", _type="snapshot"), False),
    ("no date", "form", _tree("pl", expires="soon"), False),
    ("it delegates further", "region_form", _tree("pl", delegations={"keys": {}, "roles": []}), True),
    ("too long", "form", lambda regional: regional.rewrite.update({"pl": lambda content: content + b" "}), True),
    ("no JSON", "form", lambda regional: regional.rewrite.update({"pl": lambda _: b"hello"}), False),
    ("very long", "too_long", lambda regional: regional.rewrite.update({"pl": lambda c: c + b" " * 70_000}), True),
)


@pytest.mark.parametrize(("name", "code", "spoil", "stricter"), FILES, ids=[row[0] for row in FILES])
def test_a_file_that_is_not_the_regions(name: str, code: str, spoil: Say, stricter: bool) -> None:
    regional = RegionSet()
    spoil(regional)
    with pytest.raises(UntrustedContentError) as refused:
        _accept(regional)
    assert refused.value.code == code, name
    if stricter:
        return  # it is about what the file says, or about its form
    with pytest.raises(Exception, match=r".+"):
        _judge_with_tuf(regional)


def _rows(shard: str, rows: bytes, *, signed: bool = True) -> Say:
    """Let a shard have other rows; the editors sign everything, the region its own part if it says so."""

    def change(regional: RegionSet) -> None:
        regional.rows[shard] = rows
        regional.custom["shards"][shard] = [len(rows), hashes(rows)["sha256"]]
        region = shard.removeprefix("region-")
        if signed and region in IDS:
            entry = {"hashes": hashes(rows), "length": len(rows)}
            regional.region_trees[region]["targets"] = {rows_path(region): entry}

    return change


CONTENTS: tuple[Attack, ...] = tuple(
    Attack(name, code, change)  # type: ignore[arg-type]
    for name, code, change in (
        ("the editors change a region's rows", "region_differs", _rows("region-pl", b"", signed=False)),
        ("an id outside the range", "id_outside_range", _rows("region-pl", b'["services","de-a",1]\n')),
        ("another region's id", "id_outside_range", _rows("region-pl", b'["services","no-a",1]\n')),
        ("the range itself", "id_outside_range", _rows("region-pl", b'["services","pl",1]\n')),
        ("a range in capitals", "id_outside_range", _rows("region-pl", b'["services","PL-a",1]\n')),
        ("a number of another's service", "id_outside_range", _rows("region-pl", b'["contacts","de-a",1]\n')),
        ("the second row", "id_outside_range", _rows("region-pl", ROWS["region-pl"] + b'["services","x-a",1]\n')),
        ("an emergency number", "region_table", _rows("region-pl", b'["countries","PL"]\n')),
        ("a guide", "region_table", _rows("region-pl", b'["guides","pl-guide",1]\n')),
        ("a name", "region_table", _rows("region-pl", b'["names","city","pl-a","en","A"]\n')),
        ("a region's service among the others", "wrong_region", _rows("services", b'["services","pl-b",1]\n')),
        ("a region's number among the others", "wrong_region", _rows("common", b'["contacts","sj-b",1]\n')),
        ("an unknown table", "row_form", _rows("region-pl", b'["more","pl-a",1]\n')),
        ("a table with an escape", "row_form", _rows("services", b'["\\u0073ervices","pl-a",1]\n')),
        ("an id with an escape", "row_form", _rows("services", b'["services","\\u0070l-a",1]\n')),
        ("a space in front", "row_form", _rows("services", b' ["services","pl-a",1]\n')),
        ("a space inside", "row_form", _rows("services", b'["services", "pl-a",1]\n')),
        ("a number for an id", "row_form", _rows("services", b'["services",7,1]\n')),
        ("an empty id", "row_form", _rows("services", b'["services","",1]\n')),
        ("half a row", "row_form", _rows("services", b'["services","\n')),
        ("an empty line", "row_form", _rows("services", b"\n")),
        ("a lone carriage return", "row_form", _rows("services", b'["countries","NO"]\r"pl-a"\n')),
    )
)


@pytest.mark.parametrize("attack", CONTENTS, ids=lambda attack: attack.name)
def test_rows_that_are_not_where_they_belong(attack: Attack) -> None:
    regional = RegionSet()
    attack.change(regional)
    with pytest.raises(UntrustedContentError) as refused:
        _accept(regional)
    assert refused.value.code == attack.code


def test_a_region_that_has_not_signed() -> None:
    with pytest.raises(UntrustedContentError) as refused:
        _accept(RegionSet(), names=("no",))
    assert refused.value.code == "region_unsigned"


def test_a_region_nobody_delegated_to() -> None:
    regional = RegionSet()
    files, chain = regional.region_files(), regional.files()
    regional.trees["snapshot"]["meta"]["eve.json"] = {}
    with pytest.raises(UntrustedContentError) as refused:
        check_region_file(chain["targets"], "eve", files["pl"])
    assert refused.value.code == "region_unknown"
    with pytest.raises(UntrustedContentError):
        signed_rows(chain["targets"], chain["snapshot"], {"eve": files["pl"]})


def test_a_retired_region_signs_nothing() -> None:
    regional = RegionSet()
    files, chain = regional.region_files(), regional.files()
    assert check_region_file(chain["targets"], "gone", files["gone"]) is None
    stream = ROWS["region-pl"]
    expected = SignedRows(len(stream), hashes(stream)["sha256"], 3)
    assert check_region_file(chain["targets"], "pl", files["pl"]) == expected


def _regions(**entries: Any) -> dict[str, Any]:
    return {"regions": entries, "shards": {f"region-{name}": [0, ""] for name in entries}}


GOOD = {"ids": ["pl-"], "shards": ["region-pl"]}
TABLES_OF_REGIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("a list", {"regions": []}),
    ("null", {"regions": None}),
    ("shards are a list", {"regions": {}, "shards": []}),
    ("a name", _regions(**{"p l": GOOD})),
    ("a top-level role", _regions(targets={"ids": ["pl-"], "shards": ["region-targets"]})),
    ("null for a region", _regions(pl=None)),
    ("more fields", _regions(pl=GOOD | {"more": 1})),
    ("no ids", _regions(pl=GOOD | {"ids": []})),
    ("ids are a text", _regions(pl=GOOD | {"ids": "pl-"})),
    ("an id of all", _regions(pl=GOOD | {"ids": [""]})),
    ("an id without end", _regions(pl=GOOD | {"ids": ["pl"]})),
    ("an id in capitals", _regions(pl=GOOD | {"ids": ["PL-"]})),
    ("an id twice", _regions(pl=GOOD | {"ids": ["pl-", "pl-"]})),
    ("ids out of order", _regions(pl=GOOD | {"ids": ["pl-", "ab-"]})),
    ("another shard", _regions(pl=GOOD | {"shards": ["region-no"]})),
    ("two shards", _regions(pl=GOOD | {"shards": ["region-pl", "services"]})),
    ("one id for two", _regions(no={"ids": ["pl-"], "shards": ["region-no"]}, pl=GOOD)),
    ("one id inside another's", _regions(no={"ids": ["pl-waw-"], "shards": ["region-no"]}, pl=GOOD)),
    ("a shard without region", {"regions": {}, "shards": {"region-pl": [0, ""]}}),
    ("a region without shard", {"regions": {"pl": GOOD}, "shards": {}}),
    ("out of order", _regions(pl=GOOD, no={"ids": ["no-"], "shards": ["region-no"]})),
)


@pytest.mark.parametrize(("name", "custom"), TABLES_OF_REGIONS, ids=[row[0] for row in TABLES_OF_REGIONS])
def test_tables_of_regions_that_are_refused(name: str, custom: dict[str, Any]) -> None:
    with pytest.raises(UntrustedContentError) as refused:
        read_regions(custom)
    assert refused.value.code == "region_form", name


@given(st.binary(max_size=60))
def test_any_rows_are_refused_with_our_own_error_or_hold_no_foreign_service(rows: bytes) -> None:
    regional = RegionSet()
    _rows("services", rows)(regional)
    try:
        _accept(regional)
    except UntrustedContentError:
        return
    assert all(line.startswith(b'["') for line in rows.splitlines())


def test_every_word_has_its_place_among_those_of_updates() -> None:
    words = {attack.code for attack in CONTENTS} | {"region_unsigned", "region_unknown", "region_form", "row_form"}
    for word in words:
        code = as_update_error(UntrustedContentError("text", word)).code
        assert code in CODES
        assert word == "row_form" or code.startswith("region")


def test_every_table_is_either_of_services_or_not() -> None:
    own = {table for table in TABLES if TABLES[table][0].startswith(("service_id", "id")) and table != "guides"}
    assert {"services", "contacts"} <= own
    for table in TABLES:
        line = f'["{table}","pl-a",1]\n'.encode()
        regional = RegionSet()
        _rows("services", line)(regional)
        if table in {"services", "contacts"}:
            with pytest.raises(UntrustedContentError, match="belongs to a region"):
                _accept(regional)
        else:
            _accept(regional)


def test_names_and_prefixes() -> None:
    assert all(map(is_region_name, ("pl", "nordic", "latin-america", "x" * 32)))
    assert all(map(is_prefix, ("pl-", "us-tx-", "a1-")))
    assert not any(map(is_prefix, ("", "-", "--", "pl", "pl--", "-pl-", "PL-", "p l-", "pł-", 7, None, "x" * 64 + "-")))
