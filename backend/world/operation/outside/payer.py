"""A payer outside: takes our files, answers after its own delays, decides, pays on its pay day, reads its mail."""

from __future__ import annotations

import heapq
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any, Literal, NamedTuple

from backend.codes.deadlines import next_business_day
from backend.world import identifiers, pricing
from backend.world.operation.outside import answers
from backend.world.operation.outside.desk import Bench, Decided, contract_amount, decide, lines_of
from backend.world.operation.outside.ledger import Book, Held
from backend.world.operation.outside.members import Members
from backend.world.operation.outside.remitting import PayRun, advice
from backend.world.operation.rates import Rates
from backend.world.payers import PAYERS, PayerProfile
from backend.world.records import dollars
from backend.x12 import Transaction, read
from backend.x12.acknowledgement_999.models import FunctionalHeader, SetAcknowledgement
from backend.x12.acknowledgement_999.writing import acknowledgement
from backend.x12.acknowledging import SetAcknowledger, functional_header
from backend.x12.claim_837.models import BillingProvider, Claim
from backend.x12.remittance_835.reversal import reversal
from backend.x12.writer import Envelope, SetToWrite, write

_NOT_FOUND, _REVIEW, _PAID = ("D0", "35", ""), ("P3", "297", ""), ("F1", "65", "")
Question = Literal["appeal", "records", "telephone"]


class File(NamedTuple):
    """A file on its way to us."""

    name: str
    content: bytes


class Letter(NamedTuple):
    """What comes by mail: the decision on an appeal, or on records sent. ``amount`` in cents is what is paid on it."""

    npi: str
    account: str
    kind: str
    outcome: Literal["overturned", "upheld"]
    day: date
    amount: int


