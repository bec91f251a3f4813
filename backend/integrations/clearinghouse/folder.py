"""The clearinghouse as three folders under ``var/clearinghouse``: ``out``, ``in`` and ``settled``."""

from __future__ import annotations

from pathlib import Path

from backend.kit.files import HALF, write_whole


class FolderClearinghouse:
    """Files in folders of this user alone. A file appears whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._out, self._in, self._settled = folder / "out", folder / "in", folder / "settled"
        for one in (self._out, self._in, self._settled):
            one.mkdir(parents=True, exist_ok=True, mode=0o700)

    def send(self, name: str, content: bytes) -> None:
        there = self._out / plain_name(name)
        if not there.exists():
            write_whole(there, content)

    def waiting(self) -> list[str]:
        files = [one for one in self._in.iterdir() if one.is_file() and one.suffix != HALF]
        return [one.name for one in sorted(files, key=lambda one: (one.stat().st_mtime_ns, one.name))]

    def fetch(self, name: str) -> bytes:
        return (self._in / plain_name(name)).read_bytes()

    def settle(self, name: str) -> None:
        (self._in / plain_name(name)).replace(self._settled / plain_name(name))


def plain_name(name: str) -> str:
    """A name that stays in its folder."""
    assert name == Path(name).name, "a file name, no path"
    assert not name.startswith("."), "no hidden file"
    return name
