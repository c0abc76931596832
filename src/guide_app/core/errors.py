"""The short tree of errors a caller may meet.

Every error of the program derives from `GuideError`; each public function lists those it raises.
"""


class GuideError(Exception):
    """Base of all errors of this program."""


class UntrustedContentError(GuideError):
    """The snapshot or its metadata is not what the keys signed; `code` is a short fixed word for the reason."""

    def __init__(self, text: str, code: str = "untrusted") -> None:
        super().__init__(text)
        self.code = code


class UpdateError(GuideError):
    """An update was not taken, and nothing has changed; `code` is one of the fixed words of `updates.errors`."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class SnapshotFormatError(GuideError):
    """A verified snapshot has a schema or fold version this program does not know."""


class SnapshotBuildError(GuideError):
    """Rows could not become a snapshot; the text names the row, or what the disk said. No file was left."""


class StorageLostError(GuideError):
    """The snapshot cannot be read any more: its disk or stick was taken away, or its file was changed."""


class SourceError(GuideError):
    """An editor's source file cannot be read; the text names file, line and remedy."""


class NotInSnapshotError(GuideError, KeyError):
    """No record with that id is in the snapshot."""

    def __str__(self) -> str:
        """Give the plain text: KeyError would quote it."""
        return str(self.args[0]) if self.args else ""
