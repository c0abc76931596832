"""Storage that speaks S3. The keys come from where its tools look for them: the environment or `~/.aws`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from guide_app.publisher.publication import TIMESTAMP
from guide_app.publisher.pushing.place import Access, Address, stop

FOREVER: Final = "public, max-age=31536000, immutable"
"""What caches are told of every file but one: under its name it never changes."""
SHORTLY: Final = "public, max-age=60"
"""And of the timestamp."""
_TYPES: Final = {".json": "application/json", ".zst": "application/zstd"}


class S3Place:
    """An object appears when all of it has been received, so it needs no other name on its way."""

    def __init__(self, address: Address, access: Access) -> None:
        import boto3
        from botocore.config import Config

        if access.endpoint is not None and not access.endpoint.startswith(("https://", "http://127.0.0.1:")):
            stop("address", "An S3 server is asked over https:// only.")
        self._bucket, self._before = address.host, f"{address.path}/" if address.path else ""
        # Servers of other makers may not know the newer checksums; each file here has a signed sha256 anyway.
        settings = Config(
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            retries={"max_attempts": 5, "mode": "standard"},
            connect_timeout=30,
            read_timeout=60,
            s3={"addressing_style": "auto" if access.endpoint is None else "path"},
        )
        with self._told():
            # a session of its own: the library's shared one keeps the first keys it has found
            self._client: Any = boto3.session.Session().client(
                "s3", endpoint_url=access.endpoint, region_name=access.region or "us-east-1", config=settings
            )

    def list(self) -> Mapping[str, int]:
        """Give the objects that are there."""
        found = {}
        with self._told():
            for part in ("metadata/", "targets/"):
                pages = self._client.get_paginator("list_objects_v2")
                for page in pages.paginate(Bucket=self._bucket, Prefix=self._before + part):
                    for entry in page.get("Contents", ()):
                        found[str(entry["Key"]).removeprefix(self._before)] = int(entry["Size"])
        return found

    def read(self, paths: Sequence[str]) -> dict[str, bytes]:
        """Read small objects."""
        with self._told():
            return {
                path: self._client.get_object(Bucket=self._bucket, Key=self._before + path)["Body"].read()
                for path in paths
            }

    def put(self, folder: Path, paths: Sequence[str], told: Callable[[str], None]) -> None:
        """Send files, each with what caches may do with it."""
        for path in paths:
            with self._told(), (folder / path).open("rb") as body:
                self._client.put_object(
                    Bucket=self._bucket,
                    Key=self._before + path,
                    Body=body,
                    ContentType=_TYPES.get(Path(path).suffix, "application/octet-stream"),
                    CacheControl=SHORTLY if path == TIMESTAMP else FOREVER,
                )
            told(path)

    def remove(self, paths: Sequence[str]) -> None:
        """Remove objects."""
        with self._told():
            for path in paths:
                self._client.delete_object(Bucket=self._bucket, Key=self._before + path)

    def close(self) -> None:
        """Let go of the lines."""
        self._client.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what can go wrong on the way into a plain sentence."""
        from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

        try:
            yield
        except NoCredentialsError:
            stop("login", "There are no keys for S3: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
        except ClientError as error:
            self._complain(str(error.response.get("Error", {}).get("Code", "")), str(error))
        except BotoCoreError as error:
            stop("unreachable", f"The storage of {self._bucket} does not answer: {error}")

    def _complain(self, word: str, text: str) -> None:
        if word in {"InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied", "403"}:
            stop("login", f"The storage lets these keys not into {self._bucket} ({word}).")
        if word in {"NoSuchBucket", "404"}:
            stop("refused", f"There is no bucket {self._bucket}.")
        stop("refused", f"The storage refuses: {text}")
