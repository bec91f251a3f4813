"""The simulated operation: the same year from the same seed, sound visits, payers that answer bytes with bytes."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest

from backend.pipeline.encounters.rules import code, gaps
from backend.pipeline.encounters.schemas import NewEncounter
from backend.world.operation.notes import note, truth
from backend.world.operation.offices import offices
from backend.world.operation.outside.members import Members
from backend.world.operation.outside.payer import OutsidePayer
from backend.world.operation.patients import patients
from backend.world.operation.rates import Door, Rates
from backend.world.operation.visits import Visit, Visits
from backend.world.payers import PAYERS
from backend.world.submissions import SUBMITTER
from backend.x12 import read
from backend.x12.claim_837.models import (
    BillingProvider,
    Claim,
    HealthCareCode,
    Payer,
    ServiceLine,
    SubmissionHeader,
    Subscriber,
)
from backend.x12.claim_837.writing import claims
from backend.x12.parts import Address, Dates, Name, Procedure
from backend.x12.writer import Envelope, write

FIRST, LAST = date(2025, 1, 1), date(2025, 3, 31)
NOW = datetime(2025, 1, 15, 14, tzinfo=UTC)


def visits(seed: int) -> list[Visit]:
    rates = Rates()
    people = list(patients(seed, 80, FIRST, LAST, rates.registration))
    return list(Visits(seed, offices(seed, 400, FIRST), people, rates).of_days(FIRST, LAST, 400))


def test_the_same_seed_makes_the_same_notes() -> None:
    one, two = ([note(each, each.patient.registered, Rates().notes) for each in visits(3)] for _ in range(2))
    assert one == two
    assert one != [note(each, each.patient.registered, Rates().notes) for each in visits(4)]


def test_what_was_done_can_be_billed_as_it_stands() -> None:
    for each in visits(3):
        encounter = NewEncounter.model_validate(truth(each, each.patient.registered))
        assert gaps(encounter) == ()
        assert code(encounter) is not None


def test_slips_are_named_where_a_note_differs_from_the_truth() -> None:
    for each in visits(3):
        said = note(each, each.patient.registered, Rates().notes)
        differs = said != truth(each, each.patient.registered)
        assert differs == bool(each.slips - {"closed_late"})


@pytest.fixture
def payer() -> OutsidePayer:
    calm = Rates(door=Door(0, 0, 0))
    people = list(patients(3, 80, FIRST, LAST, calm.registration))
    return OutsidePayer(PAYERS[0], Members(people, offices(3, 400, FIRST)), calm, 3)


def billed(payer: OutsidePayer, member_id: str = "") -> bytes:
    """One claim of a member, as an 837P."""
    practice = offices(3, 400, FIRST)[0].practice
    covered = next(
        one for one in patients(3, 80, FIRST, LAST, Rates().registration)
        if one.covers[0].payer is payer.payer and one.covers[0].holds(date(2025, 1, 10)) and not one.second_first
    )  # fmt: skip
    person, where = covered.person, Address("1 Quay", "", "Marlow", "OH", "440010100")
    name = Name("IL", "1", person.last, person.first, id_qualifier="MI", id=member_id or covered.covers[0].member_id)
    to = Payer(Name("PR", "2", payer.payer.name, id_qualifier="PI", id=payer.payer.identifier))
    claim = Claim(
        "PT1", ServiceLine(1, None, 145, 1).charge, "11", "B", "1",  # type: ignore[arg-type]
        BillingProvider(Name("85", "2", practice.name, id_qualifier="XX", id=practice.npi), where, practice.tax_id),
        Subscriber("P", "18", name, to, "CI", address=where, birth_date=person.born, sex=person.sex), None,
        (HealthCareCode("ABK", "I10"),),
        (ServiceLine(1, Procedure("HC", "99213"), 145, 1, diagnosis_pointers=(1,),  # type: ignore[arg-type]
                     dates=(Dates("472", date(2025, 1, 10)),)),),
    )  # fmt: skip
    receiver = Name("40", "2", "Clearinghouse", id_qualifier="46", id="CLEARINGHOUSE")
    out = io.BytesIO()
    header = SubmissionHeader("B1", NOW.date(), "1400", SUBMITTER, receiver)
    write(out, Envelope("ZZ", "CLAIMLINE", "ZZ", "X", NOW.replace(tzinfo=None), 7), [claims(header, [claim])])
    return out.getvalue()


def answers(payer: OutsidePayer, days: int) -> dict[str, bytes]:
    return {file.name.rsplit(".", 1)[1]: file.content for file in payer.due(NOW + timedelta(days=days))}


def test_claim_is_acknowledged_decided_and_paid_by_file(payer: OutsidePayer) -> None:
    payer.take("1.x12", billed(payer), NOW)
    assert set(answers(payer, 0)) == set()
    found = answers(payer, 1)
    assert set(found) == {"999", "277ca"}
    (told,) = [record.model for each in read(found["277ca"]) for record in each.records() if record.level == "claim"]
    assert told.information[0].statuses[0].category == "A2"
    (paid,) = [record for each in read(answers(payer, 40)["835"]) for record in each.records()]
    assert paid.model.patient_control_number == "PT1"
    assert not paid.findings


def test_unknown_member_is_returned_at_the_door(payer: OutsidePayer) -> None:
    payer.take("1.x12", billed(payer, "W000000001"), NOW)
    (told,) = [
        record.model
        for each in read(answers(payer, 1)["277ca"])
        for record in each.records()
        if record.level == "claim"
    ]
    assert told.information[0].statuses[0][:2] == ("A7", "164")
    assert "835" not in answers(payer, 60)
