"""Rows copied arrive as they were, whatever stands in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError
from sqlalchemy.orm import Session

from backend.kit.bulk import array_text, copy_rows
from backend.models.ledger import LedgerEntry
from backend.models.member import Member
from backend.models.payer import Payer

NAMES = [
    "plain",
    "",
    "\\N",
    "tab\there",
    "two\nlines",
    "back\\slash",
    "\\.",
    'quote"d',
    "Zoë 😀",
    "a\r\nb",
    "{x,y}",
    "NULL",
]


@pytest.mark.parametrize("name", NAMES)
def test_text_comes_back_as_it_went(session: Session, name: str) -> None:
    key = uuid4()
    copy_rows(
        session, Payer.__table__, ("id", "identifier", "name", "adjudicated_here"), [(key, f"P{key}", name, True)]
    )  # type: ignore[arg-type]
    found = session.get(Payer, key)
    assert found is not None
    assert (found.name, found.adjudicated_here) == (name, True)


def test_dates_and_nothing_and_many_rows(session: Session) -> None:
    payer = uuid4()
    copy_rows(session, Payer.__table__, ("id", "identifier", "name"), [(payer, "P", "p")])  # type: ignore[arg-type]
    rows = [
        (uuid4(), payer, f"M{n}", "A", "B", date(1980, 1, 1 + n % 28), "U", "", "", "", "", "") for n in range(1203)
    ]
    columns = "id payer_id member_id first_name last_name date_of_birth sex address city state zip phone".split()
    copy_rows(session, Member.__table__, columns, rows)  # type: ignore[arg-type]
    found = session.execute(
        text("SELECT count(*), min(date_of_birth) FROM member WHERE payer_id = :payer"), {"payer": payer}
    )
    assert tuple(found.one()) == (1203, date(1980, 1, 1))


def test_arrays_and_amounts_are_written_as_the_database_reads_them(session: Session) -> None:
    values = ["MA01", 'a"b', "c\\d", "", "x,y", "NULL", "{}"]
    assert session.scalar(text("SELECT CAST(:given AS text[])"), {"given": array_text(values)}) == values
    session.execute(text("CREATE TEMP TABLE copied (codes text[], amount numeric(14,2), note text) ON COMMIT DROP"))

    class Copied:
        name = "copied"

    copy_rows(session, Copied, ("codes", "amount", "note"), [(values, Decimal("-12.30"), None), ([], Decimal(0), "x")])  # type: ignore[arg-type]
    rows = session.execute(text("SELECT codes, amount, note FROM copied ORDER BY amount")).all()
    assert [tuple(row) for row in rows] == [(values, Decimal("-12.30"), None), ([], Decimal("0.00"), "x")]


def test_a_long_hexadecimal_id_keeps_its_zeros(session: Session) -> None:
    key = UUID(int=7)
    copy_rows(session, Payer.__table__, ("id", "identifier", "name"), [(key, "P7", "p")])  # type: ignore[arg-type]
    assert session.get(Payer, key) is not None


def test_a_value_no_column_holds_fails_like_any_other_statement(session: Session) -> None:
    with pytest.raises(DataError), session.begin_nested():
        copy_rows(session, LedgerEntry.__table__, ("transaction_id", "number"), [(UUID(int=1), 10**12)])  # type: ignore[arg-type]
    assert session.scalar(text("SELECT 1")) == 1
