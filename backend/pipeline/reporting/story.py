"""A claim's life as a story a person can follow: what every stage recorded, in order, in sentences. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from backend.codes.claim_status import REJECTED
from backend.pipeline.claims.story import WITH_DETAIL, with_detail
from backend.pipeline.reporting.standing import Standing
from backend.pipeline.reporting.who import Who

Facts = Mapping[str, Any]


class Chapter(BaseModel):
    """One thing that happened: the day it counts for, who did it, a sentence, what it rests on."""

    day: date
    kind: str
    actor: str = Field(
        description="payer, clearinghouse, practice, patient, caller, system, person, or a person's name"
    )
    sentence: str
    detail: list[str] = []
    amount: str | None = None
    link: str | None = None
    order: int = Field(exclude=True)
    from_history: bool = Field(default=False, exclude=True)
    """Of the claim's own history, whose rows are in the order things happened."""


class Story(BaseModel):
    """Everything that happened to one claim, first to last, and where that leaves it."""

    standing: Standing
    chapters: list[Chapter]
    decided_here: bool = False
    """A claim of a payer whose claims we decide: there is an adjudication beside the story."""
    account_id: UUID | None = None
    """The patient's account at the practice, where there is one."""
    appealed: bool = False
    followed_up: bool = False
    """Somebody or the system has its next date."""


SENTENCES: dict[str, tuple[str, str]] = {
    "received": ("practice", "The claim came in as billed."),
    "built": ("system", "The claim was built from the coded encounter."),
    "scrubbed": ("system", "It was checked against the payer's edits."),
    "corrected": ("person", "It was corrected."),
    "submitted": ("system", "It was sent to the payer."),
    "acknowledged": ("payer", "The payer acknowledged it."),
    "status": ("payer", "The payer said where it stands."),
    "payment_matched": ("person", "A payment that named no claim was found to be for it."),
    "sent_again": ("person", "The payer did not have it: it was sent again."),
    "status_asked": ("system", "The payer was silent, so it was asked (276)."),
    "file_rejected": ("clearinghouse", "The file it was in was returned; the claim was never decided on."),
    "replaced": ("practice", "A corrected claim took its place."),
    "void_requested": ("practice", "The practice asked the payer to void it."),
    "held": ("system", "It was held for a person."),
    "released": ("system", "It was released."),
    "appealed": ("person", "An appeal was opened."),
    "pended": ("payer", "A person at the payer looks at it."),
    "decided": ("payer", "The payer decided it; the payment follows."),
    "withdrawn": ("payer", "It was taken out before a decision, because another claim took its place."),
    "adjudicated": ("payer", "The payer decided it."),
    "reversed": ("payer", "The payer took its earlier decision back."),
}
ACTORS: dict[str, str] = {
    "patient_paid": "patient", "plan_agreed": "patient", "plan_changed": "patient", "disputed": "patient",
    "hardship_applied": "patient", "reopened": "payer", "decided_anew": "payer", "kept_back": "payer", "taken_off": "person",
    "dispute_answered": "person", "address_found": "person", "contacted": "person", "crossed_over": "payer",
}  # fmt: skip
"""Who acts where the sentence takes its words from the event's detail; else the name in the detail, else the system."""
IN_RECORDS = frozenset({"statement_sent", "contacted", "next_plan_billed", "crossed_over"})
"""Events whose own records tell more."""
OF_APPROVALS = frozenset({"write_off_recommended", "written_off", "write_off_refused"})
"""Events a claim's own recommendations tell."""
ACCOUNTS: dict[str, str] = {
    "charges": "charges", "remittance_clearing": "paid by the payer", "cash": "money received",
    "contractual_adjustment": "contractual reduction", "payment_adjustment": "other adjustment of the payer",
    "receivable_payer": "the payer owes", "receivable_denied": "denied, under work", "receivable_patient": "the patient owes",
    "write_off": "written off", "small_balance": "written off as a small balance", "charity_care": "help with the bill",
    "collection_agency": "with the collection agency", "patient_credit": "paid too much by the patient",
    "coordination_of_benefits": "counted with the other plan's claim",
}  # fmt: skip
REASONS: dict[str, str] = {
    "not_enrolled": "the provider was not enrolled with this payer",
    "enrolment_pending": "the payer had not confirmed the provider's enrolment yet",
    "edits": "the findings were put right",
    "unwritable": "a value on it may stand in no file",
    "written_off": "its charge was written off",
    "named_in_999": "the clearinghouse named it in its answer",
    "file_rejected": "the whole file was returned",
    "no_acknowledgement": "no acknowledgement had come",
    "no_decision": "no decision had come",
}


