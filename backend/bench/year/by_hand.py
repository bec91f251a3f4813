"""The same year worked by hand: the same visits, the same payers, the same staff minutes, and no pipeline.

Nobody asks about cover, nothing is scrubbed, payments are posted by hand, and what comes back is worked first come first
served. The people are as good: they read the same charts, know the same triage, and write the same appeals; what they
lack is the order of work and somebody who never forgets a day. Kept in memory; the files are real all the same.
"""

from __future__ import annotations

import io
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from backend.bench.year.chart import Charts
from backend.bench.year.simulate import World
from backend.bench.year.staff import MINUTES, MINUTES_A_CLAIM
from backend.codes.deadlines import next_business_day
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.models.payer import Payer
from backend.pipeline.denials.facts import AdjustmentFacts, Triage
from backend.pipeline.denials.triage import triage
from backend.pipeline.encounters.rules import code
from backend.pipeline.encounters.schemas import NewEncounter
from backend.pipeline.encounters.service import CodedEncounter
from backend.pipeline.scrubbing.building import built
from backend.pipeline.submission.bill import claim_837
from backend.world.operation.notes import note
from backend.world.operation.visits import Visit
from backend.world.payers import PAYERS
from backend.x12 import read
from backend.x12.claim_837.models import Claim, SubmissionHeader
from backend.x12.claim_837.writing import claims as claims_set
from backend.x12.parts import Contact, Name
from backend.x12.writer import Envelope, write

POST_MINUTES = 3
"""To find the account and post one claim's payment by hand."""
NOTICES = 4
"""Statements before nobody waits for the patient any more."""
NUDGE_DAYS = 60
"""By hand, a claim nobody answered is noticed when the ageing list of the second month is read."""
_SEND_AGAIN = frozenset(
    {
        "correct_and_resubmit",
        "obtain_authorization",
        "verify_coverage",
        "bill_other_payer",
        "update_coordination_of_benefits",
    }
)
_SUBMITTER = Name("41", "2", "By Hand Billing", id_qualifier="46", id="CLAIMLINE")
_RECEIVER = Name("40", "2", "Clearinghouse", id_qualifier="46", id="CLEARINGHOUSE")
_CONTACT = (Contact("IC", "Claims Desk", (("TE", "4405550142"),)),)


@dataclass(slots=True)
class _Account:
    """One visit's money."""

    visit: Visit
    encounter: NewEncounter
    payer: str
    charge: Decimal
    sent: date | None = None
    decided: bool = False
    collected: Decimal = Decimal(0)
    contractual: Decimal = Decimal(0)
    given_up: Decimal = Decimal(0)
    patient: Decimal = Decimal(0)
    number: str = ""
    tries: int = 0

    @property
    def open(self) -> Decimal:
        return max(Decimal(0), self.charge - self.collected - self.contractual - self.given_up)


