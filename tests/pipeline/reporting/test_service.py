"""The monthly package on a generated world: it reconciles, its lists are its figures, and what does not hold is refused."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select, text

from backend.kit.ids import new_id
from backend.models.claim import Claim
from backend.models.file import File
from backend.models.ledger import LedgerEntry, LedgerTransaction
from backend.models.remittance import RemittanceClaim
from backend.models.report import ReportList
from backend.models.work_item import WorkItem
from backend.pipeline.intake.service import match_advice
from backend.pipeline.posting.entries import Entry
from backend.pipeline.posting.repository import LedgerRepository, NewTransaction
from backend.pipeline.reporting import document, service
from backend.pipeline.reporting.errors import MonthNotOver, NoSuchClient, SeveralClients
from backend.pipeline.reporting.lists import LISTS
from backend.pipeline.reporting.repository import Picked
from backend.pipeline.reporting.schemas import Figure, ListRef, Package
from tests.pipeline.posting.conftest import Files, Paid

FEBRUARY, JANUARY = date(2026, 2, 1), date(2026, 1, 1)


def figures(package: Package) -> dict[str, Figure]:
    return {one.key: one for section in package.sections for one in section.figures}


def behind(world, report, ref: ListRef):
    picked = Picked(ref.payer_id, tuple(ref.slices), ref.hit)
    return service.claims_behind(world, report.id, service.Asked(ref.basis, picked, 0, 100_000))


def test_every_clients_month_reconciles_to_the_cent(world, now) -> None:
    for client in service.clients(world):
        report = service.make(world, client, FEBRUARY, now, "test")
        package = Package.model_validate(report.package)
        assert [one for one in package.reconciliation.checks if not one.holds] == []
        assert (report.state, report.reason, report.owner) == ("published", "", "")
    assert world.scalar(select(func.count()).select_from(WorkItem).where(WorkItem.queue == "reports")) == 0


def test_the_months_opening_is_the_closing_before(world, practice, now) -> None:
    before = Package.model_validate(service.make(world, practice, JANUARY, now, "test").package)
    after = Package.model_validate(service.make(world, practice, FEBRUARY, now, "test").package)
    for one, other in zip(before.reconciliation.accounts, after.reconciliation.accounts, strict=True):
        assert one.closing.amount == other.opening.amount
    assert after.reconciliation.checks[-1].name.startswith("Opening = closing published before")
    assert figures(after)["denial_rate"].before == figures(before)["denial_rate"].display


def test_what_a_figure_opens_adds_up_to_it(world, practice, now, money) -> None:
    report, package = service.monthly(world, practice.key, FEBRUARY, now, "test")
    found = figures(package)
    owed = behind(world, report, found["receivables"].claims)
    assert money(found["receivables"].display) == owed.amount == str(sum(Decimal(one.amount) for one in owed.claims))
    decided = behind(world, report, found["decided"].claims)
    assert found["decided"].value == str(decided.count) == str(len(decided.claims))
    denied = behind(world, report, found["denial_rate"].claims)
    assert Decimal(found["denial_rate"].value) == round(Decimal(100 * denied.count) / decided.count, 2)
    for section in package.sections:
        for table in section.tables:
            for row in table.rows:
                if row.claims is not None:
                    assert len(behind(world, report, row.claims).claims) == behind(world, report, row.claims).count


def test_a_payment_a_person_matched_is_not_automatic_and_took_until_then(session, tmp_path) -> None:
    files = Files(session, tmp_path)
    files.bill("A10", "A11")
    files.pay(*(Paid(account, "200.00", "200.00") for account in ("A11", "A1")))
    came = session.scalars(select(File.received_at).order_by(File.received_at.desc())).first()
    held = session.scalars(select(RemittanceClaim.id).where(RemittanceClaim.held_reason != "")).one()
    claim = session.scalars(select(Claim.id).where(Claim.patient_control_number == "A10")).one()
    match_advice(session, held, claim, "staff:biller", came + timedelta(days=10))
    (client,) = [one for one in service.clients(session) if one.kind == "practice"]
    month = came.date().replace(day=1)
    report = service.make(session, client, month, came + timedelta(days=40), "test")
    found = figures(Package.model_validate(report.package))
    assert found["auto_posting_rate"].value == "50.00"
    rows = behind(session, report, ListRef(basis="posting")).claims
    assert {(one.slice, one.hit, one.measure) for one in rows} == {
        ("automatic", True, "0.00"), ("after matching", False, "240.00"),
    }  # fmt: skip


def test_every_movement_of_the_reconciliation_opens_its_claims(world, practice, now, money) -> None:
    report, package = service.monthly(world, practice.key, FEBRUARY, now, "test")
    for account in package.reconciliation.accounts:
        for one in (account.opening, *account.movements, account.closing):
            if one.claims is not None:
                assert behind(world, report, one.claims).amount == money(one.amount)


def test_lists_stay_what_they_were_when_claims_move_on(world, practice, now) -> None:
    report, package = service.monthly(world, practice.key, FEBRUARY, now, "test")
    owed = figures(package)["receivables"]
    ref = owed.claims
    world.execute(
        text("UPDATE claim SET stage = 'paid', charge = 1 WHERE provider_id = ANY(:ids)"), {"ids": list(practice.ids)}
    )
    assert behind(world, report, ref).amount == str(Decimal(owed.value))
    again = service.monthly(world, practice.key, FEBRUARY, now, "test")
    assert again[0].id == report.id


def test_the_receivables_are_those_of_the_ledger_and_of_undecided_claims(world, practice, now) -> None:
    package = service.monthly(world, practice.key, FEBRUARY, now, "test")[1]
    ledger = world.scalar(
        select(func.sum(LedgerEntry.amount))
        .join(LedgerTransaction, LedgerTransaction.id == LedgerEntry.transaction_id)
        .join(Claim, Claim.id == LedgerTransaction.claim_id)
        .where(
            Claim.provider_id.in_(practice.ids),
            LedgerEntry.account.like("receivable%"),
            LedgerTransaction.effective < date(2026, 3, 1),
        )
    )
    undecided = world.scalar(
        text("""SELECT sum(c.charge) FROM claim c
                WHERE c.provider_id = ANY(:ids) AND c.received < '2026-03-01' AND c.frequency <> '8'
                AND NOT EXISTS (SELECT 1 FROM ledger_transaction t WHERE t.claim_id = c.id AND t.effective < '2026-03-01')
                AND NOT EXISTS (SELECT 1 FROM claim_event e WHERE e.claim_id = c.id AND e.effective < '2026-03-01'
                                AND e.kind IN ('replaced', 'void_requested'))"""),
        {"ids": list(practice.ids)},
    )
    assert Decimal(figures(package)["receivables"].value) == ledger.amount + undecided


def test_unknown_sources_are_not_measured_and_never_zero(world, practice, now) -> None:
    found = figures(service.monthly(world, practice.key, FEBRUARY, now, "test")[1])
    for key in ("clean_claim_rate", "charge_lag", "coded_in_time", "queries", "underpayments"):
        assert (found[key].value, found[key].display, found[key].claims) == (None, "not measured", None)
        assert found[key].not_measured


def test_money_moved_without_its_remittance_is_refused_with_an_owner_and_a_date(world, practice, now) -> None:
    claim = world.scalar(select(Claim).where(Claim.provider_id.in_(practice.ids), Claim.advice_id.is_not(None)))
    wrong = [Entry("remittance_clearing", Decimal("10.00")), Entry("receivable_patient", Decimal("-10.00"))]
    LedgerRepository(world).post([NewTransaction("test|wrong", "remittance", date(2026, 2, 10), wrong, claim.id)])
    report = service.make(world, practice, FEBRUARY, now, "test")
    assert (report.state, report.owner) == ("refused", "supervisor")
    assert "$10.00" in report.reason
    assert report.next_date > now.date()
    work = world.scalar(select(WorkItem).where(WorkItem.queue == "reports"))
    assert (work.reason, work.owner) == ("not_reconciled", "supervisor")
    right = [Entry("remittance_clearing", Decimal("-10.00")), Entry("receivable_patient", Decimal("10.00"))]
    LedgerRepository(world).post([NewTransaction("test|right", "remittance", date(2026, 2, 11), right, claim.id)])
    again = service.make(world, practice, FEBRUARY, now, "test")
    assert (again.state, again.version) == ("published", 2)
    world.refresh(work)
    assert work.outcome == "published"


def test_a_month_whose_files_are_not_all_read_waits(world, practice, now) -> None:
    file = File(
        id=new_id(), sha256="ab" * 32, name="late.835", size_bytes=1, received_at=now - timedelta(days=20), state="kept"
    )
    world.add(file)
    world.flush()
    report = service.make(world, practice, FEBRUARY, now, "test")
    assert (report.state, report.reason) == ("refused", "1 file of the month is not read to the end.")


def test_the_month_that_runs_is_not_reported(world, practice, now) -> None:
    with pytest.raises(MonthNotOver):
        service.make(world, practice, date(2026, 3, 1), now, "test")


@pytest.mark.parametrize("part", ["key", "tax_id", "name", "npi", "id"])
def test_a_client_is_found_by_any_of_its_names(world, practice, part) -> None:
    said = {"npi": practice.npis[0], "id": str(practice.ids[0])}.get(part) or getattr(practice, part)
    assert service.find_client(world, f" {said} ").key == practice.key


def test_a_name_nobody_has_and_one_that_several_have(world) -> None:
    with pytest.raises(NoSuchClient):
        service.find_client(world, "no such practice")
    with pytest.raises(SeveralClients) as refusal:
        service.find_client(world, "a")
    assert len(refusal.value.extra["clients"]) > 1


def test_what_is_due_is_every_client_not_published_yet(world, practice, now) -> None:
    due = service.make_due(world, now)
    assert {month for _, month in due} == {FEBRUARY}
    service.make(world, practice, FEBRUARY, now, "test")
    assert practice.key not in {client.key for client, _ in service.make_due(world, now)}


@pytest.mark.parametrize(
    ("month", "day"),
    [(date(2026, 2, 1), date(2026, 3, 6)), (date(2025, 12, 1), date(2026, 1, 8)), (date(2026, 8, 1), date(2026, 9, 8))],
)
def test_due_is_the_fifth_business_day_without_holidays(month: date, day: date) -> None:
    assert service.due_day(month) == day


def test_paper_and_spreadsheet_say_what_the_package_says(world, practice, now) -> None:
    report, package = service.monthly(world, practice.key, FEBRUARY, now, "test")
    paper = document.pdf(package, report.version)
    assert paper.startswith(b"%PDF-")
    assert paper == document.pdf(package, report.version)
    sheet = document.table_csv(package)
    assert figures(package)["receivables"].value in sheet
    assert all(not line.startswith(("=", "+", "@")) for line in sheet.splitlines())


def test_each_list_is_stored_once_and_none_is_forgotten(world, practice, now) -> None:
    report = service.make(world, practice, FEBRUARY, now, "test")
    kept = set(world.scalars(select(ReportList.basis).where(ReportList.report_id == report.id)))
    assert kept <= set(LISTS)
    assert {"ageing", "opening", "movement", "decided", "entered"} <= kept


def test_patients_payments_and_write_offs_reconcile_as_movements_of_their_own(world, practice, now) -> None:
    claims = list(
        world.scalars(select(Claim).where(Claim.provider_id.in_(practice.ids), Claim.advice_id.is_not(None)).limit(3))
    )
    movements = [
        ("cash", "15.00", "patient_payment"),
        ("write_off", "7.00", "write_off"),
        ("receivable_collection", "3.00", "x"),
    ]
    LedgerRepository(world).post(
        [
            NewTransaction(
                f"test|{account}", kind, date(2026, 2, 20),
                [Entry(account, Decimal(amount)), Entry("receivable_patient", -Decimal(amount))], claim.id,
            )
            for claim, (account, amount, kind) in zip(claims, movements, strict=True)
        ]
    )  # fmt: skip
    report = service.make(world, practice, FEBRUARY, now, "test")
    assert (report.state, report.reason) == ("published", "")
    package = Package.model_validate(report.package)
    moved = {one.name: one.amount for one in package.reconciliation.accounts[1].movements}
    assert moved["− patients' payments"] == "-$15.00"
    assert moved["− written off"] == "-$7.00"
    assert moved["− referred to collection"] == "-$3.00"


def test_age_by_payer_by_debtor_and_in_all_are_the_same_money(world, practice, now, money) -> None:
    package = service.monthly(world, practice.key, FEBRUARY, now, "test")[1]
    tables = {one.key: one for section in package.sections for one in section.tables}
    by_payer = sum(Decimal(money(row.cells[-1])) for row in tables["ageing"].rows)
    by_debtor = sum(Decimal(money(row.cells[-1])) for row in tables["owed_by"].rows[:-1])
    assert by_payer == by_debtor == Decimal(figures(package)["receivables"].value)
