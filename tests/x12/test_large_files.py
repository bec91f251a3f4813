"""Files of any size are read in flat memory, and one endless segment is refused instead of swallowed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from backend.bench.x12 import make

MEGABYTES = int(os.environ.get("CLAIMLINE_LARGE_MB", "8"))
"""A release is tried with 100."""
MEMORY_MB_MAX = 256
READ = """
import json, sys
from backend.x12.reader import read
claims = findings = 0
with open(sys.argv[1], "rb") as file:
    for transaction in read(file):
        for record in transaction.records():
            claims += 1
            findings += len(record.findings)
        findings += len(transaction.findings)
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
print(json.dumps({"claims": claims, "findings": findings, "peak_mb": peak}))
"""


def read_apart(path: Path) -> dict[str, float]:
    """Read a file in a process of its own, and tell its peak of memory."""
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


@pytest.mark.slow
def test_a_large_remittance_is_read_whole_in_flat_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.x12"
    make("835", 2, path)
    few = path.stat().st_size
    make("835", 1002, path)
    of_one = (path.stat().st_size - few) / 1000
    count = int(MEGABYTES * 1_000_000 / of_one)
    make("835", count, path)
    told = read_apart(path)
    assert path.stat().st_size > MEGABYTES * 990_000
    assert (told["claims"], told["findings"]) == (count, 0)
    assert told["peak_mb"] < MEMORY_MB_MAX


@pytest.mark.slow
@pytest.mark.parametrize("filling", [b"A", b"*", b":", b"^", b"\n", b"\x00", b"9"], ids=repr)
def test_a_segment_without_end_is_not_swallowed(tmp_path: Path, filling: bytes) -> None:
    path = tmp_path / "endless.x12"
    make("835", 1, path)
    content = path.read_bytes()
    place = content.index(b"CLP*")
    with path.open("wb") as file:
        file.write(content[:place] + b"NTE*")
        for _ in range(MEGABYTES):
            file.write(filling * 1_000_000)
        file.write(content[place:])
    told = read_apart(path)
    assert told["findings"] > 0
    assert told["peak_mb"] < MEMORY_MB_MAX
