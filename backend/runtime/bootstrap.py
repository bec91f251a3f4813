#!/usr/bin/env python3
"""Builds the two environments from their locks. Standard library only: it runs before anything is installed.

    python3 backend/runtime/bootstrap.py [--dev]

Finds uv (or installs it into ``.venv-tools``), a Python 3.11 or newer for the backend and a 3.10 for Rasa, installs the
hash-pinned locks, and does nothing when they are installed already. Each thing that can be missing gets one sentence.
"""

from __future__ import annotations

import glob
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parents[2]
NEEDED_GIGABYTES = 6
BACKEND, RASA, TOOLS = PROJECT / ".venv", PROJECT / ".venv-rasa", PROJECT / ".venv-tools"


class CannotSetUp(Exception):
    """Something outside is missing; the message says what to do."""


def main() -> int:
    dev = "--dev" in sys.argv[1:]
    try:
        check_disk()
        uv = find_uv()
        build(uv, BACKEND, ["backend.txt", *(["dev.txt"] if dev else [])], lambda: find_python(uv, 3, 11, newer=True))
        build(uv, RASA, ["rasa.txt", *(["rasa-dev.txt"] if dev else [])], lambda: find_python(uv, 3, 10, newer=False))
        install_project(uv)
    except CannotSetUp as problem:
        print(f"claimline: {problem}", file=sys.stderr)
        return 1
    return 0


def check_disk() -> None:
    """The environments, the database and the model need room."""
    if (RASA / ".lock").exists():
        return
    free = shutil.disk_usage(PROJECT).free / 1e9
    if free < NEEDED_GIGABYTES:
        raise CannotSetUp(
            f"the disk has {free:.1f} GB free and the set-up needs about {NEEDED_GIGABYTES} GB. Make room and start again."
        )


def find_uv() -> str:
    """uv from the path, or installed from the package index into an environment of its own."""
    found = shutil.which("uv")
    if found:
        return found
    ours = TOOLS / "bin" / "uv"
    if not ours.exists():
        say("installing uv")
        venv.create(TOOLS, with_pip=True, clear=True)
        done = subprocess.run([TOOLS / "bin" / "pip", "install", "-q", "uv"], check=False)
        if done.returncode != 0:
            raise CannotSetUp(
                "uv could not be installed from the package index. Check the network, or install uv yourself."
            )
    return str(ours)


def find_python(uv: str, major: int, minor: int, *, newer: bool) -> str:
    """The quickest Python of this version that really starts: version managers, the system, then what uv finds or downloads.

    A Python built without the compiler's optimisation runs the backend at two thirds of the speed (decision 0277).
    """
    wanted = f"{major}.{minor}"
    found = {candidate: probe(candidate) for candidate in candidates(wanted)}
    fitting = {
        candidate: probed.seconds
        for candidate, probed in found.items()
        if probed and (probed.version == (major, minor) or (newer and (major, minor) < probed.version < (3, 14)))
    }
    if fitting:
        return min(fitting, key=fitting.__getitem__)
    for arguments in (["find", wanted], ["install", wanted]):
        done = subprocess.run([uv, "python", *arguments], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            path = subprocess.run([uv, "python", "find", wanted], capture_output=True, text=True, check=False)
            if path.returncode == 0 and probe(path.stdout.strip()):
                return path.stdout.strip()
    raise CannotSetUp(
        f"no Python {wanted} was found and none could be downloaded. Install one (for example with "
        f"'pyenv install {wanted}', 'uv python install {wanted}' or your system's packages) and start again."
    )


def candidates(wanted: str) -> Iterator[str]:
    """Where a Python of this version may lie. Shims are left to the end: they exist even where they cannot start."""
    if wanted == "3.11":
        yield sys.executable
    homes = [os.environ.get("PYENV_ROOT"), str(Path.home() / ".pyenv")]
    for home in filter(None, homes):
        yield from sorted(glob.glob(f"{home}/versions/{wanted}.*/bin/python"), reverse=True)
    yield from sorted(glob.glob(str(Path.home() / f".asdf/installs/python/{wanted}.*/bin/python")), reverse=True)
    yield from sorted(
        glob.glob(str(Path.home() / f".local/share/mise/installs/python/{wanted}*/bin/python")), reverse=True
    )
    for folder in ("/usr/local/bin", "/usr/bin", "/opt/homebrew/bin"):
        yield f"{folder}/python{wanted}"
    pyenv = shutil.which("pyenv")
    if pyenv:
        root = subprocess.run([pyenv, "root"], capture_output=True, text=True, check=False).stdout.strip()
        yield from sorted(glob.glob(f"{root}/versions/{wanted}.*/bin/python"), reverse=True)
    found = shutil.which(f"python{wanted}")
    if found:
        yield found


class Probed(NamedTuple):
    """What an interpreter says of itself: its version, and the seconds it needs for a plain loop."""

    version: tuple[int, int]
    seconds: float


PROBE = """
import ssl, sys, timeit, venv
seconds = min(timeit.repeat("for i in range(50000): d[i & 255] = i", "d = {}", number=1, repeat=7))
print(sys.version_info[0], sys.version_info[1], seconds)
"""


def probe(python: str) -> Probed | None:
    """The version and speed of this interpreter, or None when it does not start."""
    if not os.path.exists(python):
        return None
    try:
        done = subprocess.run([python, "-c", PROBE], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    parts = done.stdout.split()
    if done.returncode != 0 or len(parts) != 3:
        return None
    return Probed((int(parts[0]), int(parts[1])), float(parts[2]))


def build(uv: str, folder: Path, locks: list[str], python: object) -> None:
    """An environment with exactly what its locks say; nothing happens when they have not changed."""
    paths = [PROJECT / "requirements" / lock for lock in locks]
    stamp = hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
    marker = folder / ".lock"
    if marker.exists() and marker.read_text() == stamp and probe(str(folder / "bin" / "python")):
        return
    marker.unlink(missing_ok=True)
    if not probe(str(folder / "bin" / "python")):
        interpreter = python()  # type: ignore[operator]
        say(f"building {folder.name} on {interpreter}")
        run([uv, "venv", "-q", "--clear", "--python", interpreter, str(folder)])
    say(f"installing {' and '.join(locks)}")
    requirements = [part for path in paths for part in ("-r", str(path))]
    target = ["--python", str(folder / "bin" / "python")]
    run([uv, "pip", "install", "-q", "--no-deps", "--compile-bytecode", "--require-hashes", *target, *requirements])
    marker.write_text(stamp)


def install_project(uv: str) -> None:
    """The ``claimline`` command in the backend environment."""
    if not (BACKEND / "bin" / "claimline").exists():
        run([uv, "pip", "install", "-q", "--no-deps", "--python", str(BACKEND / "bin" / "python"), "-e", str(PROJECT)])


def run(command: list[str]) -> None:
    done = subprocess.run(command, check=False, cwd=PROJECT)
    if done.returncode != 0:
        raise CannotSetUp(f"'{' '.join(command[:4])} …' failed. The message above says why.")


def say(sentence: str) -> None:
    print(f"claimline: {sentence}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