@dataclass(slots=True)
class ByHand:
    """The year by hand."""

    world: World
    charts: Charts = field(init=False)
    accounts: dict[str, _Account] = field(default_factory=dict)
    queue: deque[tuple[str, Any]] = field(default_factory=deque)
    leaving: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    rows: dict[str, Payer] = field(default_factory=dict)
    files: int = 0
    rejected: set[str] = field(default_factory=set)
    later: dict[date, list[tuple[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.charts = Charts(self.world.rates)
        self.rows = {
            one.identifier: Payer(id=new_id(), identifier=one.identifier, name=one.name, adjudicated_here=False)
            for one in PAYERS
        }  # fmt: skip

    def run(self) -> dict[str, Any]:
        """From the first day to the last; what it came to."""
        closing: dict[date, list[Visit]] = defaultdict(list)
        for day, visits in self.world.days():
            for visit in visits:
                closing[next_business_day(visit.closed)].append(visit)
            if next_business_day(day) != day:
                continue
            for visit in closing.pop(day, ()):
                self._enter(visit, day)
            for kind, given in self.later.pop(day, ()):
                self.queue.append((kind, given))
            now = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=11)
            self._mail(now)
            self._work(now)
            self._send(now)
        return self._result()

    # ---- in

    def _enter(self, visit: Visit, day: date) -> None:
        self.charts.visits[visit.number] = visit
        encounter = NewEncounter.model_validate(note(visit, visit.patient.registered, self.world.rates.notes))
        if code(encounter) is None:
            # somebody writes to the physician, who answers some day
            encounter = NewEncounter.model_validate(self.charts.whole(visit))
            self._open(visit, encounter)
            self.later[next_business_day(day + timedelta(days=10))].append(("answered", visit.number))
            return
        self._open(visit, encounter)
        self.leaving.append(visit.number)
        if visit.sent_twice:
            self.done["sent twice"] += 1

    def _open(self, visit: Visit, encounter: NewEncounter) -> None:
        coded = code(encounter)
        charge = sum((one.charge for one in coded.lines), Decimal(0)) if coded else Decimal(0)
        self.accounts[visit.number] = _Account(visit, encounter, encounter.insurance.payer_identifier, charge)

    # ---- out

    def _send(self, now: datetime) -> None:
        waiting, self.leaving = self.leaving, []
        groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for number in dict.fromkeys(waiting):
            account = self.accounts[number]
            account.sent, account.payer = now.date(), account.encounter.insurance.payer_identifier
            account.tries += 1
            groups[account.payer, account.encounter.form].append(self._claim(account, now))
            day = next_business_day(now.date() + timedelta(days=NUDGE_DAYS))
            self.later[day].append(("nudge", number))
        for (payer, form), claims in groups.items():
            self.files += 1
            out = io.BytesIO()
            header = SubmissionHeader(f"H{self.files:08d}", now.date(), "1700", _SUBMITTER, _RECEIVER, _CONTACT)
            one = claims_set(header, claims, institutional=form == "I")
            write(out, Envelope("ZZ", "CLAIMLINE", "ZZ", payer, now.replace(tzinfo=None), self.files), [one])
            self.world.payers[payer].take(f"{self.files}", out.getvalue(), now)

    def _claim(self, account: _Account, now: datetime) -> Claim:
        coded = code(account.encounter)
        assert coded is not None, "what cannot be coded is not sent"
        row = self.rows[account.payer]
        given = CodedEncounter(new_id(), row.id, new_id(), new_id(), False, account.encounter, coded)
        claim, lines, outgoing = built(given, now)
        claim.payer_order = "P"
        if account.number:
            claim.frequency, claim.original_claim_number = "7", account.number
        return claim_837(claim, lines, outgoing.bill, row)

    # ---- back

    def _mail(self, now: datetime) -> None:
        for payer in self.world.payers.values():
            for file in payer.due(now):
                if not file.name.startswith("again-"):
                    self._file(file.content)
            letters, payer.letters = payer.letters, []
            self.done["letters"] += len(letters)

    def _file(self, content: bytes) -> None:
        for transaction in read(content, check=False):
            for record in transaction.records():
                model = record.model
                if transaction.kind == "277CA" and record.level == "claim":
                    status = model.information[0].statuses[0]
                    if status.category in ("A3", "A6", "A7", "A8"):
                        self.queue.append(("rejection", model.patient_control_number))
                elif transaction.kind == "835":
                    self.queue.append(("post", model))
                elif transaction.kind == "999" and not model.accepted:
                    self.done["files rejected"] += 1

    # ---- first come first served

    def _work(self, now: datetime) -> None:
        minutes = self.world.a_day * MINUTES_A_CLAIM
        while self.queue and minutes > 0:
            kind, given = self.queue.popleft()
            minutes -= getattr(self, f"_{kind}")(given, now)

    def _post(self, advice: Any, now: datetime) -> float:
        account = self.accounts.get(advice.patient_control_number)
        if account is None:
            self.done["unmatched"] += 1
            return 15
        account.number = advice.payer_claim_control_number
        account.decided = True
        account.collected += advice.paid
        judged = [(one, self._judged(advice, one, account, now)) for one in advice.all_adjustments]
        denied = [one for one, found in judged if found.is_denial and one.amount > 0]
        # the same reductions the ledger of the pipeline calls contractual, by the same triage
        account.contractual += sum(
            (one.amount for one, found in judged if found.root_cause == "contractual"), Decimal(0)
        )
        account.patient += sum(
            (one.amount for one, found in judged if one.group == "PR" and not found.is_denial), Decimal(0)
        )
        if denied and not advice.is_reversal:
            self.queue.append(("denial", (advice.patient_control_number, advice, denied[0])))
        elif account.patient > 0 and not advice.is_reversal:
            self._patient(account, now)
        self.done["posted"] += 1
        return POST_MINUTES

    def _judged(self, advice: Any, one: Any, account: _Account, now: datetime) -> Triage:
        payer = next(each for each in PAYERS if each.identifier == account.payer)
        return triage(
            AdjustmentFacts(
                group=one.group, carc=one.reason, remarks=(), amount=Money.of(one.amount), charge=Money.of(abs(advice.charge)),
                claim_status=advice.status, plan_type=payer.plan_type, service_from=account.visit.day,
                remittance_date=now.date(), frequency="1",
                authorization_on_file=bool(account.encounter.authorization_number), other_plan_on_file=None,
                payer=payer.name,
            )
        )  # fmt: skip

    def _patient(self, account: _Account, now: datetime, notice: int = 1) -> None:
        """Statements go out on the first business day of the next month, as often as the pipeline sends them."""
        first = next_business_day((now.date().replace(day=1) + timedelta(days=32)).replace(day=1))
        self.later[first].append(("statement", (account, notice)))

    def _statement(self, given: tuple[_Account, int], now: datetime) -> float:
        """Who pays, pays some days later; who does not is told again. Printing them costs nobody's minutes, here as there."""
        account, notice = given
        if account.patient <= 0:
            return 0
        drawn = Random(f"{account.visit.number}:{notice}:statement").randrange(1000)
        if drawn < self.world.rates.people.pays_statement:
            day = next_business_day(now.date() + timedelta(days=2 + drawn % 19))
            self.later[day].append(("patient_pays", account))
        elif notice < NOTICES:
            self._patient(account, now, notice + 1)
        return 0

    def _patient_pays(self, account: _Account, now: datetime) -> float:
        account.collected += account.patient
        account.patient = Decimal(0)
        return 1

    def _rejection(self, number: str, now: datetime) -> float:
        account = self.accounts.get(number)
        if account is None or account.decided:
            return 1
        self.rejected.add(number)
        self._again(account)
        return MINUTES["rejections"]

    def _again(self, account: _Account) -> None:
        """Put right from the chart, insurance asked for, and sent again."""
        if not self.charts.insurance_told(account.visit, always=True) or account.tries > 3:
            account.given_up = account.open
            return
        account.encounter = NewEncounter.model_validate(self.charts.whole(account.visit))
        if account.encounter.insurance.payer_identifier != account.payer:
            account.number = ""
        self.leaving.append(account.visit.number)

    def _answered(self, number: str, now: datetime) -> float:
        self.leaving.append(number)
        return MINUTES["coding_queries"]

    def _denial(self, given: tuple[str, Any, Any], now: datetime) -> float:
        number, advice, adjustment = given
        account = self.accounts[number]
        found = self._judged(advice, adjustment, account, now)
        last = found.deadline.date if found.deadline else None
        if last is not None and last < now.date():
            self.done["windows missed"] += 1
            account.given_up = account.open
            return MINUTES["denials"]
        changed = NewEncounter.model_validate(self.charts.whole(account.visit)) != account.encounter
        if found.route in _SEND_AGAIN and account.tries < 3 and (changed or found.route != "correct_and_resubmit"):
            self._again(account)
            return MINUTES["denials"]
        if found.route == "bill_patient":
            account.patient += adjustment.amount
            self._patient(account, now)
        elif found.appealable or found.route == "send_records":
            kind = "records" if found.route == "send_records" else "appeal"
            payer = self.world.payers[account.payer]
            payer.mail(kind, account.visit.practice.npi, account.encounter.number, now)  # type: ignore[arg-type]
            self.done[kind] += 1
            return MINUTES["denials"] + MINUTES["appeals"]
        else:
            account.given_up = account.open
        return MINUTES["denials"]

    def _nudge(self, number: str, now: datetime) -> float:
        account = self.accounts[number]
        if account.decided or number in self.leaving:
            return 0
        said = self.world.payers[account.payer].mail(
            "telephone", account.visit.practice.npi, account.encounter.number, now
        )
        if said == "not_on_file":
            self.leaving.append(number)
        return MINUTES["follow_up"]

    def _result(self) -> dict[str, Any]:
        last = self.world.last
        rows = list(self.accounts.values())
        sent = [one for one in rows if one.sent]
        decided = [one for one in sent if one.decided]
        charged = sum((one.charge for one in rows if one.visit.closed > last - timedelta(days=90)), Decimal(0))
        receivable = sum((one.open for one in sent), Decimal(0))
        collected = sum((one.collected for one in rows), Decimal(0))
        base = sum((one.charge - one.contractual for one in decided), Decimal(0))
        accepted = 100 * (1 - len(self.rejected) / max(1, len(sent)))
        return {
            "days_in_receivables": f"{receivable / (charged / 90):.1f}" if charged else "",
            "net_collection_percent": f"{100 * collected / base:.1f}" if base else "",
            "first_pass_acceptance_percent": f"{accepted:.2f}", "collected": str(collected),
            "charged": str(sum((one.charge for one in rows), Decimal(0))),
            "windows_missed": self.done["windows missed"], "left_in_the_queue": len(self.queue),
            "done": dict(self.done.most_common()),
        }  # fmt: skip
