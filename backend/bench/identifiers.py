"""How surely spoken identifiers are caught on a poor line: callers spell ids of claims of theirs, each character that sounds
like another is heard as that other one in ten times. Simulated by tests/assistant/identifiers/captures.py, in Rasa's environment.
"""

from __future__ import annotations

import json
import subprocess
from typing import Any

from backend.errors import Unavailable
from backend.integrations.rasa.archives import RASA_PYTHON
from backend.settings import PROJECT

CAPTURES = PROJECT / "tests" / "assistant" / "identifiers" / "captures.py"


def run(claims: int = 10_000, seed: int = 1) -> dict[str, Any]:
    """``claims``: how many captures. Shares caught at the first try and after repair, by kind; wrong ones the caller refused."""
    if not (RASA_PYTHON.exists() and CAPTURES.exists()):
        raise Unavailable(
            "no_captures", "This measurement needs the whole project and its second environment: make test."
        )
    command = [str(RASA_PYTHON), str(CAPTURES), str(claims), str(seed), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    if done.returncode != 0:
        raise Unavailable("not_measured", f"The captures ended with code {done.returncode}.")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
