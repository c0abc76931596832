"""Source files: what is written is what is read, and what is odd is refused with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guide_app.core.errors import SourceError
from guide_app.publisher.sources import Position, SourceFile, dump_source, load_source, load_sources, parse_source

HERE = Path("example.yaml")

texts = st.text(max_size=40) | st.sampled_from(
    ["NO", "no", "112", "24:00", "~", "null", "", "true", "1e3", "=", "<<", "- a", "a: b", "a #b", "*2982", "0x1F", "y"]
)
sentences = st.lists(st.text("ab:#-, é\"'", min_size=1, max_size=12), max_size=60).map(" ".join)
trees = st.recursive(
    texts | sentences,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(texts.filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=12,
)


def read(text: str) -> SourceFile:
    return parse_source(text, HERE)


@given(st.dictionaries(st.text("abc_", min_size=1, max_size=8), trees, max_size=5).filter(bool))
def test_a_tree_survives_writing_and_reading(tree: dict[str, Any]) -> None:
    assert read(dump_source(tree)).tree == tree


@given(st.lists(texts, min_size=1, max_size=5))
def test_other_readers_of_yaml_see_the_same_words(words: list[str]) -> None:
    seen = yaml.safe_load(dump_source({"words": words, "block": [{"a": [word]} for word in words]}))
    expected = [{"true": True, "false": False}.get(word, word) for word in words]
    assert seen == {"words": expected, "block": [{"a": [word]} for word in expected]}


def test_short_things_stand_on_one_line_and_long_sentences_are_folded() -> None:
    sentence = "Peer support by phone, run by and for trans people. " * 4
    text = dump_source(
        {
            "id": "x",
            "service_areas": ["NO", "US"],
            "contacts": [{"type": "phone", "value": "112", "note": "it's free"}],
            "minimum_age": "13",
            "description": sentence.strip(),
        }
    )
    lines = text.splitlines()
    assert lines[:5] == [
        "id: x",
        'service_areas: ["NO", US]',
        "contacts:",
        '  - {type: phone, value: "112", note: it\'s free}',
        "minimum_age: 13",
    ]
    assert lines[5] == "description: >-"
    assert max(map(len, lines)) <= 100


def test_a_question_mark_inside_brackets_is_quoted_for_other_readers() -> None:
    tree = {"a": {"b": "https://a.org/?id=1", "c": "why?"}, "d": ["who?"], "e": "https://a.org/?id=1"}
    text = dump_source(tree)
    assert yaml.load(text, Loader=yaml.SafeLoader) == tree
    assert text.endswith("e: https://a.org/?id=1\n")


def test_hidden_marks_are_written_so_that_an_editor_sees_them() -> None:
    assert dump_source({"a": "x\u202ey"}) == 'a: "x\\u202ey"\n'


def test_words_stay_words_and_nothing_means_absent() -> None:
    tree = read("a: no\nb: 012\nc: 2026-08-11\nd: true\ne:\nf: null\ng: ~\nh: ''\ni: 'null'\n").tree
    assert tree == {"a": "no", "b": "012", "c": "2026-08-11", "d": "true", "h": "", "i": "null"}


def test_every_key_and_item_knows_its_line() -> None:
    source = read("# remark\nid: x\nservices:\n  - id: a\n    contacts:\n      - {type: web, value: v}\n")
    assert source.lines["services", 0, "contacts", 0, "value"] == 6
    assert source.position("services", 0, "contacts", 0) == Position(HERE, 6)
    assert source.position("services", 0, "hours").line == 4
    assert source.position("nowhere").line == 1
    assert str(source.position("id")) == "example.yaml:2"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\na: 2\n", 2, "twice"),
        ("a: &x 1\nb: 2\n", 1, "anchor"),
        ("a: 1\nb: *x\n", 2, "anchor"),
        ("a: !!str 1\n", 1, "tag"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("- a\n", 1, "not a mapping"),
        ("", 1, "not a mapping"),
        ("a: [b\n", 2, "not valid YAML"),
        ("a: 1\n<<: {b: 1}\n", 2, "merging key"),
        ("? [a]\n: b\n", 1, "not a word"),
        ("a:\n  - b\n  -\n", 3, "empty list item"),
        ("a: \x01\n", 1, "character"),
        ("a: " + "[" * 40 + "]" * 40 + "\n", 1, "nested"),
    ],
)
def test_what_is_odd_is_refused_with_line_and_remedy(text: str, line: int, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(text)
    message = str(caught.value)
    assert message.startswith(f"example.yaml:{line}: ")
    assert words in message
    assert "Remedy: " in message


def test_a_file_of_another_encoding_or_a_missing_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("a: b\nc: é\n".encode("latin-1"))
    with pytest.raises(SourceError, match=r"a\.yaml:2: is not UTF-8"):
        load_source(path)
    with pytest.raises(SourceError, match="cannot be read"):
        load_source(tmp_path / "b.yaml")


def test_all_sources_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("organizations/us/b", "organizations/us/a", "organizations/de/z", "countries/us"):
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("id: x\n")
    for name in ("needs", "vocabulary", "retired", "decisions"):
        (tmp_path / f"{name}.yaml").write_text(f"id: {name}\n")
    sources = load_sources(tmp_path)
    assert [source.path.stem for source in sources.organizations] == ["z", "a", "b"]
    assert sources.decisions.tree == {"id": "decisions"}
    (tmp_path / "countries" / "fr.yml").write_text("id: x\n")
    with pytest.raises(SourceError, match="overlooked"):
        load_sources(tmp_path)