def money(value: object) -> str:
    """An amount as people read it: Money, Decimal or a decimal string."""
    exact = Decimal(str(value or 0))
    return f"{'-' if exact < 0 else ''}${abs(exact):,.2f}"


def words(code: str) -> str:
    return REASONS.get(code, code.replace("_", " "))


_DECISIONS = frozenset({"adjudicated", "reversed"})
"""Events that are the payer's word itself; others name an advice they are about."""


def event(one: Facts, meaning: str, advice: Facts | None) -> Chapter:
    """A claim event, with the payer's own words and the remittance's money where one decided."""
    kind, detail = one["kind"], one["detail"] or {}
    if kind in WITH_DETAIL:
        return _told_with_detail(one, detail)
    actor, sentence = _said_of(one, detail)
    said = because(detail.get("reason"))
    if one["status_code"]:
        code = f"{one['category']}/{one['status_code']}"
        said.append(f"{code}: {meaning}" if meaning else code)
    amount = None
    if advice is not None and kind in _DECISIONS:
        amount, sentence = str(advice["paid"]), _decision(kind, advice)
        said += _adjustments(advice)
    link = f"/operate/files/{one['file_id']}" if one["file_id"] else None
    if kind in ("replaced", "void_requested") and "by" in detail:
        link = f"/operate/claims/{detail['by']}"
    return Chapter(
        day=one["effective"],
        kind=kind,
        actor=actor,
        sentence=sentence,
        detail=said,
        amount=amount,
        link=link,
        order=one["id"],
        from_history=True,
    )


def _told_with_detail(one: Facts, detail: Facts) -> Chapter:
    """What a person did, in a sentence its own detail fills."""
    kind = one["kind"]
    return Chapter(
        day=one["effective"], kind=kind, actor=ACTORS.get(kind) or str(detail.get("name") or "system"),
        sentence=with_detail(WITH_DETAIL[kind], detail), order=one["id"], from_history=True,
        detail=[f"That day: {detail['source']}."] if "source" in detail else [],
    )  # fmt: skip


def _said_of(one: Facts, detail: Facts) -> tuple[str, str]:
    """Who did it and its sentence, by what kind of event it is and how it went."""
    kind = one["kind"]
    actor, sentence = SENTENCES.get(kind, ("system", f"{words(kind).capitalize()}."))
    if kind == "built" and "after" in detail:
        sentence = "It was built for the next plan, with what the first plan paid."
    elif kind == "acknowledged" and one["category"] in REJECTED:
        sentence = "The payer rejected it at the door; it was never decided on."
    elif kind == "acknowledged" and one["category"] == "A2":
        sentence = "The payer accepted it for a decision."
    elif kind == "submitted" and detail.get("attempt", 1) > 1:
        sentence = f"It was sent to the payer again, for the {_ordinal(detail['attempt'])} time."
    return actor, sentence


def because(reason: object) -> list[str]:
    """A reason given, as a sentence."""
    return [f"Because {words(str(reason)).rstrip('.')}."] if reason else []


def _ordinal(count: int) -> str:
    return {2: "second", 3: "third", 4: "fourth"}.get(count, f"{count}th")


def _decision(kind: str, advice: Facts) -> str:
    paid, share = Decimal(advice["paid"]), Decimal(advice["patient_share"])
    if kind == "reversed":
        return f"The payer took its decision back: {money(paid)}."
    if paid == 0 and share == 0:
        return "The payer decided to pay nothing."
    left = f", {money(share)} left to the patient" if share else ""
    return (
        f"The payer paid {money(paid)}{left}."
        if paid
        else f"The payer paid nothing and left {money(share)} to the patient."
    )


