"""Letters as files under ``var/outbox/mail``, readable by this user alone, for whoever prints them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from backend.integrations.mail.interface import MailHouse
from backend.kit.files import write_whole
from backend.settings import get_settings


class FolderMail:
    """One PDF a letter. A letter appears whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def post(self, name: str, content: bytes) -> None:
        assert name == Path(name).name, "a file name, no path"
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        there = self._folder / name
        if not there.exists():
            write_whole(there, content)


@cache
def mail_house() -> MailHouse:
    """The mail house of this process."""
    return FolderMail(get_settings().var / "outbox" / "mail")
