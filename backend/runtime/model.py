"""The language model's archive: trained when its sources changed, checked before it is loaded."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from backend.errors import Unavailable
from backend.settings import PROJECT, Settings

SOURCES = (
    "config.yml",
    "nlu_data",
    "assistant/domain",
    "assistant/components",
    "assistant/identifiers",
    "requirements/rasa.txt",
)
RASA_PYTHON = PROJECT / ".venv-rasa" / "bin" / "python"
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "PYTHONPATH": str(PROJECT),
}


def source_files() -> Iterator[Path]:
    """Every file the model is made from, in a stable order."""
    for name in SOURCES:
        path = PROJECT / name
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (one for one in files if one.is_file() and one.suffix in {".yml", ".py", ".txt", ".jsonl", ".json"})


def fingerprint() -> str:
    """Twelve hex digits that change whenever a source of the model changes."""
    digest = hashlib.sha256()
    for path in source_files():
        digest.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def die_with_parent() -> None:
    """On Linux a child ends when whoever started it is killed, so that no orphan holds a port or a processor."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").prctl(1, signal.SIGTERM)


def ensure_model(settings: Settings) -> Path:
    """The archive for the present sources, trained now if it is not there. Raises Unavailable with what went wrong."""
    folder = settings.models
    folder.mkdir(parents=True, exist_ok=True)
    promoted = folder / "promoted"
    archive = folder / f"claimline-{promoted.read_text().strip() if promoted.exists() else fingerprint()}.tar.gz"
    if not archive.exists():
        train(archive, settings.var / "logs" / "train.log")
    check(archive)
    return archive


def train(archive: Path, log: Path) -> None:
    """Train into ``archive`` (about two minutes on two cores); the log goes to a file."""
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [str(RASA_PYTHON), "-m", "rasa", "train", "--config", "config.yml", "--domain", "assistant/domain"]
    command += ["--data", "nlu_data", "--out", str(archive.parent), "--fixed-model-name", archive.name.split(".")[0]]
    with log.open("wb") as output:
        done = subprocess.run(
            command,
            cwd=PROJECT,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **QUIET},
            preexec_fn=die_with_parent,
            check=False,
        )
    if done.returncode != 0 or not archive.exists():
        raise Unavailable("training_failed", f"The language model could not be trained; {log} says why.")
    _seal(archive).write_text(_digest(archive))


def check(archive: Path) -> None:
    """Refuse an archive that is not the one that was trained."""
    seal = _seal(archive)
    if not seal.exists() or seal.read_text() != _digest(archive):
        raise Unavailable(
            "model_changed", f"{archive.name} is not the model that was trained. Delete it to train anew."
        )


def _seal(archive: Path) -> Path:
    return archive.with_name(archive.name + ".sha256")


def _digest(archive: Path) -> str:
    with archive.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