def _adjustments(advice: Facts) -> list[str]:
    found = [f"{one['group']}-{one['carc']} {money(one['amount'])}" for one in advice["adjustments"]]
    for line in advice["lines"]:
        found += [
            f"line {line['number']}, {line['procedure']}: {one['group']}-{one['carc']} {money(one['amount'])}"
            for one in line["adjustments"]
        ]
    said = [f"Check or transfer {advice['trace_number']} of {advice['paid_on']:%b %-d, %Y}."]
    return said + ([f"Not paid: {'; '.join(found[:8])}{' …' if len(found) > 8 else ''}."] if found else [])


def denial(one: Facts, by: str | None = None) -> list[Chapter]:
    """A denial opened, and closed, by a person where one did."""
    name = f"{one['group_code']}-{one['carc']}"
    where = f" on line {one['line_number']}" if one["line_number"] else ""
    last = (
        f"Last day {one['deadline']:%b %-d, %Y} ({one['deadline_source']})."
        if one["deadline"]
        else one["deadline_unknown"]
    )
    opened = Chapter(
        day=one["opened"], kind="denial", actor="system", amount=str(one["amount"]), order=_SAME_DAY["denial"],
        sentence=f"Denied{where}: {words(one['root_cause'])} ({name}, {money(one['amount'])}); it went to {one['owner']}.",
        detail=[f"Next: {one['next_step']}", *([last] if last else [])], link=f"/operate/denials#{one['id']}",
    )  # fmt: skip
    if one["closed"] is None:
        return [opened]
    won = f", {money(one['recovered'])} recovered" if one["recovered"] else ""
    how = f"{words(one['outcome'] or 'closed')}{won}."
    sentence = (
        f"{by} closed the denial {name}{where} of {money(one['amount'])}: {how}"
        if by
        else f"The denial {name}{where} was closed: {how}"
    )
    # what a new decision closes goes before what it opens
    order = _SAME_DAY["closed"] if one["closed"] == one["opened"] else _SAME_DAY["denial"] - 1
    ended = Chapter(day=one["closed"], kind="denial_closed", actor=by or "system", sentence=sentence, order=order)
    return [opened, ended]


def appeal(one: Facts, who: Who) -> list[Chapter]:
    """An appeal from its draft to the answer."""
    number, subject = f"AP-{one['serial']:06d}", f"appeal:{one['id']}"
    drafted = f"Appeal {number} ({words(one['level'])}) was drafted, {money(one['amount'])}."
    steps = [(one["opened"], "appeal", who.named(one["opened_by"]), drafted)]
    if one["signed_at"]:
        steps.append((one["signed_at"].date(), "appeal_signed", one["signed_by"] or "person", f"{number} was signed."))
    if one["sent_on"]:
        due = f"; the payer has until {one['decision_due']:%b %-d, %Y}" if one["decision_due"] else ""
        sent = who.did("appeal_sent", subject, None)
        name = who.named(sent.actor if sent else None)
        steps.append((one["sent_on"], "appeal_sent", name, f"{number} was sent{due}."))
    if one["decided_on"]:
        won = f", {money(one['recovered'])} recovered" if one["recovered"] else ""
        decided = f"The payer decided {number}: {words(one['outcome'])}{won}."
        steps.append((one["decided_on"], "appeal_decided", "payer", decided))
    elif one["state"] == "withdrawn":
        ended = who.did("appeal_withdrawn", subject, None)
        day, name = (ended.at.date(), who.named(ended.actor)) if ended else (one["opened"], "person")
        # a simulated day may lie after the trail's own
        steps.append((max(day, one["opened"]), "appeal_withdrawn", name, f"{number} was withdrawn."))
    return [
        Chapter(
            day=day, kind=kind, actor=actor, sentence=sentence, link=f"/operate/appeals#{one['id']}",
            order=_SAME_DAY["appeal"] + place,
        )
        for place, (day, kind, actor, sentence) in enumerate(steps)
    ]  # fmt: skip


def finding(one: Facts, who: Who) -> Chapter:
    """What scrubbing found, and what came of it."""
    done = {
        "corrected": "It was put right by itself.",
        "blocks": "It has to be put right first." if one["state"] == "open" else "It had to be put right first.",
        "warns": "It was let go on.",
    }
    passed = f"Let pass by {_told(who.named(one['accepted_by']))}: {one['accepted_reason']}"
    said = [one["fix"], *([passed] if one["accepted_reason"] else [])]
    sentence = f"Check before sending: {one['sentence']} {done.get(one['severity'], '')}".strip()
    return Chapter(
        day=one["found_on"], kind="edit", actor="system", sentence=sentence, detail=[part for part in said if part],
        order=_SAME_DAY["edit"],
    )  # fmt: skip


