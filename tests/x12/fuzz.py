"""Mutated files by the thousand: nothing may raise, hang, grow or lose a byte.

``python -m tests.x12.fuzz 1000000 [seed]``. Every mutant is read, checked, turned into models and written back.
"""

from __future__ import annotations

import io
import random
import resource
import sys
import time
from collections.abc import Callable
from decimal import Decimal

from backend.x12 import has_errors, read, rewrite
from backend.x12.acknowledgement_999.writing import acknowledgement as functional_acknowledgement
from backend.x12.acknowledging import SetAcknowledger, acknowledge_claim, functional_header
from backend.x12.delimiters import Delimiters
from backend.x12.eligibility_270_271 import models as eligibility_models
from backend.x12.eligibility_270_271 import writing as eligibility
from backend.x12.parts import ClaimStatus, Name, Reference
from backend.x12.status_276_277 import models as status_models
from backend.x12.status_276_277 import writing as status
from tests.x12 import examples

SECONDS_MAX = 2.0
"""For one small file, on a machine shared with everything else; a hang takes far longer."""

_TOKENS = [
    b"*", b"~", b":", b"^", b"\n", b"\r\n", b"ISA*", b"IEA*1*", b"GS*", b"SE*1*1~", b"ST*835*1~", b"HL*1**20*1~", b"CLP*",
    b"CLM*", b"SVC*", b"CAS*CO*45*1", b"LX*1~", b"\x00", b"\xff", b"\xc3\x96", b"\xef\xbb\xbf", b"999999999999999999999999",
    b"-", b"NaN", b"1e9", b"20261399", b"~~~~", b"*" * 60, b":" * 40, b"TA1*1~", b"ISB*1~", "Ö".encode(), b"  ", b"\xe2\x82",
]  # fmt: skip


def _status_and_eligibility() -> list[bytes]:
    payer = Name("PR", "2", "PAYER", id_qualifier="PI", id="12345")
    receiver = Name("41", "2", "CLINIC", id_qualifier="46", id="SUB1")
    provider = Name("1P", "2", "CLINIC", id_qualifier="XX", id=examples.BILLING_NPI)
    person = Name("IL", "1", "ROE", "RICHARD", id_qualifier="MI", id="W123456789")
    parties = status_models.Parties(payer, receiver, provider, status_models.Person(person))
    answer = status_models.StatusAnswer((ClaimStatus("F1", "65"),), examples.SERVICE_DAY, Decimal(10), Decimal(5))
    response = status_models.StatusResponse(parties, "T1", (answer,), (Reference("1K", "ICN1"),))
    inquiry = status_models.StatusInquiry(parties, "T1", (Reference("EJ", "PCN1"),), Decimal(10))
    insured = eligibility_models.Parties(payer, provider, eligibility_models.Person(person, examples.SERVICE_DAY, "M"))
    traces = (eligibility_models.Trace("1", "T1", "1512345678"),)
    benefit = eligibility_models.Benefit("1", "IND", ("30", "1"), amount=Decimal(10))
    status_header = status_models.StatusHeader("S1", examples.SERVICE_DAY, "0900")
    header = eligibility_models.EligibilityHeader("E1", examples.SERVICE_DAY, "0900")
    return [
        examples.written(status.responses(status_header, [response])),
        examples.written(status.inquiries(status_header, [inquiry])),
        examples.written(
            eligibility.inquiries(header, [eligibility_models.EligibilityInquiry(insured, traces, ("30",))])
        ),
        examples.written(
            eligibility.responses(
                header._replace(purpose="11"),
                [eligibility_models.EligibilityResponse(insured, traces, benefits=(benefit,))],
            )
        ),
    ]


def seeds() -> list[bytes]:
    """Small valid files of every set, in several separators."""
    pipes = Delimiters("|", ">", "^", "\n")
    return [
        examples.valid_835(1),
        examples.valid_835(1, delimiters=pipes, line_breaks=False),
        examples.valid_837p(1),
        examples.valid_837p(1, delimiters=Delimiters("+", ":", "!", "\x1d"), line_breaks=False),
        examples.valid_837i(1),
        examples.valid_277ca(),
        examples.valid_999(),
        *_status_and_eligibility(),
    ]


