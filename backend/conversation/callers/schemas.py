"""The JSON of ``/internal``: what actions may ask, and what they are answered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from backend.conversation.turns.text import harmless, storable


def harmless_text(value: Any) -> Any:
    """Text as it may be stored; anything else is left for the type to refuse."""
    return harmless(value) if isinstance(value, str) else value


Dialogue = Annotated[str, StringConstraints(pattern=r"^(call|chat|sms):[A-Za-z0-9-]{1,64}$")]
Short = Annotated[
    str, BeforeValidator(harmless_text), StringConstraints(strip_whitespace=True, min_length=1, max_length=80)
]
Words = Annotated[str, BeforeValidator(harmless_text), StringConstraints(strip_whitespace=True, max_length=2000)]
Details = Annotated[dict[str, Any], BeforeValidator(storable)]
Amount = Annotated[Decimal, Field(ge=0, le=Decimal("99999999.99"), max_digits=10, decimal_places=2)]
Digits10 = Annotated[str, StringConstraints(pattern=r"^[0-9]{10}$")]
Digits9 = Annotated[str, StringConstraints(pattern=r"^[0-9]{9}$")]
Digits5 = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]
Zip = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}(-?[0-9]{4})?$")]
FactKind = Literal["status", "payment", "denial", "explanation", "appeal_rights", "next_step", "lines", "documents"]


def example(*bodies: dict[str, Any]) -> ConfigDict:
    """What such a request looks like, for the OpenAPI document; fields nobody knows are refused."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": list(bodies)})


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    conversation: Dialogue
    """The dialogue the action works in, as the gateway named it."""


class SessionAsked(_Asked):
    """What has been proved in this conversation?"""

    model_config = example({"conversation": "chat:9f1c2b7e-5a0e-4a53-9a54-0b8f4a1f8f10"})


class VerificationAsked(_Asked):
    """One check of one caller; all elements at once."""

    model_config = example(
        {
            "conversation": "chat:9f1c2b7e-5a0e-4a53-9a54-0b8f4a1f8f10",
            "role": "provider",
            "npi": "1770002313",
            "tax_id_last5": "56789",
        },
        {
            "conversation": "call:CA0123456789abcdef0123456789abcdef",
            "role": "member",
            "member_id": "XQP9041177",
            "date_of_birth": "1980-05-17",
            "zip": "80203",
        },
    )

    role: Literal["provider", "member"]
    npi: Digits10 | None = None
    tax_id_last5: Digits5 | None = None
    tax_id: Digits9 | None = None
    """All of it, where the caller gave all of it: every digit has to be right then."""
    member_id: Short | None = None
    date_of_birth: date | None = None
    zip: Zip | None = None
    last_name: Short | None = None
    claim_number: Short | None = None

    @model_validator(mode="after")
    def _all_at_once(self) -> VerificationAsked:
        if self.role == "provider" and not (self.npi and (self.tax_id or self.tax_id_last5)):
            raise ValueError("a provider is checked by NPI and the tax id, or the last five of it")
        third = self.zip or self.last_name or self.claim_number
        if self.role == "member" and not (self.member_id and self.date_of_birth and third):
            raise ValueError("a member is checked by member id, date of birth and one more")
        return self


class DateSpan(BaseModel):
    """First and last day, both included."""

    model_config = ConfigDict(extra="forbid")

    start: date
    end: date | None = None


class SearchAsked(_Asked):
    """Find claims within what the caller has proved, or (provider) prove a patient by the claim itself."""

    model_config = example(
        {
            "conversation": "chat:9f1c2b7e-5a0e-4a53-9a54-0b8f4a1f8f10",
            "member_id": "XQP9041177",
            "date_of_birth": "1980-05-17",
            "date_of_service": {"start": "2026-03-03", "end": "2026-03-03"},
        }
    )

    member_id: Short | None = None
    date_of_birth: date | None = None
    last_name: Short | None = None
    first_name: Short | None = None
    date_of_service: DateSpan | None = None
    claim_number: Short | None = None
    trace_number: Short | None = None
    charge_min: Amount | None = None
    charge_max: Amount | None = None
    stages: Annotated[list[Short], Field(max_length=12)] = Field(default_factory=list)
    """Only claims that stand so (``denied``, ``paid`` …); none: all."""


