"""How fast and in how much memory files are read and checked, beside pyx12 in the same run, each in a process of its own.

Claims per second are counted on the processor's clock of one core; memory is the peak above the interpreter's own.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from backend.codes.published import PublishedCodes
from backend.x12.claim_837 import models as claim_models
from backend.x12.claim_837.writing import claims
from backend.x12.parts import Address, Adjustment, Amount, Contact, Dates, Name, Procedure, Reference
from backend.x12.reader import read
from backend.x12.remittance_835 import models as remittance_models
from backend.x12.remittance_835.writing import remittance
from backend.x12.values import ZERO
from backend.x12.writer import Envelope, write

BUDGETS = {"typed": 15_000, "checked": 8_000}
"""Claims per second of an 835 (DESIGN section 8)."""

MEMORY_MB_MAX = 60.0
_VALIDATE_CLAIMS_MAX = 10_000
"""Above this pyx12's full validation is left out: it would take minutes."""

_ENVELOPE = Envelope("ZZ", "SENDER", "ZZ", "RECEIVER", datetime(2026, 11, 20, 8, 0), 1)  # noqa: DTZ001
_NPI = "1234567893"
_WHERE = Address("1 MAIN ST", "", "AUSTIN", "TX", "787010001")


def _payments(count: int) -> Iterator[remittance_models.ClaimPayment]:
    """Sixteen segments each: two lines, three adjustments, a remark."""
    chance = random.Random(1)
    for number in range(count):
        first, second = (Decimal(chance.randrange(5000, 90000)) / 100 for _ in range(2))
        cut, share, other = (Decimal(chance.randrange(100, 2000)) / 100 for _ in range(3))
        day = date(2026, 1, 1) + timedelta(days=chance.randrange(270))
        visit = remittance_models.LinePayment(
            Procedure("HC", "99213", ("25",)),
            first,
            first - cut - share,
            paid_units=Decimal(1),
            dates=(Dates("472", day),),
            adjustments=(Adjustment("CO", "45", cut), Adjustment("PR", "2", share)),
            references=(Reference("6R", f"{number}-1"),),
            amounts=(Amount("B6", first - cut),),
        )
        laboratory = remittance_models.LinePayment(
            Procedure("HC", "80053"),
            second,
            second - other,
            paid_units=Decimal(1),
            dates=(Dates("472", day),),
            adjustments=(Adjustment("CO", "45", other),),
            amounts=(Amount("B6", second - other),),
            remarks=("N620",),
        )
        yield remittance_models.ClaimPayment(
            f"PCN{number:08d}",
            "1",
            first + second,
            first + second - cut - share - other,
            share,
            "12",
            f"ICN{number:010d}",
            Name("QC", "1", "ROE", "JANE", id_qualifier="MI", id=f"W{chance.randrange(10**9):09d}"),
            "11",
            "1",
            dates=(Dates("232", day), Dates("233", day), Dates("050", day)),
            lines=(visit, laboratory),
        )


def _claims(count: int) -> Iterator[claim_models.Claim]:
    chance = random.Random(2)
    provider = claim_models.BillingProvider(
        Name("85", "2", "RIVER CLINIC", id_qualifier="XX", id=_NPI), _WHERE, "123456789", "EI", "207Q00000X"
    )
    payer = claim_models.Payer(Name("PR", "2", "HILLSIDE HEALTH", id_qualifier="PI", id="12345"))
    for number in range(count):
        day = date(2026, 1, 1) + timedelta(days=chance.randrange(250))
        amounts = [Decimal(chance.randrange(5000, 90000)) / 100 for _ in range(2)]
        member = Name("IL", "1", "ROE", "JANE", id_qualifier="MI", id=f"W{chance.randrange(10**9):09d}")
        born = date(1980, 1, 2)
        subscriber = claim_models.Subscriber(
            "P", "18", member, payer, "CI", "GRP1", address=_WHERE, birth_date=born, sex="F"
        )
        lines = tuple(
            claim_models.ServiceLine(
                at,
                Procedure("HC", code),
                charge,
                Decimal(1),
                diagnosis_pointers=(1, 2),
                dates=(Dates("472", day),),
            )
            for at, code, charge in zip((1, 2), ("99213", "80053"), amounts, strict=True)
        )
        diagnoses = (claim_models.HealthCareCode("ABK", "E119"), claim_models.HealthCareCode("ABF", "I10"))
        total = sum(amounts, ZERO)
        yield claim_models.Claim(
            f"PCN{number:08d}", total, "11", "B", "1", provider, subscriber, None, diagnoses, lines
        )