@dataclass(slots=True)
class OutsidePayer:
    """One payer. Everything it does is drawn from its own random source, so the same year comes out of the same seed."""

    payer: PayerProfile
    members: Members
    rates: Rates
    seed: int
    decides: bool = True
    """False: the claims of this payer are decided by us; its clearinghouse acknowledges files, its register answers 270s."""
    book: Book = field(default_factory=Book)
    letters: list[Letter] = field(default_factory=list)
    _rng: Random = field(init=False)
    _runs: PayRun = field(init=False)
    _events: list[tuple[datetime, int, str, Any]] = field(default_factory=list)
    _turn: Iterator[int] = field(default_factory=count)
    _interchanges: Iterator[int] = field(init=False)
    _practices: dict[str, BillingProvider] = field(default_factory=dict)
    _numbers: int = 0
    _pay_days: set[date] = field(default_factory=set)
    _due: dict[date, list[Held]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._rng = Random(f"{self.seed}:{self.payer.identifier}")
        self._runs = PayRun(self.payer, self.rates.remittances, Random(f"{self.seed}:{self.payer.identifier}:pay"))
        self._interchanges = count(PAYERS.index(self.payer) * 10_000_000 + 1)

    @property
    def paid_out(self) -> Any:
        """All that left this payer's account."""
        return self._runs.sent

    # ---- what comes to it

    def take(self, name: str, content: bytes, now: datetime) -> None:
        """Read one of our files."""
        sets: list[SetAcknowledgement] = []
        header: FunctionalHeader | None = None
        rejected = False
        for transaction in read(content):
            header = functional_header(transaction)
            records = SetAcknowledger(transaction)
            taken = []
            for record in transaction.records():
                records.add(record)
                taken.append(record.model)
            word = records.result()
            if transaction.kind.startswith("837") and self._rng.randrange(1000) < self.rates.door.file_rejected:
                word, rejected = word._replace(outcome="R", codes=("5",)), True
            sets.append(word)
            if word.accepted and not rejected:
                self._work(transaction, taken, now)
        if header is not None and header.code == "HC":
            self._later(now + timedelta(hours=2), "write", ("999", [acknowledgement(header, sets)]))

    def _work(self, transaction: Transaction, taken: list[Any], now: datetime) -> None:
        match transaction.kind:
            case "837P" | "837I" if self.decides:
                self._claims(transaction.header, taken, now)
            case "276" if self.decides:
                self._status(taken, now)
            case "270":
                asked = [(one, self._asked(one)) for one in taken]
                made = answers.covered(asked, self.payer, now.date(), f"R{next(self._turn):09d}")
                self._later(now + timedelta(hours=3), "write", ("271", [made]))

    def _asked(self, one: Any) -> Any:
        who = one.parties.subscriber
        return self.members.find(self.payer.identifier, who.name.id, who.birth_date)

    def mail(self, kind: Question, npi: str, account: str, now: datetime) -> str:
        """An appeal or records by mail, or a call; a call is answered at once, in one word."""
        held = self.book.find(npi, account)
        if kind == "telephone":
            if held is None or held.state == "lost":
                return "not_on_file"
            if held.state == "stuck":
                self._decide_on(held, now.date() + timedelta(days=5))
            return "in_process" if held.state in ("stuck", "in_process") else held.state
        if held is not None and held.decided is not None:
            days = self._rng.randrange(14, 32) if kind == "appeal" else self._rng.randrange(8, 18)
            self._later(now + timedelta(days=days), "letter", (held, kind))
        return ""

    def _claims(self, header: Any, claims: list[Claim], now: datetime) -> None:
        day = next_business_day(now.date() + timedelta(days=1))
        words = []
        for claim in claims:
            self._practices[claim.billing_provider.npi] = claim.billing_provider
            word = self._at_the_door(claim, day)
            if word is not None:
                words.append(word)
        if words:
            made = answers.at_the_door(header, words, self.payer, day, f"C{next(self._turn):09d}")
            self._later(datetime.combine(day, time(6), UTC), "write", ("277CA", [made]))

    def _at_the_door(self, claim: Claim, day: date) -> answers.Word | None:
        door, drawn = self.rates.door, self._rng.randrange(1000)
        who = claim.patient or claim.subscriber
        known = self.members.find(self.payer.identifier, claim.subscriber.name.id, who.birth_date)
        refused = self._refused(claim, known is not None)
        earlier = self.book.find(claim.billing_provider.npi, claim.patient_control_number)
        again = earlier is not None and earlier.state in ("rejected", "lost")
        if refused is None and not again and drawn < door.rejected_for_nothing:
            refused = ("A3", "21", "PR")
        if refused is not None:
            self.book.add(Held(claim, "", day, known, "rejected"))
            return claim, "", refused
        if not again and claim.frequency == "1" and drawn < door.rejected_for_nothing + door.lost:
            self.book.add(Held(claim, "", day, known, "lost"))
            return None
        return self._taken(claim, day, known)

    def _taken(self, claim: Claim, day: date, known: Any) -> answers.Word:
        self._numbers += 1
        number = identifiers.claim_number(
            self.payer.claim_number_shape, self._numbers + 5_000_000 * PAYERS.index(self.payer), day.year,
            day.timetuple().tm_yday,
        )  # fmt: skip
        held = Held(claim, number, day, known, "in_process")
        self.book.add(held)
        if self._rng.randrange(1000) < self.rates.desk.stuck:
            held.state = "stuck"
        else:
            self._decide_on(held, day + timedelta(days=self._rng.randrange(4, 17)))
        return claim, number, ("A2", "20", "PR")

    def _refused(self, claim: Claim, known: bool) -> tuple[str, str, str] | None:
        if not known:
            return "A7", "164", "IL"
        if not self.members.is_practice(claim.billing_provider.npi):
            return "A7", "562", "85"
        if claim.frequency in ("7", "8") and claim.payer_claim_control_number not in self.book.by_number:
            return "A7", "464", "PR"
        return None

    def _status(self, asked: list[Any], now: datetime) -> None:
        told = []
        for one in asked:
            held = self.book.find(one.parties.provider.id, one.patient_control_number)
            if held is None or held.state == "lost":
                told.append((one, "", _NOT_FOUND))
                continue
            if held.state == "stuck":
                self._decide_on(held, now.date() + timedelta(days=6))
            told.append((one, held.number, _PAID if held.state == "decided" else _REVIEW))
        made = answers.where_it_stands(told, next_business_day(now.date()), f"S{next(self._turn):09d}")
        self._later(now + timedelta(hours=18), "write", ("277", [made]))

    # ---- what it does by itself

    def due(self, now: datetime) -> Iterator[File]:
        """Files that leave now; decisions and pay days that came are worked off on the way."""
        while self._events and self._events[0][0] <= now:
            at, _, kind, given = heapq.heappop(self._events)
            if kind == "write":
                yield self._file(given[0], given[1], at)
            elif kind == "pay":
                yield from self._pay(at)
            elif kind == "letter":
                held, question = given
                self._answer_mail(held, question, at.date())
            else:
                self._take_back(given, at.date())

    def _decide_on(self, held: Held, day: date) -> None:
        held.state, held.decide_on = "in_process", self._pay_day(day)
        self._plan_pay(held.decide_on).append(held)

    def _plan_pay(self, day: date) -> list[Held]:
        if day not in self._pay_days:
            self._pay_days.add(day)
            self._later(datetime.combine(day, time(5, 30), UTC), "pay", None)
        return self._due.setdefault(day, [])

    def _pay_day(self, day: date) -> date:
        """The first of the payer's weekly pay days from a day on."""
        return next_business_day(day + timedelta(days=(PAYERS.index(self.payer) % 5 - day.weekday()) % 7))

    def _pay(self, at: datetime) -> Iterator[File]:
        for held in self._due.pop(at.date(), []):
            if held.state == "in_process":
                self._decide(held, at.date())
        made = self._runs.pay(at.date(), self._practices)
        if not made:
            return
        yield (file := self._file("835", made, at))
        drawn, rates = self._rng.randrange(1000), self.rates.remittances
        if drawn < rates.file_sent_twice:
            yield File(f"again-{file.name}", file.content)

    def _decide(self, held: Held, day: date) -> None:
        claim = held.claim
        if claim.frequency in ("7", "8"):
            original = self.book.by_number.get(claim.payer_claim_control_number)
            if original is not None and original.state == "decided":
                self._reverse(original)
                original.state = "replaced"
            if claim.frequency == "8":
                held.state = "decided"
                return
        assert held.known is not None
        bench = Bench(
            self.payer, held.known, held.received, lambda line: self.book.paid_before(held, line),
            self.members.is_enrolled, self.book.deductible_left(held, self.payer.plan_type),
        )  # fmt: skip
        mood = Random(f"{self.seed}:{held.npi}:{held.account}:{claim.frequency}")
        desk = self.rates.desk if claim.frequency == "1" else _CALM
        self._settle(held, decide(claim, bench, desk, mood), day)

    def _settle(self, held: Held, decided: Decided, day: date) -> None:
        held.decided, held.state, held.paid_on = decided, "decided", day
        self.book.enter(held)
        self._runs.waiting[held.npi].append(advice(held, decided, self.payer))
        if decided.paid > 0 and held.claim.frequency == "1" and decided.status == "1":
            drawn, desk = self._rng.randrange(1000), self.rates.desk
            if drawn < desk.taken_back:
                later = datetime.combine(day + timedelta(days=self._rng.randrange(30, 120)), time(3), UTC)
                self._later(later, "take_back", held)
            elif drawn < desk.taken_back + desk.overpaid_recouped:
                self._runs.recoup[held.npi].append((held.number, dollars(pricing.percent(decided.paid, 10))))

    def _reverse(self, held: Held) -> None:
        assert held.decided is not None
        self._runs.waiting[held.npi].append(reversal(advice(held, held.decided, self.payer)))
        self.book.take_out(held)

    def _take_back(self, held: Held, day: date) -> None:
        """An audit: the decision is reversed; half are paid again, lower, on the same pay day."""
        if held.state != "decided" or held.decided is None:
            return
        pay_day = self._pay_day(day)
        self._plan_pay(pay_day)
        self._reverse(held)
        held.state = "taken_back"
        if self._rng.random() < 0.5:
            lines = lines_of(held.claim)
            for line in lines:
                low = pricing.percent(contract_amount(self.payer, line, institutional=held.claim.institutional), 90)
                pricing.pay(line, low, deductible=0, copay=0, coinsurance_rate=0, sequestration=False)
            self._settle(held, Decided("1", lines, underpaid=1), pay_day)

    def _answer_mail(self, held: Held, kind: Question, day: date) -> None:
        """Read an appeal or records: overturned, the claim is reversed and paid as the contract says."""
        assert held.decided is not None
        if held.state != "decided":
            self.letters.append(Letter(held.npi, held.account, kind, "upheld", day, 0))
            return
        won = self._rng.randrange(1000) < self._chance(held.decided, kind)
        before = held.decided.paid
        if won:
            self._plan_pay(self._pay_day(day))
            self._reverse(held)
            lines = lines_of(held.claim)
            for line in lines:
                full = contract_amount(self.payer, line, institutional=held.claim.institutional)
                pricing.pay(line, full, deductible=0, copay=0, coinsurance_rate=self.payer.coinsurance_percent,
                            sequestration=self.payer.sequestration)  # fmt: skip
            self._settle(held, Decided("1", lines), self._pay_day(day))
        amount = held.decided.paid - before if won else 0
        self.letters.append(Letter(held.npi, held.account, kind, "overturned" if won else "upheld", day, amount))

    def _chance(self, decided: Decided, kind: Question) -> int:
        paper = self.rates.paper
        if kind == "records":
            return paper.records_accepted if decided.why in ("records", "medical_necessity") else paper.others_overturned
        if decided.underpaid:
            return paper.mistakes_overturned
        return {
            "mistake": paper.mistakes_overturned, "medical_necessity": paper.necessity_overturned,
            "no_authorization": paper.authorization_overturned,
        }.get(decided.why, paper.others_overturned)  # fmt: skip

    # ---- writing

    def _later(self, at: datetime, kind: str, given: Any) -> None:
        heapq.heappush(self._events, (at, next(self._turn), kind, given))

    def _file(self, kind: str, sets: list[SetToWrite], at: datetime) -> File:
        out, number = io.BytesIO(), next(self._interchanges)
        write(out, Envelope("ZZ", self.payer.identifier, "ZZ", "CLAIMLINE", at.replace(tzinfo=None), number), sets)
        return File(f"{self.payer.identifier}-{number:09d}.{kind.lower()}", out.getvalue())


_CALM = Rates().desk.__class__(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
"""A claim sent again corrected meets no mood: the payer has looked at it before."""
