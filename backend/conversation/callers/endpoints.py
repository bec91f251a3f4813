"""``/internal``: the door of the actions. Loopback, service token; every body names its conversation."""

from __future__ import annotations

import ipaddress
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from backend.conversation.batches import service as batches
from backend.conversation.callers import appeals, service
from backend.conversation.callers.disclosure import service as disclosure
from backend.conversation.callers.disclosure.rules import Wanted
from backend.conversation.callers.errors import NotLoopback
from backend.conversation.callers.schemas import (
    AppealAnswer,
    AppealAsked,
    BatchLeft,
    CallbackAsked,
    ClaimAsked,
    CodeAsked,
    CodeGiven,
    CodesAnswer,
    CodesAsked,
    CodeSentAnswer,
    ContactAsked,
    DocumentAsked,
    FactKind,
    FactsAnswer,
    HandoffAnswer,
    HandoffAsked,
    ReportAsked,
    RequestAnswer,
    SearchAnswer,
    SearchAsked,
    SessionAnswer,
    SessionAsked,
    SessionBlock,
    VerificationAnswer,
    VerificationAsked,
)
from backend.conversation.callers.verification import service as verification
from backend.conversation.requests.service import Promised
from backend.kit.clock import Clock, SystemClock
from backend.kit.money import Money


def from_this_machine(request: Request) -> None:
    """Refuse everybody who does not come over loopback, whatever token they carry."""
    host = request.client.host if request.client else ""
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host == "testclient"
    if not local:
        raise NotLoopback


def current_clock() -> Clock:
    """The time conversations go by; tests put another in its place."""
    return SystemClock()


router = APIRouter(prefix="/internal", tags=["internal"], dependencies=[Depends(from_this_machine)])
Now = Annotated[Clock, Depends(current_clock)]


@router.post("/sessions")
def session_state(asked: SessionAsked, clock: Now) -> SessionAnswer:
    """What has been proved in this conversation."""
    return SessionAnswer(**service.session_state(asked.conversation, clock))


@router.post("/verifications")
def verify(asked: VerificationAsked, clock: Now) -> VerificationAnswer:
    """One check of one caller: all elements at once, counted before it is compared, one refusal for every kind of wrong."""
    if asked.role == "provider":
        tax_id = str(asked.tax_id or asked.tax_id_last5)
        checked = verification.verify_provider(asked.conversation, str(asked.npi), tax_id, clock)
    else:
        assert asked.date_of_birth is not None, "the schema demands it"
        checked = verification.verify_member(
            asked.conversation,
            str(asked.member_id),
            asked.date_of_birth,
            clock,
            zip_code=asked.zip,
            last_name=asked.last_name,
            claim_number=asked.claim_number,
        )
    return _checked(asked.conversation, checked, clock)


@router.post("/one_time_codes")
def send_code(asked: CodeAsked, clock: Now) -> CodeSentAnswer:
    """Send a code to the phone on file. The answer is the same whether there is one."""
    verification.request_code(asked.conversation, clock, member_id=asked.member_id, date_of_birth=asked.date_of_birth)
    return CodeSentAnswer(session=_block(asked.conversation, clock))


@router.post("/one_time_codes/check")
def check_code(asked: CodeGiven, clock: Now) -> VerificationAnswer:
    """Whether this is the code: this conversation, ten minutes, once."""
    digits = "".join(one for one in asked.code if one.isdigit())
    return _checked(asked.conversation, verification.check_code(asked.conversation, digits, clock), clock)


@router.post("/claims/search")
def search(asked: SearchAsked, clock: Now) -> SearchAnswer:
    """Claims within the grants; for a verified provider also the proof of a patient."""
    span = asked.date_of_service
    wanted = Wanted(
        member_id=asked.member_id,
        date_of_birth=asked.date_of_birth,
        last_name=asked.last_name,
        first_name=asked.first_name,
        service_from=span.start if span else None,
        service_to=(span.end or span.start) if span else None,
        claim_number=asked.claim_number,
        trace_number=asked.trace_number,
        charge_min=Money(asked.charge_min) if asked.charge_min is not None else None,
        charge_max=Money(asked.charge_max) if asked.charge_max is not None else None,
        stages=tuple(asked.stages),
    )
    found = disclosure.search(asked.conversation, wanted, clock)
    if found.reason == "failed_verification":
        service.after_check(asked.conversation, verification.Checked("handoff", 0), clock)
    return SearchAnswer(
        session=_shown(found.session or service.session_block(asked.conversation, clock)),
        outcome=found.outcome,
        claims=found.claims,
        evidence=found.evidence,
        reason=found.reason,
        needed=found.needed,
        withheld=found.withheld,
    )


