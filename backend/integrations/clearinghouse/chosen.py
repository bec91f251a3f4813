"""The clearinghouse of this process: folders by default, SFTP where the settings name a server."""

from __future__ import annotations

from functools import cache

from backend.integrations.clearinghouse.folder import FolderClearinghouse
from backend.integrations.clearinghouse.interface import Clearinghouse
from backend.integrations.clearinghouse.sftp import SftpClearinghouse
from backend.settings import get_settings


@cache
def clearinghouse() -> Clearinghouse:
    """Which one the settings say."""
    settings = get_settings()
    if not settings.clearinghouse:
        return FolderClearinghouse(settings.var / "clearinghouse")
    password = settings.clearinghouse_password.get_secret_value() if settings.clearinghouse_password else ""
    return SftpClearinghouse(
        settings.clearinghouse, host_key=settings.clearinghouse_host_key, password=password,
        key=settings.clearinghouse_key,
    )  # fmt: skip
