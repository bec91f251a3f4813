"""Model archives: trained when their sources changed, checked before they are loaded, measured, put in force.

A model is made of the project's sources and, in a running installation, of one file of learned lines under
``var/learned``. ``var/learned/promoted`` names the lines and the archive in force; every running Rasa follows it.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from backend.errors import Unavailable
from backend.kit.files import write_whole
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


def kernels(cpuinfo: str) -> dict[str, str]:
    """The setting that lets numpy's OpenBLAS use what this processor can do, from the text of /proc/cpuinfo.

    The OpenBLAS inside the numpy that Rasa asks for is older than many processors it meets, and falls back to code of 2004 on
    those it does not know: training takes four times as long. Empty where nothing is known; a setting of one's own stands.
    """
    flags = {flag for line in cpuinfo.splitlines() if line.startswith("flags") for flag in line.split()}
    if flags >= {"avx512f", "avx512bw", "avx512dq", "avx512vl"}:
        return {"OPENBLAS_CORETYPE": "SkylakeX"}
    return {"OPENBLAS_CORETYPE": "Haswell"} if flags >= {"avx2", "fma"} else {}


def _cpuinfo() -> str:
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


ARITHMETIC = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    **(kernels(_cpuinfo()) if "OPENBLAS_CORETYPE" not in os.environ else {}),
}
"""Small matrices: threads of one process that wait for each other burn more processor than they save."""
BESIDE_OTHERS = 10
"""Training beside a running line gives way to its callers (nice)."""


@dataclass(frozen=True, slots=True)
class InForce:
    """The model that answers: its archive, and the file of learned lines it was trained with (none: the project's alone)."""

    archive: str
    lines: str | None = None


def source_files() -> Iterator[Path]:
    """Every file of the project a model is made from, in a stable order."""
    for name in SOURCES:
        path = PROJECT / name
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (one for one in files if one.is_file() and one.suffix in {".yml", ".py", ".txt", ".jsonl", ".json"})


def fingerprint(lines: Path | None = None) -> str:
    """Twelve hex digits that change whenever a source of the model changes, learned lines included."""
    digest = hashlib.sha256()
    for path in source_files():
        digest.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes() + b"\0")
    if lines is not None:
        digest.update(b"learned\0" + lines.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def die_with_parent() -> None:
    """On Linux a child ends when whoever started it is killed, so that no orphan holds a port or a processor."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").prctl(1, signal.SIGTERM)


def ensure_model(settings: Settings) -> Path:
    """The archive in force, trained now if the sources have changed since. Raises Unavailable with what went wrong."""
    settings.models.mkdir(parents=True, exist_ok=True)
    held = in_force(settings)
    lines = learned_folder(settings) / held.lines if held and held.lines else None
    archive = archive_of(settings, lines)
    if not archive.exists():
        train(archive, settings.var / "logs" / "train.log", lines)
    check(archive)
    put_in_force(settings, InForce(archive.name, lines.name if lines else None))
    return archive


def learned_folder(settings: Settings) -> Path:
    """Where learned lines lie, and the word on which of them are in force."""
    folder = settings.var / "learned"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def promoted_file(settings: Settings) -> Path:
    """Names the model in force."""
    return learned_folder(settings) / "promoted"


def archive_of(settings: Settings, lines: Path | None) -> Path:
    """Where the model of the present sources with these learned lines lies, or will lie."""
    return settings.models / f"claimline-{fingerprint(lines)}.tar.gz"


def in_force(settings: Settings) -> InForce | None:
    """What ``promoted`` says; None before the first start."""
    try:
        return InForce(**json.loads(promoted_file(settings).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def put_in_force(settings: Settings, model: InForce) -> None:
    """Name the model every Rasa takes next; in one step, so that none ever reads half of it."""
    write_whole(promoted_file(settings), json.dumps(asdict(model)))


def keep_lines(settings: Settings, text: str) -> Path:
    """Write a file of learned lines under a name made of its content."""
    path = learned_folder(settings) / f"learned-{hashlib.sha256(text.encode()).hexdigest()[:12]}.yml"
    write_whole(path, text)
    return path


def train(archive: Path, log: Path, lines: Path | None = None, nice: int = 0) -> None:
    """Train into ``archive`` (under two minutes on two cores); the log goes to a file. Raises Unavailable."""
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [str(RASA_PYTHON), "-m", "rasa", "train", "--config", "config.yml", "--domain", "assistant/domain"]
    command += ["--data", "nlu_data", *([str(lines)] if lines else [])]
    command += ["--out", str(archive.parent), "--fixed-model-name", archive.name.split(".")[0]]
    with log.open("wb") as output:
        done = _run(command, nice, output)
    if done.returncode != 0 or not archive.exists():
        raise Unavailable("training_failed", f"The language model could not be trained; {log} says why.")
    _seal(archive).write_text(_digest(archive))


def measure(archive: Path, groups: Sequence[Sequence[Path]], nice: int = 0) -> list[dict[str, Any] | None]:
    """What ``claimline nlu evaluate`` says of this model on each group of files; None of an empty one. Raises Unavailable."""
    named = [",".join(map(str, group)) or "-" for group in groups]
    done = _run([str(RASA_PYTHON), "-m", "assistant.measure", str(archive), *named], nice, subprocess.PIPE)
    try:
        found: list[dict[str, Any] | None] = json.loads(done.stdout)
    except (ValueError, TypeError):
        raise Unavailable("measuring_failed", f"{archive.name} could not be measured.") from None
    return found


def _run(command: list[str], nice: int, output: Any) -> subprocess.CompletedProcess[bytes]:
    def before() -> None:
        die_with_parent()
        os.nice(nice)

    return subprocess.run(  # noqa: S603
        command,
        cwd=PROJECT,
        stdout=output,
        stderr=subprocess.STDOUT if output is not subprocess.PIPE else subprocess.DEVNULL,
        env={**os.environ, **QUIET, **ARITHMETIC},
        preexec_fn=before,
        check=False,
    )


def check(archive: Path) -> None:
    """Refuse an archive that is not the one that was trained."""
    seal = _seal(archive)
    if not seal.exists() or seal.read_text() != _digest(archive):
        raise Unavailable(
            "model_changed", f"{archive.name} is not the model that was trained. Delete it to train anew."
        )


def digest_of(paths: Sequence[Path]) -> str:
    """One digest over the content of several files."""
    return hashlib.sha256("".join(_digest(path) for path in paths).encode()).hexdigest()


def _seal(archive: Path) -> Path:
    return archive.with_name(archive.name + ".sha256")


def _digest(archive: Path) -> str:
    with archive.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
