"""What an eligibility answer means for one visit, and what the front desk does about it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from backend.x12.eligibility_270_271.models import Benefit, EligibilityResponse
from backend.x12.parts import Dates

Outcome = Literal["not_found", "lapsed", "changed_plan", "second_coverage", "no_answer", "active"]
URGENCY: tuple[Outcome, ...] = ("not_found", "lapsed", "changed_plan", "second_coverage", "no_answer", "active")
"""Which of several outcomes is acted on first."""
WHAT_TO_DO: dict[str, str] = {
    "active": "Cover is in force. Collect the copay at the visit.",
    "second_coverage": "The payer knows of another plan. Ask which plan pays first, copy both cards, and tell both payers.",
    "changed_plan": "Cover is in force under another plan than the one on file. Copy the new card and correct the plan.",
    "lapsed": "Cover is not in force on the day of the visit. Call the patient for the new insurance, or agree on self-pay.",
    "not_found": "The payer does not know this person. Compare member id, name and date of birth with the card and ask again.",
    "no_answer": "The payer did not answer the question. Ask again, or call the payer before the visit.",
    "waiting": "Asked, no answer yet. Ask again in the morning, or call the payer before the visit.",
    "not_asked": "Not asked yet. Ask now.",
    "unwritable": "The name or member id holds a character no file may carry (* : ~ ^). Correct it and ask again.",
}
_ACTIVE = frozenset("12345")
_INACTIVE = frozenset("678")
_PERSON_UNKNOWN = frozenset("58 60 61 64 65 66 67 68 71 72 73 74 75 76 77 78".split())
"""AAA03 codes that blame the person's data (X279 section 2100C); any other blames the payer's or our side."""
PLAN_ITSELF, OFFICE_VISIT = "30", "98"
"""EQ01 and EB03: health benefit plan coverage; professional visit in the office."""
_RANGES = ("291", "307")
_BEGINS = ("356", "346", "348")
_ENDS = ("357", "347", "349")
Period = tuple[date | None, date | None]
"""First and last day; None is open."""


@dataclass(frozen=True, slots=True)
class Span:
    """Cover told by an answer; open where a day is None. ``position`` S: another payer than the one asked."""

    payer_identifier: str
    payer_name: str
    plan: str
    insurance_type: str
    position: str
    starts: date | None
    stops: date | None

    def holds(self, day: date) -> bool:
        return (self.starts is None or self.starts <= day) and (self.stops is None or day <= self.stops)


@dataclass(frozen=True, slots=True)
class CostShare:
    """What the patient bears, where the payer says; dollars."""

    copay: Decimal | None = None
    deductible: Decimal | None = None
    deductible_left: Decimal | None = None
    coinsurance: Decimal | None = None
    """A fraction of one."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer, read for one day. ``findings`` holds every outcome, most urgent first."""

    findings: tuple[Outcome, ...]
    spans: tuple[Span, ...]
    plan: str
    share: CostShare
    reasons: tuple[str, ...]
    """AAA03 codes."""

    @property
    def outcome(self) -> Outcome:
        return self.findings[0]


@dataclass(frozen=True, slots=True)
class KnownCover:
    """What payers told of one member: spans of cover, and the outcome of the last answer about a day."""

    spans: tuple[Span, ...] = ()
    outcomes: Mapping[date, str] = field(default_factory=dict)

    def standing(self, day: date) -> Literal["covered", "not_covered", "unknown"]:
        """Whether cover was in force on a day; unknown where no answer says so either way."""
        told = self.outcomes.get(day)
        if told in ("active", "changed_plan", "second_coverage"):
            return "covered"
        if told in ("lapsed", "not_found"):
            return "not_covered"
        own = [one for one in self.spans if one.position == "P"]
        if not own:
            return "unknown"
        return "covered" if any(one.holds(day) for one in own) else "not_covered"

    def other_plans(self, day: date) -> tuple[str, ...]:
        """Payers beside the one asked that were named for a day."""
        return tuple(one.payer_name or "another payer" for one in self.spans if one.position == "S" and one.holds(day))