def mutant(source: bytes, dice: random.Random, others: list[bytes]) -> bytes:
    """One to four changes: bytes, tokens, segments or elements dropped, doubled, moved, swapped; cuts and splices."""
    data = bytearray(source)
    for _ in range(dice.choice((1, 1, 1, 2, 3, 4))):
        _MUTATIONS[dice.randrange(len(_MUTATIONS))](data, dice)
    if dice.random() < 0.03:
        data += dice.choice(others)
    return bytes(data)


def _flip(data: bytearray, dice: random.Random) -> None:
    if data:
        data[dice.randrange(len(data))] = dice.randrange(256)


def _insert(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data) + 1)
    data[at:at] = dice.choice(_TOKENS)


def _drop(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data) + 1)
    del data[at : at + dice.choice((1, 2, 5, 30, 200))]


def _cut(data: bytearray, dice: random.Random) -> None:
    if dice.random() < 0.3:
        del data[dice.randrange(len(data) + 1) :]


def _segments(data: bytearray, dice: random.Random) -> None:
    mark = b"~" if b"~" in data else b"\n"
    parts = bytes(data).split(mark)
    one, other = dice.randrange(len(parts)), dice.randrange(len(parts))
    choice = dice.randrange(3)
    if choice == 0:
        parts[one], parts[other] = parts[other], parts[one]
    elif choice == 1:
        parts.insert(one, parts[other])
    else:
        del parts[one]
    data[:] = mark.join(parts)


def _elements(data: bytearray, dice: random.Random) -> None:
    mark = b"*" if b"*" in data else b"|"
    parts = bytes(data).split(mark)
    at = dice.randrange(len(parts))
    parts[at] = dice.choice((b"", b"", parts[dice.randrange(len(parts))], b"9" * dice.randrange(1, 40), parts[at] * 2))
    data[:] = mark.join(parts)


_MUTATIONS: list[Callable[[bytearray, random.Random], None]] = [_flip, _insert, _drop, _cut, _segments, _elements]


def digest(data: bytes) -> int:
    """Everything the library does with a file it reads; returns how many findings there were."""
    reader = read(data)
    count = 0
    for transaction in reader:
        acknowledger = SetAcknowledger(transaction)
        for record in transaction.records():
            acknowledger.add(record)
            model = record.model
            repr(model)
            _ = record.held, record.raw, record.offset
            if transaction.kind.startswith("837"):
                acknowledge_claim(record, examples.SERVICE_DAY)
            for view in ("service_from", "service_to", "all_adjustments", "accepted", "active", "diagnoses"):
                getattr(model, view, None)
            count += len(record.findings)
        repr((transaction.header, transaction.trailer, transaction.version))
        functional_acknowledgement(functional_header(transaction), [acknowledger.result()])
        count += len(transaction.findings)
        has_errors(transaction.findings)
    out = io.BytesIO()
    rewrite(data, out)
    assert out.getvalue() == data, "bytes were lost"
    return count + len(reader.findings)


def run(count: int, seed: int = 1) -> dict[str, float]:
    """``count`` mutants; raises what the library raises, with the seed and number that bring it back."""
    dice = random.Random(seed)
    sources = seeds()
    slowest = 0.0
    findings = 0
    began = time.perf_counter()
    for number in range(count):
        data = mutant(dice.choice(sources), dice, sources)
        start = time.thread_time()
        try:
            findings += digest(data)
        except Exception as wrong:
            wrong.add_note(f"mutant {number} of seed {seed}: {data!r}")
            raise
        slowest = max(slowest, time.thread_time() - start)
        assert slowest < SECONDS_MAX, f"mutant {number} of seed {seed} took {slowest:.1f} s: {data!r}"
    return {
        "files": count,
        "findings": findings,
        "seconds": round(time.perf_counter() - began, 1),
        "slowest_ms": round(slowest * 1000, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
