"""Refusals of files."""

from __future__ import annotations

from backend.errors import NotFound


class FileNotKept(NotFound):
    """No such file."""

    def __init__(self) -> None:
        super().__init__("file_not_found", "There is no such file.")