@router.post("/claims/{claim_id}/{kind}")
def facts(claim_id: UUID, kind: FactKind, asked: ClaimAsked, clock: Now) -> FactsAnswer:
    """The facts of one claim for one purpose, and where each stands in the record."""
    told = disclosure.disclose(asked.conversation, claim_id, kind, clock)
    return FactsAnswer(session=_shown(told.session), evidence=told.evidence, **told.facts)


@router.post("/codes")
def explain_code(asked: CodesAsked, clock: Now) -> CodesAnswer:
    """What an adjustment or remark code means: general knowledge, no grant needed."""
    told = service.explain_code(asked.adjustment_code, asked.remark_code)
    return CodesAnswer(session=_block(asked.conversation, clock), **told)


@router.post("/appeals")
def start_appeal(asked: AppealAsked, clock: Now) -> AppealAnswer:
    """Draft the appeal of a denied claim; a person signs and sends it."""
    started = appeals.start(asked.conversation, asked.claim_id, asked.reason_text, clock)
    return AppealAnswer(session=_block(asked.conversation, clock), **started)


@router.post("/handoffs")
def request_handoff(asked: HandoffAsked, clock: Now) -> HandoffAnswer:
    """Bring a person; asked again while one is on the way, it is the same handoff."""
    place = service.request_handoff(
        asked.conversation,
        asked.reason,
        clock,
        urgency=asked.urgency,
        claim_id=asked.claim_id,
        summary=asked.summary,
        language=asked.language,
    )
    return HandoffAnswer(
        session=_block(asked.conversation, clock),
        reference=place.reference,
        position=place.position,
        wait_minutes=place.wait_minutes,
    )


@router.post("/callbacks")
def request_callback(asked: CallbackAsked, clock: Now) -> RequestAnswer:
    """Somebody calls back; a work item with owner and day."""
    promised = service.promise_call(asked.conversation, asked.phone, asked.when, clock, claim_id=asked.claim_id)
    told: dict[str, Any] = {"at": promised.at, "time_zone": promised.time_zone, "as_asked": promised.as_asked}
    return RequestAnswer(session=_block(asked.conversation, clock), **_promised(promised), **told)


@router.post("/documents")
def request_document(asked: DocumentAsked, clock: Now) -> RequestAnswer:
    """A copy, sent to the fax or secure inbox on file and nowhere else."""
    promised, delivery = service.request_document(asked.conversation, asked.claim_id, asked.kind, clock)
    return RequestAnswer(session=_block(asked.conversation, clock), **_promised(promised), delivery=delivery)  # type: ignore[arg-type]


@router.post("/contact_channel")
def choose_channel(asked: ContactAsked, clock: Now) -> SessionAnswer:
    """The verified caller wants to be told of news by text or call: a provider of one claim, a member of all of theirs."""
    service.choose_channel(asked.conversation, asked.channel, asked.number, asked.claim_id, clock)
    return SessionAnswer(**service.session_state(asked.conversation, clock))


@router.post("/reports")
def report(asked: ReportAsked, clock: Now) -> RequestAnswer:
    """Fraud, another insurance, a complaint, a peer-to-peer, records: a work item with owner and day."""
    details = {"words": asked.words, **asked.details}
    promised = service.promise(asked.conversation, asked.kind, clock, claim_id=asked.claim_id, details=details)
    return RequestAnswer(session=_block(asked.conversation, clock), **_promised(promised))


def _promised(promised: Promised) -> dict[str, Any]:
    return {"reference": promised.reference, "next_date": promised.next_date}


def _block(dialogue: str, clock: Clock) -> SessionBlock:
    return _shown(service.session_block(dialogue, clock))


def _shown(block: dict[str, Any]) -> SessionBlock:
    return SessionBlock.model_validate(block)


def _checked(dialogue: str, checked: verification.Checked, clock: Clock) -> VerificationAnswer:
    service.after_check(dialogue, checked, clock)
    left = batches.left_unfinished(dialogue, clock) if checked.outcome == "verified" else None
    return VerificationAnswer(
        session=_block(dialogue, clock),
        outcome=checked.outcome,
        failures=checked.failures,
        batch=BatchLeft(total=left.total, done=left.done) if left else None,
    )
