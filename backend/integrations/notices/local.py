"""Notices as files under ``var/outbox/notices``, readable by this user alone; and the sender this process uses."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

from backend.integrations.notices.interface import NoticeNotSent, NoticeSender
from backend.integrations.twilio.sender import SendingRefused, SendingUncertain, message_sender
from backend.settings import get_settings


class FolderNotices:
    """One JSON file a notice. Nothing of it is logged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, to: str, text: str, key: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            opened = os.open(self._folder / f"{key}.json", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return
        with os.fdopen(opened, "w", encoding="utf-8") as file:
            json.dump({"to": to, "text": text}, file)


class TextNotices:
    """Notices as text messages."""

    def send(self, to: str, text: str, key: str) -> None:
        try:
            message_sender().send(to, text, key)
        except (SendingUncertain, SendingRefused):
            raise NoticeNotSent from None


@cache
def notice_sender() -> NoticeSender:
    """Text messages where a telephone account is set, else the folder."""
    settings = get_settings()
    if settings.twilio_account and settings.twilio_number:
        return TextNotices()
    return FolderNotices(settings.var / "outbox" / "notices")
