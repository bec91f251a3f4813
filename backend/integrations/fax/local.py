"""Faxes as files under ``var/outbox/fax``, for a fax gateway that watches a folder; readable by this user alone."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

from backend.integrations.fax.interface import FaxSender
from backend.settings import get_settings


class FolderFax:
    """A PDF and, once it is whole, a JSON file beside it that says where to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, to: str, pdf: bytes, key: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        done = self._folder / f"{key}.json"
        if done.exists():
            return
        _write(self._folder / f"{key}.pdf", pdf)
        _write(done, json.dumps({"to": to, "file": f"{key}.pdf"}).encode())


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)


@cache
def fax_sender() -> FaxSender:
    """The sender of this process."""
    return FolderFax(get_settings().var / "outbox" / "fax")
