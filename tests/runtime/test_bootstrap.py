"""Which interpreter the environments are built on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from backend.runtime import bootstrap


def interpreter(folder: Path, name: str, says: str) -> str:
    """An executable that answers the probe with these words."""
    file = folder / name
    file.write_text(f"#!/bin/sh\necho '{says}'\n")
    file.chmod(0o755)
    return str(file)


def found(monkeypatch: pytest.MonkeyPatch, *candidates: str, newer: bool = False) -> str:
    monkeypatch.setattr(bootstrap, "candidates", lambda wanted: iter(candidates))
    return bootstrap.find_python("no-uv-here", 3, 11, newer=newer)


def test_of_two_builds_of_one_version_the_quicker_is_taken(monkeypatch, tmp_path) -> None:
    plain = interpreter(tmp_path, "plain", "3 11 0.0030")
    optimised = interpreter(tmp_path, "optimised", "3 11 0.0019")
    assert found(monkeypatch, plain, optimised) == optimised
    assert found(monkeypatch, optimised, plain) == optimised


def test_a_quick_python_of_another_version_is_passed_over(monkeypatch, tmp_path) -> None:
    wanted = interpreter(tmp_path, "wanted", "3 11 0.0030")
    other = interpreter(tmp_path, "other", "3 10 0.0001")
    too_new = interpreter(tmp_path, "too_new", "3 14 0.0001")
    assert found(monkeypatch, other, too_new, wanted, newer=True) == wanted


def test_a_shim_that_cannot_start_and_one_that_is_missing_are_passed_over(monkeypatch, tmp_path) -> None:
    shim = tmp_path / "shim"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    wanted = interpreter(tmp_path, "wanted", "3 11 0.0030")
    assert found(monkeypatch, str(shim), str(tmp_path / "nowhere"), wanted) == wanted


def test_no_python_at_all_says_what_to_do(monkeypatch, tmp_path) -> None:
    uv = interpreter(tmp_path, "uv", "")
    monkeypatch.setattr(bootstrap, "candidates", lambda wanted: iter(()))
    with pytest.raises(bootstrap.CannotSetUp, match="Install one"):
        bootstrap.find_python(uv, 3, 11, newer=False)


def test_this_very_interpreter_answers_the_probe() -> None:
    probed = bootstrap.probe(sys.executable)
    assert probed is not None
    assert probed.version == sys.version_info[:2]
    assert 0 < probed.seconds < 5
