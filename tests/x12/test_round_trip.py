"""Reading what was written gives the same models, for any models and any separators; rewriting gives the same bytes."""

from __future__ import annotations

import io
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.x12 import read, rewrite
from backend.x12.acknowledgement_277ca.models import AcknowledgementHeader
from backend.x12.acknowledgement_277ca.writing import acknowledgement as claim_acknowledgement
from backend.x12.acknowledgement_999.models import FunctionalHeader
from backend.x12.acknowledgement_999.writing import acknowledgement as functional_acknowledgement
from backend.x12.claim_837.writing import claims
from backend.x12.delimiters import Delimiters
from backend.x12.eligibility_270_271 import writing as eligibility
from backend.x12.eligibility_270_271.models import EligibilityHeader
from backend.x12.parts import Name
from backend.x12.remittance_835.writing import remittance
from backend.x12.status_276_277 import writing as status
from backend.x12.status_276_277.models import StatusHeader
from backend.x12.writer import SetToWrite
from tests.x12 import strategies as any_
from tests.x12.examples import SERVICE_DAY, written

relaxed = settings(
    max_examples=30,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def differences(one: Any, other: Any, where: str = "") -> list[str]:
    """Where two models differ, field by field."""
    if one == other:
        return []
    if isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)) and len(one) == len(other):
        names = getattr(one, "_fields", range(len(one)))
        return [
            text for name, a, b in zip(names, one, other, strict=True) for text in differences(a, b, f"{where}.{name}")
        ]
    return [f"{where}: {one!r} / {other!r}"]


def back(set_to_write: SetToWrite, marks: Delimiters, line_breaks: bool = True) -> tuple[Any, list[Any], Any]:
    """Header, models and trailer of one set after writing and reading; its bytes come back too."""
    data = written(set_to_write, delimiters=marks, line_breaks=line_breaks and marks.segment != "\n")
    out = io.BytesIO()
    rewrite(data, out)
    assert out.getvalue() == data
    (transaction,) = [(t, [record.model for record in t.records()]) for t in read(data)]
    found, models = transaction
    assert found.kind == set_to_write.kind
    assert found.complete
    assert not [finding for finding in found.findings if finding.code in ("segment_count", "control_number")]
    return found.header, models, found.trailer


@relaxed
@given(
    any_.remittance_headers,
    st.lists(any_.claim_payments, max_size=3),
    any_.remittance_trailers,
    any_.delimiters,
    st.booleans(),
)
def test_remittance(header: Any, paid: Any, trailer: Any, marks: Delimiters, line_breaks: bool) -> None:
    assert differences(back(remittance(header, paid, trailer), marks, line_breaks), (header, paid, trailer)) == []


@relaxed
@given(any_.submissions, st.lists(any_.claims(any_.professional_lines), max_size=3), any_.delimiters)
def test_professional_claims(header: Any, made: Any, marks: Delimiters) -> None:
    assert differences(back(claims(header, made), marks), (header, made, None)) == []


@relaxed
@given(any_.submissions, st.lists(any_.claims(any_.institutional_lines), max_size=3), any_.delimiters)
def test_institutional_claims(header: Any, made: Any, marks: Delimiters) -> None:
    assert differences(back(claims(header, made, institutional=True), marks), (header, made, None)) == []


@relaxed
@given(any_.receivers, st.lists(any_.acknowledgements, min_size=1, max_size=3), any_.delimiters)
def test_claim_acknowledgements(receiver: Any, answered: Any, marks: Delimiters) -> None:
    header = AcknowledgementHeader(
        "A1", SERVICE_DAY, "0900", Name("PR", "2", "PAYER", id_qualifier="PI", id="1"), "T1", SERVICE_DAY, SERVICE_DAY
    )
    answered = [one._replace(receiver=receiver) for one in answered]
    read_header, models, _ = back(claim_acknowledgement(header, receiver, answered), marks)
    assert read_header == header
    assert differences(models[0], receiver) == []
    assert differences([model for model in models if type(model) is type(answered[0])], answered) == []


@relaxed
@given(st.lists(any_.set_acknowledgements, max_size=3), any_.delimiters)
def test_functional_acknowledgements(sets: Any, marks: Delimiters) -> None:
    header = FunctionalHeader("HC", "17", "005010X222A1")
    read_header, models, trailer = back(functional_acknowledgement(header, sets), marks)
    assert differences((read_header, models), (header, sets)) == []
    assert trailer.received == len(sets)


@relaxed
@given(st.lists(any_.status_inquiries, max_size=3), any_.delimiters)
def test_status_inquiries(asked: Any, marks: Delimiters) -> None:
    header = StatusHeader("S1", SERVICE_DAY, "0900")
    assert differences(back(status.inquiries(header, asked), marks), (header, asked, None)) == []


@relaxed
@given(st.lists(any_.status_responses, max_size=3), any_.delimiters)
def test_status_responses(answered: Any, marks: Delimiters) -> None:
    header = StatusHeader("S1", SERVICE_DAY, "0900")
    assert differences(back(status.responses(header, answered), marks), (header, answered, None)) == []


@relaxed
@given(st.lists(any_.eligibility_inquiries, max_size=3), any_.delimiters)
def test_eligibility_inquiries(asked: Any, marks: Delimiters) -> None:
    header = EligibilityHeader("E1", SERVICE_DAY, "0900", "13")
    assert differences(back(eligibility.inquiries(header, asked), marks), (header, asked, None)) == []


@relaxed
@given(st.lists(any_.eligibility_responses, max_size=3), any_.delimiters)
def test_eligibility_responses(answered: Any, marks: Delimiters) -> None:
    header = EligibilityHeader("E1", SERVICE_DAY, "0900", "11")
    assert differences(back(eligibility.responses(header, answered), marks), (header, answered, None)) == []