def work(one: Facts) -> list[Chapter]:
    """Work opened for a person, and its end."""
    why = one["sentence"] or words(one["reason"])
    began = one["opened_at"].date()
    opened = Chapter(
        day=began if one["closed_at"] is None else min(began, one["closed_at"].date()),
        kind="work", actor="system", order=_SAME_DAY["work"],
        sentence=f"It {'waits' if one['closed_at'] is None else 'waited'} for {one['owner']} until "
        f"{one['due']:%b %-d, %Y}: {why}",
    )  # fmt: skip
    if one["closed_at"] is None:
        return [opened]
    closed = Chapter(
        day=one["closed_at"].date(), kind="work_closed", actor="system", order=_SAME_DAY["closed"],
        sentence=f"That was settled: {words(one['outcome'] or 'done')}.",
    )  # fmt: skip
    return [opened, closed]


def posting(kind: str, day: date, entries: Sequence[Facts]) -> Chapter:
    """A ledger transaction that is not a payer's decision, or what a decision did to the books."""
    sums: dict[str, Decimal] = {}
    for one in entries:
        sums[one["account"]] = sums.get(one["account"], Decimal(0)) + one["amount"]
    said = [
        f"{ACCOUNTS.get(account, words(account))} {money(-amount if account == 'charges' else amount)}"
        for account, amount in sums.items()
        if amount
    ]
    titles = {
        "remittance": "Posted in the ledger.",
        "withdrawal": "Its charge was taken out of the books.",
        "brought_back": "The payer decided it after all: its charge is in the books again.",
        "charge": "Its charge entered the books.",
    }
    sentence = titles.get(kind, f"{words(kind).capitalize()} in the ledger.")
    return Chapter(
        day=day, kind="ledger", actor="system", sentence=sentence, detail=["; ".join(said)], order=_SAME_DAY["ledger"]
    )


def encounter(one: Facts, queries: Sequence[Facts]) -> list[Chapter]:
    """The visit before the claim: documented, asked about, coded."""
    first = Chapter(
        day=one["documented_at"].date(), kind="encounter", actor="practice", order=0,
        sentence=f"The visit of {one['service_date']:%b %-d, %Y} was documented.",
    )  # fmt: skip
    found = [first]
    for place, query in enumerate(queries):
        ended = {"answered": "It was answered.", "unresolved": "It was not answered in time: coded conservatively."}
        found.append(
            Chapter(
                day=query["asked_at"].date(), kind="query", actor="system", order=1 + place,
                sentence=f"The physician was asked: {query['missing']}",
                detail=[query["needed"], *([ended[query["state"]]] if query["state"] in ended else [])],
            )
        )  # fmt: skip
    if one["coded_at"]:
        found.append(
            Chapter(day=one["coded_at"].date(), kind="coded", actor="system", sentence="It was coded.", order=90)
        )
    return found


def pend(one: Facts, who: Who) -> list[Chapter]:
    """A claim of a payer client that waited for a person, and what the person said."""
    waits = "waited" if one["settled_at"] else "waits"
    why = f"The decision {waits} for {one['owner']} until {one['due']:%b %-d, %Y}: {one['sentence']}"
    found = [Chapter(day=one["opened_on"], kind="work", actor="system", sentence=why, order=_SAME_DAY["work"])]
    if one["settled_at"]:
        sentence = f"A person looked at it: {words(one['outcome'])}."
        day, actor = one["settled_at"].date(), who.named(one["settled_by"])
        said = [one["note"]] if one["note"] else []
        found.append(
            Chapter(day=day, kind="work_closed", actor=actor, sentence=sentence, detail=said, order=_SAME_DAY["closed"])
        )
    return found


def contact(one: Facts) -> Chapter:
    """A logged contact about the claim."""
    spoke = f" with {one['spoke_with']}" if one["spoke_with"] else ""
    said = [part for part in (one["note"], f"Reference {one['reference']}." if one["reference"] else "") if part]
    sentence = f"Follow-up by {one['way']}{spoke}: {words(one['outcome'])}; again on {one['next_date']:%b %-d, %Y}."
    return Chapter(
        day=one["contact_on"],
        kind="contact",
        actor=one["by_name"],
        sentence=sentence,
        detail=said,
        order=_SAME_DAY["contact"],
    )


