"""Mutated files never raise, hang, grow or lose a byte (``CLAIMLINE_FUZZ`` sets how many; continuous integration: 200,000)."""

from __future__ import annotations

import os
import random
import time

import pytest

from backend.x12 import read
from tests.x12.fuzz import digest, run

HOSTILE = {
    "nothing": b"",
    "blanks only": b" \r\n" * 5000,
    "one long segment": b"ISA*" + b"A" * 3_000_000,
    "no terminator after ISA": b"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260101*0000*^*00501*"
    b"000000001*0*P*:~" + b"GS*" * 500_000,
    "only terminators": b"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260101*0000*^*00501*"
    b"000000001*0*P*:~" + b"~" * 1_000_000,
    "thousands of interchanges": b"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260101*0000*^*00501*"
    b"000000001*0*P*:~IEA*0*000000001~" * 4000,
    "a portable document": b"%PDF-1.7\n" + bytes(range(256)) * 200,
    "half an ISA": b"ISA*00*     ",
    "ISA of sixteen stars": b"ISA" + b"*" * 200,
    "nested levels without end": b"ST*837*0001*005010X222A1~" + b"HL*1**22*1~" * 20_000,
    "one claim without end": b"ST*835*0001~BPR*I*1*C~LX*1~CLP*1*1*1*1~" + b"REF*EI*1~" * 120_000,
    "one element without end": b"ST*837*0001~CLM*" + b"*" * 900_000 + b"~",
    "one composite without end": b"ST*837*0001~CLM*1*1***" + b":" * 900_000 + b"~",
    "repetitions without end": b"GS*HB*A*B*20260101*0000*1*X*005010X279A1~ST*271*0001~HL*1**22~EB*1**"
    + b"^" * 900_000
    + b"~",
}


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_mutants_do_no_harm() -> None:
    result = run(int(os.environ.get("CLAIMLINE_FUZZ", "20000")))
    assert result["slowest_ms"] < 2000
    assert result["findings"] > 0


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_file_ends_in_time_with_a_finding(data: bytes) -> None:
    started = time.thread_time()
    assert digest(data) > 0
    assert time.thread_time() - started < 5


def test_random_bytes_are_refused() -> None:
    for seed in range(200):
        reader = read(random.Random(seed).randbytes(2000))
        assert [transaction.kind for transaction in reader] == []
        assert reader.findings
