"""Files that others may read while we write them."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile

HALF = ".part"
"""How a file's name ends while it is being written; readers of a folder leave it alone."""


def write_whole(path: Path, content: bytes | str) -> None:
    """Write a file for this user alone. It appears whole or not at all, in place of one of the same name; text as UTF-8."""
    with NamedTemporaryFile(dir=path.parent, prefix=f"{path.name}.", suffix=HALF, delete=False) as half:
        half.write(content.encode() if isinstance(content, str) else content)
    Path(half.name).replace(path)
