"""999, 277CA and TA1 made from findings: the set's own faults refuse it, a claim's own faults refuse that claim."""

from datetime import date

from backend.x12 import Finding, read
from backend.x12.acknowledgement_277ca.models import ClaimAcknowledgement
from backend.x12.acknowledgement_999.models import SetAcknowledgement
from backend.x12.acknowledgement_999.writing import acknowledgement
from backend.x12.acknowledgement_ta1.models import InterchangeAcknowledgement
from backend.x12.acknowledgement_ta1.writing import ta1
from backend.x12.acknowledging import (
    SetAcknowledger,
    acknowledge_claim,
    acknowledge_interchange,
    functional_header,
)
from backend.x12.writer import write_interchange_acknowledgement
from tests.x12.examples import envelope, valid_837p, written

RECEIVED = date(2026, 11, 20)


def answers(data: bytes) -> tuple[SetAcknowledgement, list[ClaimAcknowledgement], bytes]:
    (only,) = _each(data)
    return only


def _each(data: bytes) -> list[tuple[SetAcknowledgement, list[ClaimAcknowledgement], bytes]]:
    found = []
    for transaction in read(data):
        acknowledger = SetAcknowledger(transaction)
        claims = []
        for record in transaction.records():
            acknowledger.add(record)
            claims.append(acknowledge_claim(record, RECEIVED, "ICN1"))
        result = acknowledger.result()
        found.append((result, claims, written(acknowledgement(functional_header(transaction), [result]))))
    return found


def test_clean_submission_is_accepted() -> None:
    result, claims, _ = answers(valid_837p())
    assert (result.outcome, result.errors) == ("A", ())
    assert [claim.accepted for claim in claims] == [True, True]
    assert claims[0].information[0].statuses[0].category == "A2"
    assert claims[0].patient_control_number == "PCN1"
    assert claims[0].payer_claim_control_number == "ICN1"


def test_bad_claim_is_rejected_alone_and_named_in_the_999() -> None:
    result, claims, data = answers(valid_837p().replace(b"DTP*472*D8*20260304", b"DTP*472*D8*20261399", 1))
    assert result.outcome == "E"
    assert [claim.accepted for claim in claims] == [False, True]
    error = result.errors[0]
    assert (error.segment_id, error.loop, error.code) == ("DTP", "2400", "8")
    assert (error.elements[0].element, error.elements[0].code) == (3, "8")
    assert error.context == ("CLM01:PCN1",)
    assert b"IK3*DTP*" in data
    assert b"AK9*E*1*1*1" in data


def test_position_in_the_999_counts_from_st() -> None:
    data = valid_837p().replace(b"DTP*472*D8*20260304", b"DTP*472*D8*20261399", 1)
    result, _, _ = answers(data)
    segments = data.decode().split("~\n")
    expected = next(at for at, segment in enumerate(segments) if "20261399" in segment) - 1
    assert result.errors[0].position == expected


def test_wrong_npi_of_the_billing_provider_rejects_its_claims_with_the_entity() -> None:
    _, claims, _ = answers(valid_837p().replace(b"XX*1245319599", b"XX*1245319590", 1))
    status = claims[0].information[0].statuses[0]
    assert (status.category, status.code, status.entity) == ("A7", "562", "82")
    assert claims[0].information[0].action == "U"
    assert claims[1].accepted


def test_wrong_count_rejects_the_set() -> None:
    data = valid_837p()
    count = next(line for line in data.decode().split("~\n") if line.startswith("SE*")).split("*")[1]
    result, _, written_999 = answers(data.replace(f"SE*{count}*".encode(), b"SE*9*"))
    assert (result.outcome, result.codes) == ("R", ("4",))
    assert b"IK5*R*4" in written_999
    assert b"AK9*R*1*1*0" in written_999


def test_unsupported_set_is_rejected() -> None:
    result, _, _ = answers_of_unknown()
    assert (result.set_id, result.outcome, result.codes) == ("834", "R", ("1",))


def answers_of_unknown() -> tuple[SetAcknowledgement, list[ClaimAcknowledgement], bytes]:
    return answers(valid_837p().replace(b"ST*837*0001*005010X222A1", b"ST*834*0001*005010X220A1"))


def test_what_we_answer_reads_without_findings() -> None:
    _, _, data = answers(valid_837p().replace(b"DTP*472*D8*20260304", b"DTP*472*D8*20261399", 1))
    found: list[Finding] = []
    reader = read(data)
    for transaction in reader:
        for record in transaction.records():
            found += record.findings
        found += transaction.findings
    assert found + reader.findings == []


def test_interchange_is_answered_with_a_ta1_that_reads_back(tmp_path: object) -> None:
    import io

    reader = read(valid_837p().replace(b"IEA*1*000000017", b"IEA*1*000000018"))
    interchange = None
    for transaction in reader:
        interchange = transaction.interchange
    assert interchange is not None
    answer = acknowledge_interchange(interchange, reader.findings)
    assert (answer.code, answer.note, answer.control_number) == ("R", "001", "000000017")
    out = io.BytesIO()
    write_interchange_acknowledgement(out, envelope(), ta1(answer))
    back = [record.model for transaction in read(out.getvalue()) for record in transaction.records()]
    assert back == [answer]
    assert isinstance(back[0], InterchangeAcknowledgement)