class ClaimAsked(_Asked):
    """Facts of one claim for one purpose."""

    model_config = example({"conversation": "chat:9f1c2b7e-5a0e-4a53-9a54-0b8f4a1f8f10"})


class CodesAsked(_Asked):
    """What a code means; general knowledge."""

    model_config = example({"conversation": "chat:9f1c2b7e-5a0e-4a53-9a54-0b8f4a1f8f10", "adjustment_code": "CO-45"})

    adjustment_code: Short | None = None
    remark_code: Short | None = None


class AppealAsked(_Asked):
    """Start the appeal of a denied claim."""

    model_config = example(
        {
            "conversation": "chat:9f1c2b7e-5a0e-4a53-9a54-0b8f4a1f8f10",
            "claim_id": "0b4f6a52-8a0a-4f0e-9d8e-6c8f8d1f0a11",
            "reason_text": "The authorization is on file.",
        }
    )

    claim_id: UUID
    reason_text: Words | None = None


class HandoffAsked(_Asked):
    """Bring a person. ``summary``: who speaks by their own word, what is wanted, given, lacking and failed; names, no values."""

    model_config = example(
        {
            "conversation": "chat:9f1c2b7e-5a0e-4a53-9a54-0b8f4a1f8f10",
            "reason": "dispute",
            "summary": {"speaker": "provider", "wanted": ["start_appeal"], "given": ["npi"], "failed_attempts": 0},
        }
    )

    reason: Short
    urgency: Literal["emergency", "urgent", "ordinary"] | None = None
    claim_id: UUID | None = None
    summary: Details = Field(default_factory=dict)
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] | None = None
    """The language they wish for, as its ISO 639 code; ``sgn``: signing."""


class CallbackAsked(_Asked):
    """Somebody calls back."""

    model_config = example(
        {"conversation": "chat:9f1c2b7e-5a0e-4a53-9a54-0b8f4a1f8f10", "phone": "555-0143", "when": "tomorrow morning"}
    )

    phone: Annotated[str, StringConstraints(pattern=r"^[0-9+() .-]{7,20}$")]
    when: Words | None = None
    claim_id: UUID | None = None


class ContactAsked(_Asked):
    """How the verified caller wants to hear of news; asking for it is the consent."""

    model_config = example(
        {"conversation": "call:CA0123456789abcdef0123456789abcdef", "channel": "sms", "number": "3035550142"}
    )

    channel: Literal["sms", "call"]
    number: Annotated[str, StringConstraints(pattern=r"^[0-9+() .-]{7,20}$")]
    claim_id: UUID | None = None
    """News of this claim only; a provider's caller has proved a right to no more."""


class DocumentAsked(_Asked):
    """A paper, sent to the fax or secure inbox on file."""

    model_config = example(
        {
            "conversation": "chat:9f1c2b7e-5a0e-4a53-9a54-0b8f4a1f8f10",
            "claim_id": "0b4f6a52-8a0a-4f0e-9d8e-6c8f8d1f0a11",
            "kind": "status_letter",
        }
    )

    claim_id: UUID
    kind: Literal["status_letter", "remittance_copy", "eob_copy"]


class ReportAsked(_Asked):
    """Something a person follows up."""

    model_config = example(
        {"conversation": "chat:9f1c2b7e-5a0e-4a53-9a54-0b8f4a1f8f10", "kind": "fraud", "words": "I was billed twice."}
    )

    kind: Literal["fraud", "other_insurance", "complaint", "peer_to_peer", "records"]
    claim_id: UUID | None = None
    words: Words | None = None
    """What the caller said about it."""
    details: Details = Field(default_factory=dict)


