"""Making language models beside a running line: train, measure, put in force. The real one; a plain local one for tests."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from backend.integrations.rasa import archives
from backend.integrations.rasa.archives import InForce
from backend.settings import PROJECT, Settings

HELD_OUT = PROJECT / "tests" / "nlu"
"""Lines no model is trained on; a model is compared on all of them."""


@dataclass(frozen=True, slots=True)
class Reports:
    """What ``claimline nlu evaluate`` says of a model: on the held-out lines, and on the learned ones if there are any."""

    held_out: dict[str, Any]
    learned: dict[str, Any] | None


class Workshop(Protocol):
    """Raises Unavailable where a model cannot be made or measured."""

    def in_force(self) -> InForce: ...

    def train(self, lines: str) -> InForce:
        """A model of the project's lines and these (a training file's text)."""
        ...

    def measure(self, model: InForce, learned: str) -> Reports:
        """``learned``: lines with known answers, JSON Lines, perhaps empty."""
        ...

    def promote(self, model: InForce) -> None:
        """From now on this one answers."""
        ...

    def holds(self, model: InForce) -> bool:
        """Whether its archive is still here, as it was trained."""
        ...


class RasaWorkshop:
    """Trains and measures in Rasa's own environment, giving way to the callers of this machine."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def in_force(self) -> InForce:
        """Before the first start: the model the project's lines will make."""
        return archives.in_force(self._settings) or InForce(archives.archive_of(self._settings, None).name)

    def train(self, lines: str) -> InForce:
        path = archives.keep_lines(self._settings, lines)
        archive = archives.archive_of(self._settings, path)
        if not archive.exists():
            log = self._settings.var / "logs" / "learn.log"
            archives.train(archive, log, path, archives.BESIDE_OTHERS)
        archives.check(archive)
        return InForce(archive.name, path.name)

    def measure(self, model: InForce, learned: str) -> Reports:
        """The held-out lines once for each archive and state of them; the learned ones each time."""
        archive = self._settings.models / model.archive
        archives.check(archive)
        held_out = sorted(HELD_OUT.glob("heldout_*.jsonl"))
        kept = archive.with_name(f"{archive.name}.measured.json")
        state = archives.digest_of([archive, *held_out])
        known = _known(kept, state)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "learned.jsonl"
            path.write_text(learned, encoding="utf-8")
            groups = [[] if known else held_out, [path] if learned else []]
            found = archives.measure(archive, groups, archives.BESIDE_OTHERS) if any(groups) else [None, None]
        report = known or found[0]
        assert report is not None, "the held-out lines were measured or known"
        if not known:
            kept.write_text(json.dumps({"of": state, "report": report}), encoding="utf-8")
        return Reports(report, found[1])

    def promote(self, model: InForce) -> None:
        archives.check(self._settings.models / model.archive)
        archives.put_in_force(self._settings, model)

    def holds(self, model: InForce) -> bool:
        archive = self._settings.models / model.archive
        lines = archives.learned_folder(self._settings) / model.lines if model.lines else None
        return archive.exists() and (lines is None or lines.exists())


def _known(kept: Path, state: str) -> dict[str, Any] | None:
    try:
        found = json.loads(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return dict(found["report"]) if found.get("of") == state else None


def perfect(model: InForce, learned: str) -> Reports:
    """Every line right, whichever model."""
    row = {"recall": 1.0, "count": 40}
    held_out = {
        "lines": 80,
        "macro_f1": 1.0,
        "intent_accuracy": 1.0,
        "entities_exact": 1.0,
        "intents": {"request_human": row, "medical_emergency": row},
        "misses": [],
    }
    return Reports(held_out, {"lines": len(learned.splitlines()), "misses": []} if learned else None)


@dataclass
class LocalWorkshop:
    """Models by name only: what each measures is told by ``reports``."""

    reports: Callable[[InForce, str], Reports] = perfect
    trained: list[str] = field(default_factory=list)
    current: InForce = field(default_factory=lambda: InForce("claimline-0.tar.gz"))
    gone: set[str] = field(default_factory=set)

    def in_force(self) -> InForce:
        return self.current

    def train(self, lines: str) -> InForce:
        self.trained.append(lines)
        number = len(self.trained)
        return InForce(f"claimline-{number}.tar.gz", f"learned-{number}.yml")

    def measure(self, model: InForce, learned: str) -> Reports:
        return self.reports(model, learned)

    def promote(self, model: InForce) -> None:
        self.current = model

    def holds(self, model: InForce) -> bool:
        return model.archive not in self.gone
