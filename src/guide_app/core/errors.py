"""The short tree of errors a caller may meet.

Every error of the program derives from `GuideError`; each public function lists those it raises.
"""


class GuideError(Exception):
    """Base of all errors of this program."""


class UntrustedContentError(GuideError):
    """The snapshot or its metadata is not what the keys signed."""


class SnapshotFormatError(GuideError):
    """A verified snapshot has a schema or fold version this program does not know."""


class SourceError(GuideError):
    """An editor's source file cannot be read; the text names file, line and remedy."""


class NotInSnapshotError(GuideError, KeyError):
    """No record with that id is in the snapshot."""

    def __str__(self) -> str:
        """Give the plain text: KeyError would quote it."""
        return str(self.args[0]) if self.args else ""
