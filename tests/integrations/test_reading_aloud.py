"""Reading aloud says plainly what it lacks: the program, or a device to speak by."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.errors import Unavailable
from backend.integrations.twilio.terminal import espeak


def program(folder: Path, line: str) -> None:
    """A program of that name which ends well whatever happens, as espeak-ng does."""
    file = folder / "espeak-ng"
    file.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    file.chmod(0o700)


def test_a_machine_without_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="needs espeak-ng; install it"):
        espeak()


def test_a_machine_without_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "echo 'error: No such file or directory' >&2")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="no sound device"):
        espeak()


def test_where_both_are_there_every_line_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = tmp_path / "heard"
    program(tmp_path, f'while read -r line || [ -n "$line" ]; do echo "$line" >> \'{heard}\'; done')
    monkeypatch.setenv("PATH", str(tmp_path))
    espeak()("What is your NPI?")
    assert heard.read_text(encoding="utf-8").splitlines()[-1] == "What is your NPI?"
