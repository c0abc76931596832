"""Pushing to real servers: OpenSSH over SFTP and rsync, and rclone as a store that speaks S3."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.publisher.pushed import push, same_files
from tests.publisher.servers import Ssh, free_port, s3_server

from guide_app.publisher.cli import main
from guide_app.publisher.publication import TIMESTAMP, open_publication
from guide_app.publisher.pushing.place import Access, PushError, open_place, parse_address
from guide_app.publisher.pushing.push import carry_out, make_plan
from guide_app.publisher.pushing.s3 import FOREVER, SHORTLY

KEY, SECRET = "a-key-of-the-test", "and-its-secret"


def _ordered(paths: Sequence[str]) -> bool:
    """Say whether targets came before metadata, roots after other metadata, and the timestamp very last."""
    ranks = [
        3 if path == TIMESTAMP else 2 if path.endswith(".root.json") else path.startswith("metadata/") for path in paths
    ]
    return ranks == sorted(ranks) and paths[-1] == TIMESTAMP and ranks.count(3) == 1


@pytest.mark.parametrize("road", ["folder", "sftp", "rsync+ssh", "s3"])
def test_the_whole_way(
    road: str, tmp_path: Path, first: Path, second: Path, ssh: Ssh, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    there = tmp_path / "store/guide"
    there.mkdir(parents=True)
    with _store(road, tmp_path / "store") as endpoint:
        where = {"folder": str(there), "s3": "s3://guide"}.get(road) or ssh.where(road, there)
        access = Access(ssh.identity, ssh.known_hosts, endpoint)

        sent = push(first, where, access)
        assert _ordered(sent)
        assert same_files(first, there)
        assert push(first, where, access) == []

        sent = push(second, where, access)
        assert _ordered(sent)
        assert "metadata/1.root.json" not in sent
        assert same_files(second, there)
        with pytest.raises(PushError) as refused:
            push(first, where, access)
        assert refused.value.code == "older"

    _spoil(there)
    with _store(road, tmp_path / "store") as endpoint:  # anew: it believes that nobody else writes there
        sent = push(second, where, Access(ssh.identity, ssh.known_hosts, endpoint))
    assert sorted(sent) == ["metadata/2.targets.json", TIMESTAMP]
    assert same_files(second, there)


@contextmanager
def _store(road: str, place: Path) -> Iterator[str | None]:
    """Start the S3 server where the road leads there."""
    if road != "s3":
        yield None
        return
    with s3_server(place, KEY, SECRET) as endpoint:
        yield endpoint


def _spoil(there: Path) -> None:
    """Lose a file and make the timestamp something that no client can read."""
    (there / "metadata/2.targets.json").unlink()
    (there / TIMESTAMP).write_bytes(b"<html>")


@pytest.mark.parametrize("road", ["folder", "sftp", "rsync+ssh", "s3"])
def test_old_files_are_removed_only_where_asked(
    road: str, tmp_path: Path, first: Path, second: Path, ssh: Ssh, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    there = tmp_path / "store/guide"
    shutil.copytree(first, there)
    (there / "metadata/0.pl.json").write_bytes(b"older than all")
    (there / "index.html").write_bytes(b"not ours")
    with _store(road, tmp_path / "store") as endpoint:
        where = {"folder": str(there), "s3": "s3://guide"}.get(road) or ssh.where(road, there)
        words = ["--identity", str(ssh.identity), "--known-hosts", str(ssh.known_hosts)]
        words += ["--endpoint", endpoint] if endpoint else []

        assert main(["push", str(second), where, *words, "--remove-old"]) == 0

    assert not (there / "metadata/0.pl.json").exists()
    assert (there / "index.html").exists()
    assert (there / "metadata/1.snapshot.json").exists()  # it is in the publication still
    assert open_publication(there).version == 2


@pytest.mark.parametrize("road", ["sftp", "rsync+ssh"])
def test_a_server_that_is_not_known_or_another(road: str, tmp_path: Path, first: Path, ssh: Ssh) -> None:
    where = ssh.where(road, tmp_path)
    known = tmp_path / "known_hosts"
    for line in ("", f"[127.0.0.1]:{ssh.port} {_public(ssh.stranger)}\n"):
        known.write_text(line, encoding="ascii")
        with pytest.raises(PushError) as refused:
            push(first, where, Access(ssh.identity, known))
        assert refused.value.code == "host_key"
    assert not (tmp_path / "metadata").exists()


def _public(path: Path) -> str:
    return " ".join(path.with_name(f"{path.name}.pub").read_text(encoding="ascii").split()[:2])


@pytest.mark.parametrize("road", ["sftp", "rsync+ssh"])
def test_what_a_server_refuses(road: str, tmp_path: Path, first: Path, ssh: Ssh) -> None:
    there = tmp_path / "there"
    there.mkdir()
    cases: Mapping[str, tuple[str, Path]] = {
        "login": (ssh.where(road, there), ssh.stranger),
        "refused": (ssh.where(road, tmp_path / "nowhere"), ssh.identity),
        "unreachable": (f"{road}://{ssh.user}@127.0.0.1:{free_port()}{there}", ssh.identity),
    }
    known = tmp_path / "known_hosts"
    for code, (where, identity) in cases.items():
        port = parse_address(where).port
        line = ssh.known_hosts.read_text(encoding="ascii").replace(f":{ssh.port} ", f":{port} ")
        known.write_text(line, encoding="ascii")
        with pytest.raises(PushError) as refused:
            push(first, where, Access(identity, known))
        assert refused.value.code == code, str(refused.value)


@pytest.mark.parametrize(
    ("key", "secret", "bucket", "code"),
    [
        (KEY, "another secret", "guide", "login"),
        ("nobody", SECRET, "guide", "login"),
        (KEY, SECRET, "other", "refused"),
    ],
)
def test_what_a_store_refuses(
    key: str, secret: str, bucket: str, code: str, tmp_path: Path, first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", secret)
    (tmp_path / "store/guide").mkdir(parents=True)
    with s3_server(tmp_path / "store", KEY, SECRET) as endpoint, pytest.raises(PushError) as refused:
        push(first, f"s3://{bucket}/prefix", Access(endpoint=endpoint))
    assert refused.value.code == code, str(refused.value)
    assert list((tmp_path / "store/guide").iterdir()) == []


def test_a_store_is_told_what_caches_may_keep(tmp_path: Path, first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    (tmp_path / "store/guide").mkdir(parents=True)
    with s3_server(tmp_path / "store", KEY, SECRET) as endpoint:
        place = open_place("s3://guide/some/prefix", Access(endpoint=endpoint))
        sent: list[dict[str, object]] = []
        client = place._client  # type: ignore[attr-defined]
        client.meta.events.register("provide-client-params.s3.PutObject", lambda params, **_: sent.append(dict(params)))
        publication = open_publication(first)
        carry_out(make_plan(publication, place), publication, place, lambda _: None)
        place.close()
    said = {str(params["Key"]).removeprefix("some/prefix/"): params["CacheControl"] for params in sent}
    assert said.pop(TIMESTAMP) == SHORTLY
    assert set(said.values()) == {FOREVER}
    assert same_files(first, tmp_path / "store/guide/some/prefix")
