"""Files mangled in every way: an answer each time, never an exception, and the books in balance."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.kit.clock import FixedClock
from backend.models.ledger import LedgerEntry
from backend.pipeline.intake.service import import_paths
from backend.world.generate import generate

CLOCK = FixedClock(datetime(2026, 3, 16, 15, tzinfo=UTC))
PIECES = [
    b"\x00", b"\xff\xfe", b"~", b"*", b":", b"^", b"1E18", b"9" * 20, b"-", b"20269999", b"0.001", b"\xed\xa0\x80", b"ISA*",
    b"ST*835*0001~", b"\r\n", b"CAS*CO*45*" + b"9" * 40, b"NaN", b"A" * 5000, b"\\N", b"\t",
]  # fmt: skip


def mangled(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at, kind = chance.randrange(len(made)), chance.random()
        if kind < 0.4:
            made[at : at + chance.randint(0, 6)] = chance.choice(PIECES)
        elif kind < 0.6:
            made[at] = chance.randrange(256)
        elif kind < 0.8:
            del made[at : at + chance.randint(1, 60)]
        elif kind < 0.87:
            del made[at + 1 :]
        else:
            segments = bytes(made).split(b"~")
            place = chance.randrange(len(segments))
            elements = segments[place].split(b"*")
            elements[chance.randrange(len(elements))] = chance.choice(PIECES)
            segments[place] = b"*".join(elements)
            made = bytearray(b"~".join(segments))
        made = made or bytearray(b"x")
    return bytes(made)


@pytest.mark.slow
def test_mangled_files_get_an_answer_and_leave_the_books_in_balance(session: Session, tmp_path: Path) -> None:
    generate(91, 25, tmp_path / "world", date(2026, 3, 16))

    @contextlib.contextmanager
    def begin() -> Iterator[Session]:
        with session.begin_nested():
            yield session

    list(import_paths(sorted((tmp_path / "world").glob("*837*.x12")), begin, CLOCK))
    whole = [path.read_bytes() for path in sorted((tmp_path / "world").glob("*.x12"))]
    chance, path = random.Random(4), tmp_path / "mangled.x12"
    for number in range(150):
        content = chance.choice(whole)
        # a control number of its own, so that it is not put aside before it is read
        path.write_bytes(mangled(content.replace(content[90:99], f"{number:09d}".encode()), chance))
        report = next(import_paths([path], begin, CLOCK))
        assert report.posted + report.held <= report.claims or report.type in ("999", "271")
        assert all(one.text.isprintable() for one in report.problems)
    totals = session.scalars(select(func.sum(LedgerEntry.amount)).group_by(LedgerEntry.transaction_id)).all()
    assert not any(totals)
