"""What the command line says when the database is not as it should be: a sentence, and no trace of the program's inside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

COMMAND = [str(Path(sys.executable).parent / "claimline"), "quality", "coverage"]


@pytest.fixture
def answered(engine: Engine):
    """What a command that asks a database answers: where nothing listens, or where no table of ours is."""

    def ask(where: str) -> subprocess.CompletedProcess[str]:
        url = engine.url.set(database="postgres").render_as_string(hide_password=False)
        address = {"nobody": "postgresql://someone@127.0.0.1:1/claimline", "empty": url}[where]
        environment = {**os.environ, "CLAIMLINE_DATABASE_URL": address, "COLUMNS": "200"}
        return subprocess.run(COMMAND, capture_output=True, text=True, env=environment, timeout=60, check=False)

    return ask


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("nobody", "claimline: The database does not answer."),
        ("empty", "claimline: The database is not of this version. Start the system once"),
    ],
)
def test_trouble_with_the_database_is_told_in_a_sentence(answered, where: str, sentence: str) -> None:
    answer = answered(where)
    assert answer.returncode == 1
    assert answer.stderr.startswith(sentence)
    assert "Traceback" not in answer.stderr
