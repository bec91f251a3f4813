"""What callers said while our records could not be reached: kept in a file until they can, so that no turn is lost.

One line a webhook under ``var/spool``, readable by this user alone, gone once it stands in the records.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from backend.settings import get_settings

LINES_MAX = 10_000


@dataclass(frozen=True, slots=True)
class Spooled:
    """One turn nobody could store: whose call, which turn, what was said (in our own form)."""

    call_sid: str
    caller: str
    key: str
    kind: str
    text: str | None


def keep(turn: Spooled) -> None:
    """Write it down, on the disk before this returns."""
    with _locked() as file:
        file.seek(0, os.SEEK_END)
        file.write((json.dumps(asdict(turn)) + "\n").encode())
        file.flush()
        os.fsync(file.fileno())


def waiting() -> list[Spooled]:
    """What waits, oldest first."""
    if not _path().exists():
        return []
    with _locked() as file:
        return [Spooled(**json.loads(line)) for line in file.read().splitlines()[:LINES_MAX]]


def drop(count: int) -> None:
    """The first ``count`` stand in the records now."""
    with _locked() as file:
        rest = file.read().splitlines()[count:]
        file.seek(0)
        file.truncate()
        file.write(b"".join(line + b"\n" for line in rest))
        file.flush()
        os.fsync(file.fileno())


def _path() -> Path:
    return get_settings().var / "spool" / "voice.jsonl"


@contextmanager
def _locked() -> Iterator[IO[bytes]]:
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