class CodeAsked(_Asked):
    """Send a one-time code to the phone on file. Member id and birth date only where no member is verified yet."""

    model_config = example(
        {
            "conversation": "chat:9f1c2b7e-5a0e-4a53-9a54-0b8f4a1f8f10",
            "member_id": "XQP9041177",
            "date_of_birth": "1980-05-17",
        }
    )

    member_id: Short | None = None
    date_of_birth: date | None = None


class CodeGiven(_Asked):
    """The code the caller read out."""

    model_config = example({"conversation": "chat:9f1c2b7e-5a0e-4a53-9a54-0b8f4a1f8f10", "code": "123456"})

    code: Annotated[str, StringConstraints(pattern=r"^[0-9 -]{4,12}$")]


# -- answers


class ProviderBlock(BaseModel):
    npi: str
    name: str


class SessionBlock(BaseModel):
    """What the conversation's proof is worth now; on every answer."""

    level: Literal["none", "provider", "member", "stepped_up"]
    role: Literal["provider", "member"] | None = None
    provider: ProviderBlock | None = None
    owner: Literal["assistant", "waiting", "agent"]


class _Answered(BaseModel):
    session: SessionBlock
    evidence: list[dict[str, str]] = Field(default_factory=list)


class SessionAnswer(_Answered):
    failures: int
    reference: str
    """Of the conversation, for the caller's notes."""
    patients: list[str]
    """Member ids this conversation may hear of."""


class BatchLeft(BaseModel):
    """How far an unfinished batch of claims had come."""

    total: int | None
    done: int


class VerificationAnswer(_Answered):
    outcome: Literal["verified", "refused", "handoff", "step_up"]
    failures: int
    """Failed checks in this conversation."""
    batch: BatchLeft | None = None
    """What this provider left unfinished on an earlier call from the same number."""


class SearchAnswer(_Answered):
    outcome: Literal["found", "several", "none", "refused", "handoff", "verification_needed"]
    claims: list[dict[str, Any]] = Field(default_factory=list)
    """``id, last_four, service_from, service_to, received, stage, charge, paid, patient_last`` (patient for providers)."""
    reason: str | None = None
    """Of a refusal or handoff: ``minor``, ``sensitive``, ``other_person``, ``failed_verification``."""
    needed: list[str] = Field(default_factory=list)
    """What is missing before a search can be made: ``member_id``, ``date_of_birth``, ``date_of_service`` …"""
    withheld: int = 0
    """Claims left out of a list because a person must tell them."""


class FactsAnswer(_Answered):
    """The facts of a claim stand beside ``session`` and ``evidence``, each under its own name (see the envelope).

    Amounts are decimal strings (``"240.00"``), dates ISO; a fact outside the purpose's envelope is absent.
    """

    model_config = ConfigDict(extra="allow")


class CodesAnswer(_Answered):
    """What a code means; ``biller`` and ``member`` say it for each reader, None for a code nobody publishes."""

    code: str
    biller: str | None
    member: str | None
    status: str | None = None


class AppealAnswer(_Answered):
    outcome: Literal["started", "already_open", "not_appealable", "step_up", "handoff"]
    number: str | None = None
    state: str | None = None
    deadline: date | None = None


class HandoffAnswer(_Answered):
    reference: str
    position: int
    wait_minutes: int | None = None


class RequestAnswer(_Answered):
    reference: str
    next_date: date
    delivery: Literal["inbox", "fax"] | None = None
    """Of a letter: where on file it goes."""
    at: str | None = None
    """Of a call back: the time of day promised, in words."""
    time_zone: str | None = None
    """Of a call back: the person's own clock, as people call it."""
    as_asked: bool | None = None
    """Of a call back: false where they asked for a time nobody can call at."""


class CodeSentAnswer(_Answered):
    outcome: Literal["sent"] = "sent"
