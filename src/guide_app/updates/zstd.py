"""Zstandard, in the one binding that has the prefix mode: with an old text before it, the new one is almost nothing."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Final

from guide_app.updates.errors import fail

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Bytes = bytes | memoryview
WIDEST: Final = 25
"""Power of two of the bytes that decoding may look back, and so about what it holds in memory: 32 MB."""
SHORTEST_PREFIX: Final = 8
"""Bytes; the library refuses a shorter prefix, so it is left out on both sides."""


def compress(data: Bytes, options: Mapping[int, int], prefix: bytes = b"") -> bytes:
    """Write one frame, with its content's size and without a checksum: every content here has a signed sha256."""
    parameter = zstd.CompressionParameter
    fixed = {parameter.checksum_flag: 0, parameter.content_size_flag: 1, parameter.dict_id_flag: 0}
    before = zstd.ZstdDict(prefix, is_raw=True).as_prefix if len(prefix) >= SHORTEST_PREFIX else None
    compressor = zstd.ZstdCompressor(options=fixed | dict(options), zstd_dict=before)
    with memoryview(data) as view:
        compressor.set_pledged_input_size(view.nbytes)
        return compressor.compress(view, zstd.ZstdCompressor.FLUSH_FRAME)


def decompress(frame: Bytes, most: int, prefix: bytes = b"") -> bytes:
    """Read one frame that somebody else wrote, and never more than was signed for.

    Args:
        frame: exactly one frame.
        most: bytes it may become.
        prefix: what stood before it when it was written.

    Raises:
        UpdateError: `pack`: it is no such frame, or another's; `too_long`: it becomes more.
    """
    before = zstd.ZstdDict(prefix, is_raw=True).as_prefix if len(prefix) >= SHORTEST_PREFIX else None
    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: WIDEST}
    decompressor = zstd.ZstdDecompressor(zstd_dict=before, options=options)
    try:
        content = decompressor.decompress(frame, max_length=most + 1)
    except (zstd.ZstdError, ValueError) as error:
        fail("pack", str(error))
    if len(content) > most:
        fail("too_long", f"more than {most} bytes")
    if not decompressor.eof or decompressor.unused_data:
        fail("pack", "a piece ends too early or too late")
    return content
