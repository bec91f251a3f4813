"""Claims of a payer client: taken up, decided, paid, posted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from backend.codes.published import PublishedCodes
from backend.kit.money import Money
from backend.models.claim import Claim, ClaimLine
from backend.models.denial import Denial
from backend.models.member import Member
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.models.submission import OutgoingClaim
from backend.models.work_item import WorkItem
from backend.pipeline.adjudication import service
from backend.pipeline.adjudication.errors import CodeUnusable, InformationDayWrong, NotPended
from backend.pipeline.posting.repository import LedgerRepository
from backend.pipeline.reporting.claim_history import tell
from backend.pipeline.submission.bill import AS_WRITTEN, status_question
from backend.pipeline.submission.service import submit_ready
from backend.x12 import read
from backend.x12.parts import Name, Reference
from backend.x12.status_276_277.models import StatusHeader
from backend.x12.status_276_277.writing import inquiries
from backend.x12.writer import Envelope, write
from tests.pipeline.adjudication.conftest import NPI, OTHER_NPI, OTHER_TAX, SERVICE, TAX, first_payer, terms_document


def test_a_claim_is_taken_up_decided_paid_and_posted(desk: Any) -> None:
    desk.load()
    assert desk.bill(desk.claim("A1", ("99213", "140"))).posted == 1
    assert "adjudication:take_up" in desk.jobs()
    assert "adjudication:decide" in desk.jobs()
    claim = desk.claim_row("A1")
    assert (claim.stage, claim.status_category, claim.payer_claim_control_number[:5]) == ("accepted", "A2", "26075")
    assert desk.decide().decided == 1
    claim = desk.claim_row("A1")
    assert (claim.stage, claim.status_category, claim.status_code) == ("pended", "P1", "3")
    assert desk.codes("A1") == [("CO", "45", "47.60"), ("PR", "3", "30.00")]
    (paid,) = desk.pay()
    assert str(paid.amount) == "62.40"
    claim = desk.claim_row("A1")
    assert (claim.stage, str(claim.paid), str(claim.copay), str(claim.allowed)) == ("paid", "62.40", "30.00", "92.40")
    assert desk.row("A1").state == "paid"
    assert desk.used() == ("0.00", "30.00", {"office": 1})


PENDS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("high_value", {"lines": [("99213", "6000")]}, {}, "supervisor"),
    ("fraud_sign", {"lines": [("99213", "140")], "day": date(2026, 3, 30)}, {}, "supervisor"),
    ("unclear_document", {"lines": [("47379", "1200")]}, {}, "biller"),
    ("conflicting_data", {"lines": [("99213", "140")], "born": date(1981, 5, 17)}, {}, "biller"),
    (
        "conflicting_data",
        {"lines": [("99213", "140")], "others": (first_payer("80", ("CO", "45", "40"), ("PR", "2", "20")),)},
        {},
        "biller",
    ),
    ("other_payer_unclear", {"lines": [("99213", "140")], "order": "S", "others": (first_payer("80"),)}, {}, "biller"),
    ("original_not_on_file", {"lines": [("99213", "140")], "frequency": "7", "original": ("NONE1",)}, {}, "biller"),
    ("original_not_on_file", {"lines": [("99213", "140")], "frequency": "8", "original": ("NONE1",)}, {}, "biller"),
    ("no_price", {"lines": [("99499", "140"), ("12345", "10")][1:]}, {}, "biller"),
    ("no_plan_terms", {"lines": [("99213", "140")], "day": date(2026, 3, 3)}, {"starts": "2025-01-01"}, "supervisor"),
    ("emergency_out_of_network", {"lines": [("99284", "900")], "npi": OTHER_NPI, "tax": OTHER_TAX}, {}, "supervisor"),
]


@pytest.mark.parametrize(
    ("reason", "billed", "year", "owner"), PENDS, ids=lambda part: part if isinstance(part, str) else ""
)
def test_what_needs_a_person_waits_with_owner_reason_and_day(
    desk: Any, reason: str, billed: dict[str, Any], year: dict[str, Any], owner: str
) -> None:
    document = terms_document()
    if year:
        document["plans"][0]["years"][0] |= {"starts": "2025-01-01", "stops": "2025-12-31"}
    desk.load(**document)
    billed = dict(billed)
    desk.bill(desk.claim("A1", *billed.pop("lines"), **billed))
    assert desk.decide().pended == 1
    assert desk.reasons("A1") == [reason]
    claim = desk.claim_row("A1")
    assert (claim.stage, claim.status_category[:1]) == ("pended", "P")
    (item,) = desk.session.scalars(select(WorkItem).where(WorkItem.queue == "adjudication"))
    assert (item.reason, item.owner, item.subject_id) == (reason, owner, claim.id)
    assert desk.now.date() < item.due <= date(2026, 4, 15)
    assert desk.codes("A1") == []
    assert desk.decide().settled == 0


def test_released_claim_is_decided_and_its_work_closed(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "6000")))
    desk.decide()
    row = service.release(desk.session, desk.row("A1").id, note="Looked at it.", actor="staff:bo", now=desk.now)
    assert (row.state, str(row.paid)) == ("decided", "62.40")
    assert desk.session.scalars(select(WorkItem).where(WorkItem.closed_at.is_(None))).all() == []
    with pytest.raises(NotPended):
        service.release(desk.session, row.id, note="Again.", actor="staff:sam", now=desk.now)


def test_missing_price_is_not_released_by_word_but_by_a_price(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("12345", "140")))
    desk.decide()
    assert (
        service.release(desk.session, desk.row("A1").id, note="Go on.", actor="staff:bo", now=desk.now).state
        == "pended"
    )
    document = terms_document()
    document["contracts"][0]["rates"].append(
        {"setting": "professional", "method": "fee", "starts": "2026-01-01", "procedure": "12345", "amount": "50"}
    )
    desk.load(**document)
    row = service.release(desk.session, desk.row("A1").id, note="Price loaded.", actor="staff:bo", now=desk.now)
    assert (row.state, str(row.allowed)) == ("decided", "50.00")


def test_information_that_came_later_starts_the_clock_again(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("47379", "1200")))
    desk.decide()
    desk.now = datetime(2026, 4, 21, 15, tzinfo=UTC)
    row = service.release(
        desk.session, desk.row("A1").id, note="Records came.", actor="staff:bo", now=desk.now,
        information_received=date(2026, 4, 20),
    )  # fmt: skip
    assert row.due == date(2026, 5, 20)


@pytest.mark.parametrize("days", [-1, 1], ids=["before the claim", "tomorrow"])
def test_information_of_a_day_it_cannot_have_come_moves_no_clock(desk: Any, days: int) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("47379", "1200")))
    desk.decide()
    row = desk.row("A1")
    due, day = row.due, (row.received if days < 0 else desk.now.date()) + timedelta(days=days)
    with pytest.raises(InformationDayWrong):
        service.release(
            desk.session, row.id, note="Records came.", actor="staff:bo", now=desk.now, information_received=day
        )
    assert (desk.row("A1").state, desk.row("A1").due) == ("pended", due)


def test_a_person_denies_with_a_code_in_force_and_the_remittance_says_so(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("47379", "1200")))
    desk.decide()
    denial = {"group": "CO", "remark": "M127", "note": "Records never came.", "actor": "staff:bo", "now": desk.now}
    with pytest.raises(CodeUnusable):
        service.deny(desk.session, desk.row("A1").id, carc="9999", **denial)
    assert service.deny(desk.session, desk.row("A1").id, carc="252", **denial).decided_by == "staff:bo"
    (paid,) = desk.pay()
    assert b"CAS*CO*252*1200~" in desk.content(paid)
    assert b"BPR*H*0*C*NON" in desk.content(paid)
    assert desk.claim_row("A1").stage == "denied"
    assert desk.session.scalars(select(Denial.carc)).one() == "252"


@pytest.mark.parametrize(
    ("changes", "billed", "codes"),
    [
        ({"enrolments": []}, {}, [("PR", "31")]),
        ({"enrolments": [{"stops": "2026-02-01"}]}, {}, [("PR", "27")]),
        ({"enrolments": [{"starts": "2026-04-01"}]}, {}, [("PR", "26")]),
        ({"enrolments": [{"other_plan_primary": True}]}, {}, [("OA", "22")]),
        ({"contracts": [{"stops": "2026-02-01"}]}, {}, [("CO", "B7")]),
        ({}, {"npi": OTHER_NPI, "tax": OTHER_TAX}, [("PR", "242")]),
        ({}, {"day": date(2025, 12, 10)}, [("PR", "26")]),
        ({}, {"day": date(2026, 3, 3), "order": "S"}, [("OA", "22")]),
        ({}, {"lines": [("15820", "900")]}, [("PR", "204")]),
        ({}, {"lines": [("70551", "900")]}, [("CO", "197")]),
        ({}, {"lines": [("70551", "900")], "authorization": ("X9",)}, [("CO", "15")]),
        ({}, {"lines": [("80053", "50"), ("82947", "20")]}, [("CO", "45"), ("PR", "1"), ("CO", "97")]),
    ],
)  # fmt: skip
def test_what_is_on_file_decides(
    desk: Any, changes: dict[str, Any], billed: dict[str, Any], codes: list[tuple[str, str]]
) -> None:
    document = terms_document()
    for name, rows in changes.items():
        document[name] = [{**document[name][0], **row} for row in rows]
    desk.load(**document)
    lines = billed.pop("lines", [("99213", "140")])
    desk.bill(desk.claim("A1", *lines, **billed))
    assert desk.decide().decided == 1
    assert [one[:2] for one in desk.codes("A1")] == codes
    desk.pay()


def test_late_claim_is_denied_by_the_day_it_came(desk: Any) -> None:
    desk.load()
    desk.now = datetime(2026, 6, 2, 12, tzinfo=UTC)
    desk.bill(desk.claim("A1", ("99213", "140")))
    desk.decide()
    assert desk.codes("A1") == [("CO", "29", "140.00")]


def test_authorized_units_are_taken_once_over_claims(desk: Any) -> None:
    given = {"payer": "FBK90", "member_id": "M1", "first_name": "Ada", "last_name": "Vandermeer",
             "date_of_birth": "1980-05-17", "number": "AU1", "procedure": "70551", "starts": "2026-01-01",
             "stops": "2026-12-31", "units": 1}  # fmt: skip
    desk.load(authorizations=[given])
    for account, day in (("A1", date(2026, 3, 3)), ("A2", date(2026, 3, 9))):
        desk.bill(desk.claim(account, ("70551", "900"), authorization=("AU1",), day=day))
    desk.decide()
    assert [one[:2] for one in desk.codes("A1")] == [("CO", "45"), ("PR", "1"), ("PR", "2")]
    assert desk.codes("A2") == [("CO", "198", "900.00")]


def test_the_same_service_is_paid_once(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "140")))
    desk.bill(desk.claim("A2", ("99213", "140")), desk.claim("A3", ("99213", "140"), modifiers=("76",)))
    desk.decide()
    assert desk.codes("A2") == [("CO", "18", "140.00")]
    assert desk.row("A3").paid == desk.row("A1").paid


def test_the_other_side_is_paid_beside_the_first(desk: Any) -> None:
    """The same service for the same charge, left on one claim and right on the next, then right again."""
    desk.load()
    for account, side in (("A1", "LT"), ("A2", "RT"), ("A3", "RT")):
        desk.bill(desk.claim(account, ("97110", "60"), modifiers=(side,)))
        desk.decide()
    assert [desk.row(account).allowed.amount for account in ("A1", "A2", "A3")] == [30, 30, 0]
    assert desk.codes("A3") == [("CO", "18", "60.00")]


def test_deductible_and_visits_carry_over_from_claim_to_claim(desk: Any) -> None:
    desk.load()
    days = [date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 5)]
    desk.bill(*(desk.claim(f"A{n}", ("97110", "60"), ("29881", "1500"), day=day) for n, day in enumerate(days, 1)))
    desk.decide()
    assert [str(desk.row(f"A{n}").deductible) for n in (1, 2, 3)] == ["100.00", "0.00", "0.00"]
    assert ("PR", "119", "60.00") in desk.codes("A3")
    assert desk.used()[2] == {"therapy": 2, "surgery": 3}


def test_second_payer_pays_what_the_first_left_at_most(desk: Any) -> None:
    desk.load(enrolments=[{**terms_document()["enrolments"][0], "other_plan_primary": True}])
    other = first_payer("90", ("CO", "45", "30"), ("PR", "2", "20"))
    desk.bill(desk.claim("A1", ("99213", "140"), order="S", others=(other,)))
    desk.decide()
    assert desk.codes("A1") == [("OA", "23", "120.00")]
    (paid,) = desk.pay()
    assert b"CLP*A1*2*140*20*" in desk.content(paid)
    assert str(desk.claim_row("A1").paid) == "20.00"


def test_replacement_takes_the_first_decision_back_to_the_cent(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "140"), ("29881", "1500")))
    desk.decide()
    (first,) = desk.pay()
    before = desk.used()
    number = desk.claim_row("A1").payer_claim_control_number
    desk.now += timedelta(days=3)
    desk.bill(desk.claim("A1R", ("99213", "140"), ("29881", "1500"), frequency="7", original=(number,)))
    desk.decide()
    assert desk.used() == before
    assert desk.row("A1").state == "taken_back"
    (second,) = desk.pay()
    assert desk.row("A1").state == "reversed"
    assert desk.row("A1R").paid == desk.row("A1").paid
    assert desk.row("A1R").deductible == desk.row("A1").deductible
    assert (second.claims, str(second.amount)) == (2, "0.00")
    assert desk.claim_row("A1").stage == "reversed"
    assert desk.claim_row("A1R").stage == "paid"
    assert str(first.amount) == str(desk.claim_row("A1R").paid)


def test_void_gives_back_and_the_debt_goes_forward_to_the_next_payment(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "140")))
    desk.decide()
    desk.pay()
    number = desk.claim_row("A1").payer_claim_control_number
    desk.bill(desk.claim("A1V", ("99213", "140"), frequency="8", original=(number,)))
    assert desk.decide().decided == 1
    assert desk.used() == ("0.00", "0.00", {})
    (back,) = desk.pay()
    assert str(back.amount) == "0.00"
    assert b"PLB*1234567893*20261231*FB:" in desk.content(back)
    assert (desk.row("A1").state, desk.row("A1V").state) == ("reversed", "void")
    assert (desk.claim_row("A1").stage, desk.claim_row("A1V").stage) == ("reversed", "no_payment")
    desk.bill(
        desk.claim("A2", ("99213", "140"), day=date(2026, 3, 5)),
        desk.claim("A3", ("99213", "140"), day=date(2026, 3, 6)),
    )
    desk.decide()
    (after,) = desk.pay()
    assert str(after.amount) == "62.40"
    assert LedgerRepository(desk.session).balance("forward_balance") == Money.zero()
    assert LedgerRepository(desk.session).balance("remittance_clearing") == Money.zero()


def test_story_tells_a_pend_once_and_that_the_claim_is_decided_here(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "6000")))
    assert desk.decide().pended == 1
    told = tell(desk.session, desk.claim_row("A1").id)
    waited = [one for one in told.chapters if "supervisor" in one.sentence]
    assert len(waited) == 1
    assert told.decided_here
    assert told.standing.owner == "supervisor"


def test_replacement_of_a_pended_claim_takes_its_place(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("47379", "1200")))
    desk.decide()
    number = desk.claim_row("A1").payer_claim_control_number
    desk.bill(desk.claim("A1R", ("29881", "1200"), frequency="7", original=(number,)))
    desk.decide()
    assert (desk.row("A1").state, desk.claim_row("A1").stage) == ("cancelled", "no_payment")
    assert desk.row("A1R").state == "decided"
    assert desk.session.scalars(select(WorkItem).where(WorkItem.closed_at.is_(None))).all() == []
    assert [one.claims for one in desk.pay()] == [1]


def test_replacement_waits_for_the_decision_on_what_it_replaces(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "140")))
    number = desk.claim_row("A1").payer_claim_control_number
    desk.bill(desk.claim("A1R", ("99213", "150"), frequency="7", original=(number,)))
    outcome = desk.decide()
    assert (outcome.decided, outcome.left) == (1, 1)
    assert desk.decide().decided == 1
    assert desk.used() == ("0.00", "30.00", {"office": 1})
    (paid,) = desk.pay()
    assert (paid.claims, str(paid.amount)) == (3, "62.40")
    assert desk.claim_row("A1").stage == "reversed"


def test_what_was_taken_back_is_not_taken_back_twice(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "140")))
    desk.decide()
    number = desk.claim_row("A1").payer_claim_control_number
    desk.bill(desk.claim("V1", ("99213", "140"), frequency="8", original=(number,)))
    desk.bill(desk.claim("V2", ("99213", "140"), frequency="8", original=(number,)))
    desk.decide()
    assert desk.reasons("V2") == ["conflicting_data"]
    assert desk.used() == ("0.00", "0.00", {})


def test_late_payment_bears_interest_in_plb_and_the_whole_still_balances(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "140")))
    desk.decide()
    desk.now += timedelta(days=40)
    (paid,) = desk.pay()
    assert str(desk.row("A1").interest) == "0.21"
    assert str(paid.amount) == "62.61"
    content = desk.content(paid)
    assert b"*L6:" in content
    assert b"AMT*I*0.21~" in content
    assert LedgerRepository(desk.session).balance("interest") == Money.of("-0.21")


def test_taking_up_and_paying_again_changes_nothing(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "140")))
    file_id = desk.claim_row("A1").file_id
    assert service.take_up(desk.session, desk.now, file_id=file_id) == 0
    desk.decide()
    assert len(desk.pay()) == 1
    assert desk.pay() == []
    assert service.take_up(desk.session, desk.now, file_id=file_id) == 0


def test_claims_of_other_payers_are_left_alone(desk: Any) -> None:
    document = terms_document()
    desk.load(**{**document, "payers": [{"identifier": "FBK90", "name": "Fernbrook"}]})
    desk.bill(desk.claim("A1", ("99213", "140")))
    assert desk.jobs() == []
    assert desk.decide().settled == 0


def test_lost_jobs_are_found(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "140")))
    assert service.left_behind(desk.session, desk.now - timedelta(days=1)) == ([], [])
    desk.session.execute(text("DELETE FROM adjudication"))
    files, _ = service.left_behind(desk.session, desk.now - timedelta(days=1))
    assert files == [desk.claim_row("A1").file_id]


def test_remittance_reads_back_without_a_finding_and_equals_when_imported_elsewhere(desk: Any) -> None:
    desk.load()
    desk.bill(
        desk.claim("A1", ("99213", "140"), ("15820", "900")), desk.claim("A2", ("29881", "1500"), day=date(2026, 3, 5))
    )
    desk.decide()
    (paid,) = desk.pay()
    reader = read(desk.content(paid), codes=PublishedCodes())
    transaction = next(iter(reader))
    found = [one.model for one in transaction.records()]
    assert transaction.findings == []
    assert transaction.header.payment_amount == sum(one.paid for one in found)
    assert {one.patient_control_number: one.paid for one in found} == {
        account: desk.row(account).paid.amount for account in ("A1", "A2")
    }
    assert all(one.charge == one.paid + sum(a.amount for a in one.all_adjustments) for one in found)


def test_acknowledgement_reads_back_without_a_finding(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "140")), desk.claim("A2", ("99213", "140"), day=date(2026, 3, 5)))
    content = desk.session.scalar(text("SELECT content FROM outgoing_interchange WHERE kind = '277CA'"))
    reader = read(bytes(content), codes=PublishedCodes())
    transaction = next(iter(reader))
    told = [one.model for one in transaction.records() if one.level == "claim"]
    assert transaction.findings == []
    assert {one.payer_claim_control_number for one in told} == {
        desk.claim_row(account).payer_claim_control_number for account in ("A1", "A2")
    }


def test_question_where_a_claim_stands_is_answered(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "140")))
    desk.decide()
    desk.pay()
    claim = desk.claim_row("A1")
    row = desk.session.get(Payer, claim.payer_id)
    member, provider = desk.session.get(Member, claim.member_id), desk.session.get(Provider, claim.provider_id)
    asked = status_question(claim, member, provider, row, Name("41", "2", "Asker", id_qualifier="46", id="S1"), "T1")
    other = asked._replace(references=(Reference("EJ", "NOBODY"),), trace_number="T2")
    path = desk.folder / "question.x12"
    with path.open("wb") as out:
        envelope = Envelope("ZZ", "SENDER", "ZZ", "US", created=datetime(2026, 3, 1, 6, 0), control_number=77)
        write(out, envelope, [inquiries(StatusHeader("S1", desk.now.date(), "0800"), [asked, other])])
    report = desk.bring_in(path)
    assert (report.type, report.posted) == ("276", 2)
    content = desk.session.scalar(text("SELECT content FROM outgoing_interchange WHERE kind = '277'"))
    reader = read(bytes(content), codes=PublishedCodes())
    transaction = next(iter(reader))
    answers = {one.model.trace_number: one.model.answers[0] for one in transaction.records()}
    assert transaction.findings == []
    assert answers["T1"].statuses[0][:2] == ("F1", "65")
    assert answers["T1"].paid == claim.paid.amount
    assert answers["T2"].statuses[0].category == "A4"


@pytest.mark.parametrize("order", ["P", "S"])
def test_a_claim_we_submit_to_a_client_is_decided_without_coming_back_by_file(desk: Any, order: str) -> None:
    first = terms_document()["enrolments"][0]
    desk.load(enrolments=[{**first, "other_plan_primary": order == "S"}])
    others = (first_payer("90", ("CO", "45", "30"), ("PR", "2", "20")),) if order == "S" else ()
    billed = desk.claim("OURS1", ("99213", "140"), order=order, others=others)
    payer = desk.session.scalars(select(Payer).where(Payer.identifier == "FBK90")).one()
    provider = Provider(npi=NPI, name="Oak Practice", tax_id=TAX)
    desk.session.add(provider)
    member = desk.session.scalars(select(Member)).one()
    desk.session.flush()
    claim = Claim(
        payer_id=payer.id, provider_id=provider.id, member_id=member.id, patient_control_number="OURS1", form="P",
        plan_type="commercial", payer_order=order, other_plan_on_file=order == "S", service_from=SERVICE,
        service_to=SERVICE, received=SERVICE, charge=Money.of("140"), place_of_service="11", filing_indicator="CI",
        diagnoses=["I10"],
    )  # fmt: skip
    desk.session.add(claim)
    desk.session.flush()
    desk.session.add(
        ClaimLine(claim_id=claim.id, number=1, procedure="99213", charge=claim.charge, service_from=SERVICE)
    )
    bill = {"claim_837": AS_WRITTEN.dump_python(billed, mode="json"), "insurance": {"member_id": "M1"}}
    outgoing = OutgoingClaim(claim_id=claim.id, bill=bill, state="ready", built_on=SERVICE)
    desk.session.add(outgoing)
    desk.session.flush()
    (submission,) = submit_ready(desk.session, desk.now)
    assert "adjudication:take_up" in desk.jobs()
    assert service.take_up(desk.session, desk.now, submission_id=submission.id) == 1
    assert desk.decide().decided == 1
    expected = [("CO", "45", "47.60"), ("PR", "3", "30.00")] if order == "P" else [("OA", "23", "120.00")]
    assert desk.codes("OURS1") == expected
    desk.pay()
    assert desk.claim_row("OURS1").stage == "paid"