def coordination(one: Facts) -> Chapter:
    """What one payer's word meant for the next."""
    titles = {
        "bill_next_plan": "The next plan is billed from this answer.",
        "crossed_over": "The payer sent it on to the next plan by itself.",
        "ask_plan": "Another plan may pay next; somebody asks which.",
        "settle_first": "This payer's decision is contested before the next plan is billed.",
        "patient": "No further plan pays: the rest is the patient's.",
        "told_again": "The payer changed its decision after the next plan was billed; that plan has to be told.",
    }
    link = f"/operate/claims/{one['next_claim_id']}" if one["next_claim_id"] else None
    moved = f"{money(one['moved'])} moved to the next payer." if one["moved"] else ""
    sentence = titles.get(one["step"], f"Next plan: {words(one['step'])}.")
    return Chapter(
        day=one["decided_on"], kind="coordination", actor="system", sentence=sentence, detail=[moved] if moved else [],
        link=link, order=_SAME_DAY["coordination"],
    )  # fmt: skip


def approval(one: Facts) -> list[Chapter]:
    """A recommendation, and the person's decision."""
    what = words(one["kind"])
    steps = [
        Chapter(
            day=one["recommended_on"], kind="approval", actor="system", amount=str(one["amount"]), order=_SAME_DAY["approval"],
            sentence=f"{what.capitalize()} of {money(one['amount'])} was recommended: {one['sentence']}",
        )
    ]  # fmt: skip
    if one["decided_at"]:
        who = one["decided_name"] or "the rule"
        said = [one["decision_reason"]] if one["decision_reason"] else []
        sentence = f"{what.capitalize()} was {one['state']} by {who}."
        day = one["decided_at"].date()
        steps.append(
            Chapter(
                day=day, kind="approval_decided", actor=who, sentence=sentence, detail=said, order=_SAME_DAY["closed"]
            )
        )
    return steps


def statement(one: Facts) -> Chapter:
    """A statement to the patient that names the claim."""
    sentence = f"The patient was sent a statement ({words(one['kind'])}), to pay by {one['pay_by']:%b %-d, %Y}."
    return Chapter(
        day=one["issued_on"], kind="statement", actor="system", sentence=sentence, amount=str(one["balance"]),
        order=_SAME_DAY["statement"],
    )  # fmt: skip


def told(chapters: Sequence[Chapter]) -> list[Chapter]:
    """In order; on one day as they follow from each other."""
    ordered: list[Chapter] = []
    for _, of_day in groupby(sorted(chapters, key=lambda one: one.day), key=lambda one: one.day):
        whole = list(of_day)
        day = sorted((one for one in whole if one.from_history), key=lambda one: one.order)
        beside = sorted((one for one in whole if not one.from_history), key=lambda one: (_rank(one), one.order))
        for one in beside:
            # after the last step of the day's history that it can follow from, and after what was put there before
            at = max((place + 1 for place, each in enumerate(day) if _rank(each) <= _rank(one)), default=0)
            if one.kind == "appeal_decided":
                # what a won appeal has set off comes after it
                at = next((place for place, each in enumerate(day) if each.kind == "reopened"), at)
            day.insert(at, one)
        ordered += day
    return ordered


def _rank(one: Chapter) -> int:
    return _RANK.get(one.kind, 50)


def _told(actor: str) -> str:
    return f"a {actor}" if actor in ("person", "caller") else actor


_SAME_DAY = {
    "edit": 10, "denial": 20, "ledger": 15, "work": 30, "coordination": 25, "appeal": 40, "contact": 45, "approval": 50,
    "statement": 55, "closed": 60,
}  # fmt: skip
_ORDER = (
    "encounter query coded received built edit "
    "scrubbed corrected held released submitted file_rejected acknowledged status status_asked reversed "
    "adjudicated ledger denial_closed denial coordination appeal work appeal_signed appeal_sent work_closed contact "
    "appeal_withdrawn appeal_decided appealed made_again replaced void_requested statement approval approval_decided"
).split()
_RANK = {kind: place for place, kind in enumerate(_ORDER)}
_RANK["denial_closed"] = _RANK["denial"]