def make(kind: str, count: int, path: Path) -> None:
    """A valid file of one transaction set, the same bytes each time, written in flat memory."""
    with path.open("wb") as out:
        if kind == "837P":
            header = claim_models.SubmissionHeader(
                "BATCH1",
                date(2026, 11, 20),
                "0800",
                Name("41", "2", "RIVER CLINIC", id_qualifier="46", id="SUB1"),
                Name("40", "2", "HILLSIDE HEALTH", id_qualifier="46", id="12345"),
                (Contact("IC", "PAT LEE", (("TE", "5125550101"),)),),
            )
            write(out, _ENVELOPE, [claims(header, _claims(count))])
            return
        payer = remittance_models.Payer(
            "HILLSIDE HEALTH", "XV", "12345", _WHERE, contacts=(Contact("BL", "HELP", (("TE", "8005550100"),)),)
        )
        paid = sum((payment.paid for payment in _payments(count)), ZERO)
        payee = remittance_models.Payee("RIVER CLINIC", "XX", _NPI, _WHERE)
        advice = remittance_models.RemittanceHeader(
            paid, "CHK", date(2026, 11, 1), "TRACE0001", "1512345678", payer, payee, production_date=date(2026, 11, 1)
        )
        write(out, _ENVELOPE, [remittance(advice, _payments(count))])


def _ours(path: Path, check: bool, typed: bool) -> tuple[int, int]:
    count = findings = 0
    for transaction in read(path, check=check, codes=PublishedCodes()):
        for record in transaction.records():
            count += 1
            findings += len(record.findings)
            if typed:
                _ = record.model
        findings += len(transaction.findings)
    return count, findings


def _pyx12_segments(path: Path) -> tuple[int, int]:
    import pyx12.x12file

    count = 0
    with path.open() as source:
        for segment in pyx12.x12file.X12Reader(source):
            count += segment.get_seg_id() in ("CLP", "CLM")
    return count, 0


def _pyx12_validate(path: Path) -> tuple[int, int]:
    import pyx12.params
    import pyx12.x12n_document

    with path.open() as source:
        valid = pyx12.x12n_document.x12n_document(pyx12.params.params(), source, None, None, None)
    data = path.read_bytes()
    return data.count(b"\nCLP*") + data.count(b"\nCLM*"), 0 if valid else 1


_READERS: dict[str, Callable[[Path], tuple[int, int]]] = {
    "typed": lambda path: _ours(path, check=False, typed=True),
    "checked": lambda path: _ours(path, check=True, typed=False),
    "typed and checked": lambda path: _ours(path, check=True, typed=True),
    "pyx12 segments": _pyx12_segments,
    "pyx12 validate": _pyx12_validate,
}


def _measure(reader: str, path: Path) -> dict[str, Any]:
    """Runs in a process of its own; the interpreter's own memory is that of the same process before any import of ours."""
    before = float(os.environ["BENCH_INTERPRETER_MB"])
    started, wall = time.process_time(), time.perf_counter()
    count, findings = _READERS[reader](path)
    seconds = time.process_time() - started
    peak = _peak_mb()
    return {
        "reader": reader,
        "claims": count,
        "findings": findings,
        "seconds": round(seconds, 2),
        "wall_seconds": round(time.perf_counter() - wall, 2),
        "claims_per_second": round(count / seconds) if seconds else 0,
        "peak_mb_above_interpreter": round(peak - before, 1),
    }


def _peak_mb() -> float:
    """Peak of this process alone; ``ru_maxrss`` would carry over the peak of the process that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _interpreter_mb() -> str:
    code = "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    if not Path("/proc/self/status").exists():
        code = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    return str(int(done.stdout) / 1024)


def run(claims: list[int] | None = None) -> dict[str, Any]:
    """Measures every reader on an 835 and an 837P of each size (by default 10,000 and 200,000 claims)."""
    sizes = claims or [10_000, 200_000]
    results = []
    environment = {**os.environ, "BENCH_INTERPRETER_MB": _interpreter_mb()}
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("835", "837P"):
            for size in sizes:
                path = Path(folder) / f"{kind}-{size}.x12"
                make(kind, size, path)
                for reader in _READERS:
                    if reader == "pyx12 validate" and size > _VALIDATE_CLAIMS_MAX:
                        continue
                    done = subprocess.run(  # noqa: S603
                        [sys.executable, "-m", "backend.bench.x12", reader, str(path)],
                        capture_output=True,
                        text=True,
                        check=True,
                        env=environment,
                    )
                    results.append({"set": kind, "size": size, "bytes": path.stat().st_size, **json.loads(done.stdout)})
                path.unlink()
    return {"results": results, "within_budget": _within(results)}


def _within(results: list[dict[str, Any]]) -> bool:
    ours = [result for result in results if result["reader"] in (*BUDGETS, "typed and checked")]
    flat = all(result["peak_mb_above_interpreter"] <= MEMORY_MB_MAX for result in ours)
    fast = all(
        result["claims_per_second"] >= BUDGETS[result["reader"]]
        for result in ours
        if result["set"] == "835" and result["reader"] in BUDGETS
    )
    return flat and fast


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1], Path(sys.argv[2]))))