def judge(answer: EligibilityResponse, service_date: date, plan_on_file: str, asked: str = PLAN_ITSELF) -> Verdict:
    """What the answer means for a visit on ``service_date`` about which ``asked`` (EQ01) was asked.

    Cover of the plan itself counts; where the payer tells of none, cover of the service does. Only the plan's is
    remembered as a span: dental cover alone says nothing of another visit.
    """
    spans = tuple(dict.fromkeys([*_own(answer, PLAN_ITSELF), *map(_other, _named(answer, ("R",)))]))
    of_plan = [one for one in spans if one.position == "P"]
    own = of_plan or [*_own(answer, _service(asked))]
    in_force = [one for one in own if one.holds(service_date)]
    refused = (*answer.rejections, *(each for one in answer.benefits for each in one.rejections))
    reasons = tuple(one.reason for one in refused)
    findings: set[Outcome] = set()
    if not in_force:
        findings.add(_why_not(answer, own, _service(asked), reasons))
    elif plan_on_file and not any(_same_plan(plan_on_file, one.plan) for one in in_force):
        findings.add("changed_plan")
    if any(one.position == "S" and one.holds(service_date) for one in spans):
        findings.add("second_coverage")
    ordered = tuple(one for one in URGENCY if one in findings) or ("active",)
    plan = in_force[0].plan if in_force else ""
    return Verdict(ordered, spans, plan, _share(answer.benefits, (_service(asked), PLAN_ITSELF)), reasons)


def _service(asked: str) -> str:
    """What a visit is when the practice asks about the plan alone: an office visit."""
    return OFFICE_VISIT if asked == PLAN_ITSELF else asked


def _why_not(answer: EligibilityResponse, own: list[Span], service: str, reasons: tuple[str, ...]) -> Outcome:
    """Cover that ended is that of the plan or of the service asked about: of another service it tells nothing."""
    if own or any(_is_about(one, each) for one in _named(answer, _INACTIVE) for each in (PLAN_ITSELF, service)):
        return "lapsed"
    return "not_found" if _PERSON_UNKNOWN.intersection(reasons) else "no_answer"


def _same_plan(on_file: str, told: str) -> bool:
    """A payer that names no plan contradicts none."""
    return not told or _plain(on_file) == _plain(told)


def _plain(text: str) -> str:
    return "".join(one for one in text.upper() if one.isalnum())


def _named(answer: EligibilityResponse, codes: Collection[str]) -> Iterable[Benefit]:
    return (one for one in answer.benefits if one.code in codes)


def _is_about(benefit: Benefit, service_type: str) -> bool:
    """A benefit that names no service type is about the plan itself."""
    return service_type in (benefit.service_types or (PLAN_ITSELF,))


def _own(answer: EligibilityResponse, service_type: str) -> Iterable[Span]:
    """Cover by the payer asked."""
    payer = answer.parties.payer
    for one in _named(answer, _ACTIVE):
        if _is_about(one, service_type):
            period = _within(_period(one.dates), _period(answer.dates))
            yield Span(payer.id or payer.last, payer.last, one.plan, one.insurance_type, "P", *period)


def _other(benefit: Benefit) -> Span:
    """EB*R: another payer, named in loop 2120."""
    named = next((one for one in benefit.entities if one.last), None)
    name = named.last if named else ""
    identifier = (named.id if named else "") or name or "unnamed"
    return Span(identifier, name, benefit.plan, benefit.insurance_type, "S", *_period(benefit.dates))


def _period(dates: tuple[Dates, ...]) -> Period:
    """First and last day of cover, from ranges (291 plan, 307 eligibility) or single begins and ends."""
    by = {one.qualifier: one for one in dates}
    for qualifier in _RANGES:
        if qualifier in by:
            return by[qualifier].start, by[qualifier].end
    starts = next((by[one].start for one in _BEGINS if one in by), None)
    return starts, next((by[one].start for one in _ENDS if one in by), None)


def _within(own: Period, persons: Period) -> Period:
    """A benefit's own days (loop 2110); where it leaves an end open, the person's (loop 2100), unless they contradict."""
    starts, stops = own[0] or persons[0], own[1] or persons[1]
    return own if starts and stops and stops < starts else (starts, stops)


def _share(benefits: Iterable[Benefit], service_types: Sequence[str]) -> CostShare:
    """In-network amounts of the person asked after, for the first of the service types told of; the first of a kind counts.

    What another service costs (the emergency room, the hospital) is not what this visit costs.
    """
    found: dict[str, Decimal] = {}
    for one in (each for wanted in service_types for each in benefits if _is_about(each, wanted)):
        if one.in_network == "N" or one.coverage_level == "FAM":
            continue
        if one.code == "B" and one.amount is not None:
            found.setdefault("copay", one.amount)
        elif one.code == "C" and one.amount is not None:
            # EB06 29: what remains of it
            found.setdefault("deductible_left" if one.period == "29" else "deductible", one.amount)
        elif one.code == "A" and one.percent is not None:
            found.setdefault("coinsurance", one.percent)
    return CostShare(**found)
