"""Envelopes with a part missing, doubled or mixed up: named at the right place, and everything around is still read."""

import pytest

from backend.x12 import read
from backend.x12.acknowledgement_999.models import SetAcknowledgement
from backend.x12.acknowledgement_ta1.models import InterchangeAcknowledgement
from tests.x12.examples import valid_837p, valid_999

TWICE = (valid_837p(1) * 2).decode().split("~\n")[:-1]


def without(start: str, which: int) -> bytes:
    places = [at for at, segment in enumerate(TWICE) if segment.startswith(start)]
    at = places[which]
    return ("~\n".join(TWICE[:at] + TWICE[at + 1 :]) + "~\n").encode()


def told(data: bytes) -> tuple[list[str], int, list[tuple[str, int]]]:
    """Kinds of transactions, number of records, and every finding with its place."""
    reader = read(data)
    kinds, count, found = [], 0, []
    for transaction in reader:
        records = list(transaction.records())
        kinds.append(transaction.kind)
        count += len(records)
        found += [finding for record in records for finding in record.findings] + transaction.findings
    every = sorted([*found, *reader.findings], key=lambda finding: finding.segment)
    return kinds, count, [(finding.code, finding.segment) for finding in every]


@pytest.mark.parametrize(
    ("start", "which", "claims", "findings"),
    [
        ("ISA*", 0, 2, ["no_interchange", "no_interchange"]),
        ("ISA*", 1, 2, ["no_interchange"]),
        ("GS*", 0, 2, ["no_group", "no_group", "group_count"]),
        ("ST*", 0, 1, ["outside_envelope", "transaction_count"]),
        ("ST*", 1, 1, ["outside_envelope", "transaction_count"]),
        ("SE*", 0, 2, ["transaction_not_closed"]),
        ("SE*", 1, 2, ["transaction_not_closed"]),
        ("GE*", 0, 2, ["group_not_closed"]),
        ("IEA*", 0, 2, ["interchange_not_closed"]),
        ("IEA*", 1, 2, ["interchange_not_closed"]),
    ],
)
def test_envelope_segment_missing(start: str, which: int, claims: int, findings: list[str]) -> None:
    _, count, found = told(without(start, which))
    assert count == claims
    assert [code for code, _ in found] == findings


def test_ta1_beside_a_999_are_both_read() -> None:
    segments = valid_999().decode().split("~\n")
    segments.insert(1, "TA1*000000009*261120*0800*R*001")
    data = "~\n".join(segments).encode()
    kinds, _, found = told(data)
    assert (kinds, found) == (["TA1", "999"], [])
    models = [record.model for transaction in read(data) for record in transaction.records()]
    assert isinstance(models[0], InterchangeAcknowledgement)
    assert (models[0].control_number, models[0].accepted, models[0].note) == ("000000009", False, "001")
    assert isinstance(models[1], SetAcknowledgement)


def test_interchange_with_a_ta1_alone() -> None:
    first = valid_999().decode().split("~\n")[0]
    kinds, count, found = told(f"{first}~TA1*000000009*261120*0800*A*000~IEA*0*000000017~".encode())
    assert (kinds, count, found) == (["TA1"], 1, [])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"   \r\n ", "empty_file"),
        (b"Dear sir, enclosed find", "not_x12"),
        (b"ISA*00*   ", "bad_isa"),
        (valid_999() + b"PLEASE PRINT DOUBLE SIDED", "not_x12"),
    ],
)
def test_what_is_not_x12_is_said_to_be_that(data: bytes, code: str) -> None:
    assert code in [found for found, _ in told(data)[2]]
