"""The one table that says who may do what: role × route × field.

Every route of the backend has an entry. A route without one answers 403, and tests/staff/test_policy.py fails the build.
The methods' table stands in ``ROUTES``; ``HIDDEN`` names the fields a role does not see wherever they appear.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a staff account may be."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    BILLER = "biller"
    AUDITOR = "auditor"
    ADMIN = "admin"


PUBLIC = "public"
"""Anybody; the route proves its caller itself (chat token, Twilio signature) or tells nothing."""
SERVICE = "service"
"""The action server only, by service token, on loopback."""
EVERY_ROLE = frozenset(Role)

AGENTS = frozenset({Role.AGENT, Role.SUPERVISOR, Role.ADMIN})
SUPERVISORS = frozenset({Role.SUPERVISOR, Role.ADMIN})
REVIEWERS = frozenset({Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN})
OPERATORS = frozenset({Role.BILLER, Role.SUPERVISOR, Role.ADMIN})
CLAIM_READERS = frozenset({Role.AGENT, Role.BILLER, Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN})
ADMINS = frozenset({Role.ADMIN})

Who = str | frozenset[Role]

ROUTES: dict[str, Who] = {
    "GET /health": PUBLIC,
    "GET /metrics": SERVICE,
    "GET /": PUBLIC,
    "GET /openapi.json": PUBLIC,
    "GET /docs": PUBLIC,
    "GET /sign-in": PUBLIC,
    "POST /sign-in": PUBLIC,
    "GET /sign-in/provider": PUBLIC,
    "GET /sign-in/provider/done": PUBLIC,
    "POST /sign-out": EVERY_ROLE,
    "GET /password": EVERY_ROLE,
    "POST /password": EVERY_ROLE,
    "GET /api/v1/me": EVERY_ROLE,
    # staff accounts
    "GET /staff": ADMINS,
    "GET /api/v1/staff": ADMINS,
    "POST /api/v1/staff": ADMINS,
    "POST /api/v1/staff/{staff_id}": ADMINS,
    "POST /api/v1/staff/{staff_id}/closing": ADMINS,
    "POST /api/v1/staff/{staff_id}/opening": ADMINS,
    "POST /api/v1/staff/{staff_id}/reset": ADMINS,
    "GET /api/v1/staff/{staff_id}/sessions": ADMINS,
    "POST /api/v1/staff/{staff_id}/sessions/end": ADMINS,
    "POST /api/v1/staff/{staff_id}/sessions/{session_id}/end": ADMINS,
    # pages
    "GET /static/{name}": PUBLIC,
    "GET /member": PUBLIC,
    "GET /chat-frame": PUBLIC,
    "GET /console": AGENTS,
    "GET /supervise": REVIEWERS,
    "GET /supervise/learning": REVIEWERS,
    "GET /supervise/reports": REVIEWERS,
    "GET /scores": AGENTS,
    "GET /supervise/{conversation_id}": REVIEWERS,
    "GET /operate": OPERATORS,
    "GET /operate/front-desk": OPERATORS,
    "GET /operate/coding-queries": OPERATORS,
    "GET /operate/enrolments": OPERATORS,
    "GET /operate/going-out": OPERATORS,
    "GET /operate/underpayments": OPERATORS,
    "GET /operate/denials": OPERATORS,
    "GET /operate/appeals": OPERATORS,
    "GET /operate/notices": OPERATORS | AGENTS,
    "GET /operate/claims/{claim_id}": CLAIM_READERS,
    # supervision
    "POST /api/v1/transcripts/search": REVIEWERS,
    "GET /api/v1/transcripts/{conversation_id}": REVIEWERS,
    "POST /api/v1/transcripts/{conversation_id}/unmasked": REVIEWERS,
    "POST /api/v1/transcripts/{conversation_id}/reviews": SUPERVISORS,
    "POST /api/v1/transcripts/{conversation_id}/corrections": SUPERVISORS,
    "PUT /api/v1/transcripts/{conversation_id}/tags": SUPERVISORS,
    "POST /api/v1/transcripts/{conversation_id}/likeness": SUPERVISORS,
    "GET /api/v1/transcripts/{conversation_id}/turns": REVIEWERS,
    "GET /api/v1/transcripts/{conversation_id}/stream": REVIEWERS,
    "GET /api/v1/scores": AGENTS,
    "POST /api/v1/scores/{review_id}/reply": AGENTS,
    # how long things are kept
    "GET /supervise/retention": REVIEWERS,
    "GET /api/v1/retention": REVIEWERS,
    "POST /api/v1/retention/holds": SUPERVISORS,
    "POST /api/v1/retention/holds/{hold_id}/lifting": SUPERVISORS,
    "GET /api/v1/transcripts/{conversation_id}/keeping": REVIEWERS,
    "POST /api/v1/transcripts/{conversation_id}/amendments": SUPERVISORS,
    # the learning loop
    "GET /api/v1/learning": REVIEWERS,
    "GET /api/v1/learning/examples/{example_id}": REVIEWERS,
    "POST /api/v1/learning/examples/{example_id}/approval": SUPERVISORS,
    "POST /api/v1/learning/examples/{example_id}/refusal": SUPERVISORS,
    "POST /api/v1/learning/runs": SUPERVISORS,
    "POST /api/v1/learning/withdrawal": SUPERVISORS,
    "GET /api/v1/supervision/wall": REVIEWERS,
    "GET /api/v1/supervision/stream": REVIEWERS,
    "GET /api/v1/supervision/report": REVIEWERS,
    "GET /api/v1/supervision/double-scoring": REVIEWERS,
    "POST /api/v1/supervision/double-scoring": SUPERVISORS,
    # operations
    "POST /api/v1/claims/search": CLAIM_READERS,
    "GET /api/v1/claims/{claim_id}": CLAIM_READERS,
    "GET /api/v1/work-items": OPERATORS,
    "GET /api/v1/files": OPERATORS,
    "POST /api/v1/files": OPERATORS,
    "POST /api/v1/files/advices/{advice_id}/match": OPERATORS,
    "GET /api/v1/files/advices/{advice_id}": OPERATORS,
    "GET /operate/advices/{advice_id}": OPERATORS,
    # denials and appeals
    "GET /api/v1/denials": OPERATORS,
    "GET /api/v1/denials/patterns": OPERATORS,
    "POST /api/v1/denials/patterns/scan": SUPERVISORS,
    "POST /api/v1/denials/patterns/{pattern_id}/fix": OPERATORS,
    "POST /api/v1/denials/{denial_id}/assignment": OPERATORS,
    "POST /api/v1/denials/{denial_id}/settlement": OPERATORS,
    "GET /api/v1/appeals": OPERATORS,
    "POST /api/v1/appeals": OPERATORS,
    "GET /api/v1/appeals/history": OPERATORS,
    "GET /api/v1/appeals/{appeal_id}": OPERATORS,
    "GET /api/v1/appeals/{appeal_id}/packet": OPERATORS,
    "PUT /api/v1/appeals/{appeal_id}/letter": OPERATORS,
    "PUT /api/v1/appeals/{appeal_id}/physician-statement": OPERATORS,
    "POST /api/v1/appeals/{appeal_id}/signature": OPERATORS,
    "POST /api/v1/appeals/{appeal_id}/sent": OPERATORS,
    "POST /api/v1/appeals/{appeal_id}/decision": OPERATORS,
    "POST /api/v1/appeals/{appeal_id}/withdrawal": OPERATORS,
    # before the claim leaves
    "POST /api/v1/appointments": OPERATORS,
    "POST /api/v1/appointments/file": OPERATORS,
    "POST /api/v1/appointments/{appointment_id}/eligibility": OPERATORS,
    "GET /api/v1/front-desk/{day}": OPERATORS,
    "POST /api/v1/encounters": OPERATORS,
    "POST /api/v1/encounters/file": OPERATORS,
    "GET /api/v1/coding-queries": OPERATORS,
    "POST /api/v1/coding-queries/{query_id}/answer": OPERATORS,
    "GET /api/v1/documentation-report": OPERATORS,
    "GET /api/v1/outgoing-claims": OPERATORS,
    "GET /api/v1/claims/{claim_id}/edit-findings": OPERATORS,
    "POST /api/v1/claims/{claim_id}/corrections": OPERATORS,
    "POST /api/v1/claims/{claim_id}/replacement": OPERATORS,
    "POST /api/v1/claims/{claim_id}/replacement-request": OPERATORS,
    "POST /api/v1/claims/{claim_id}/off-the-way": OPERATORS,
    "POST /api/v1/claims/{claim_id}/sent-again": OPERATORS,
    "POST /api/v1/edit-findings/{finding_id}/acceptance": SUPERVISORS,
    "GET /api/v1/enrolments": OPERATORS,
    "POST /api/v1/enrolments": OPERATORS,
    "POST /api/v1/enrolments/{enrolment_id}/decision": OPERATORS,
    "POST /api/v1/enrolments/{enrolment_id}/end": OPERATORS,
    "GET /api/v1/submissions": OPERATORS,
    "POST /api/v1/submissions": OPERATORS,
    "GET /api/v1/submission-rates": OPERATORS,
    # reports and quality
    "GET /operate/reports": OPERATORS | REVIEWERS,
    "GET /operate/reports/{report_id}": OPERATORS | REVIEWERS,
    "GET /operate/reports/{report_id}/lists/{basis}": OPERATORS | REVIEWERS,
    "GET /operate/quality": OPERATORS | REVIEWERS,
    "GET /operate/files": OPERATORS,
    "GET /operate/files/{file_id}": OPERATORS,
    "GET /api/v1/report-clients": OPERATORS | REVIEWERS,
    "GET /api/v1/reports": OPERATORS | REVIEWERS,
    "POST /api/v1/reports": SUPERVISORS,
    "GET /api/v1/reports/{report_id}": OPERATORS | REVIEWERS,
    "GET /api/v1/reports/{report_id}/pdf": OPERATORS | REVIEWERS,
    "GET /api/v1/reports/{report_id}/csv": OPERATORS | REVIEWERS,
    "GET /api/v1/reports/{report_id}/charts/{key}": OPERATORS | REVIEWERS,
    "GET /api/v1/reports/{report_id}/lists/{basis}": OPERATORS | REVIEWERS,
    "GET /api/v1/reports/{report_id}/lists/{basis}/csv": OPERATORS | REVIEWERS,
    "GET /api/v1/quality/samples": OPERATORS | REVIEWERS,
    "POST /api/v1/quality/samples": SUPERVISORS,
    "GET /api/v1/quality/samples/{sample_id}": OPERATORS | REVIEWERS,
    "GET /api/v1/quality/checks": OPERATORS | REVIEWERS,
    "GET /api/v1/quality/checks/{check_id}": OPERATORS | REVIEWERS,
    "POST /api/v1/quality/checks/{check_id}/verdict": OPERATORS | REVIEWERS,
    "GET /api/v1/quality/coverage": OPERATORS | REVIEWERS,
    "GET /api/v1/quality/error-categories": OPERATORS | REVIEWERS,
    "GET /api/v1/files/{file_id}": OPERATORS,
    "GET /api/v1/work-queues": OPERATORS,
    "GET /api/v1/work-owners": OPERATORS,
    "POST /api/v1/work-items/{item_id}/assignment": OPERATORS,
    "POST /api/v1/work-items/{item_id}/outcome": OPERATORS,
    "GET /api/v1/claims/{claim_id}/story": CLAIM_READERS,
    # payer clients
    "GET /api/v1/adjudications/pended": OPERATORS,
    "POST /api/v1/adjudications/{adjudication_id}/release": OPERATORS,
    "POST /api/v1/adjudications/{adjudication_id}/denial": OPERATORS,
    "GET /api/v1/claims/{claim_id}/adjudication": CLAIM_READERS,
    "GET /api/v1/claims/{claim_id}/explanation-of-benefits": CLAIM_READERS,
    "GET /api/v1/claims/{claim_id}/explanation-of-benefits.pdf": CLAIM_READERS,
    "GET /api/v1/claims/{claim_id}/expected-payment": OPERATORS,
    "GET /api/v1/underpayments": OPERATORS,
    "POST /api/v1/payer-terms": SUPERVISORS,
    "GET /operate/claims/{claim_id}/explanation-of-benefits": CLAIM_READERS,
    # patients' accounts, recommendations, receivables
    "GET /operate/approvals": OPERATORS,
    "GET /operate/receivables": OPERATORS,
    "GET /operate/accounts": OPERATORS,
    "GET /operate/accounts/{account_id}": OPERATORS,
    "GET /api/v1/patient-accounts": OPERATORS,
    "POST /api/v1/patient-accounts/search": OPERATORS,
    "GET /api/v1/patient-accounts/{account_id}": OPERATORS,
    "POST /api/v1/patient-accounts/{account_id}/payments": OPERATORS,
    "POST /api/v1/patient-accounts/{account_id}/refunds": OPERATORS,
    "POST /api/v1/patient-accounts/{account_id}/payments/{payment_id}/taking-back": SUPERVISORS,
    "POST /api/v1/patient-accounts/{account_id}/plan": OPERATORS,
    "POST /api/v1/patient-accounts/{account_id}/plan/change": OPERATORS,
    "POST /api/v1/patient-accounts/{account_id}/dispute": OPERATORS,
    "POST /api/v1/patient-accounts/{account_id}/dispute/answer": OPERATORS,
    "POST /api/v1/patient-accounts/{account_id}/hardship": OPERATORS,
    "POST /api/v1/patient-accounts/{account_id}/hardship/documents": OPERATORS,
    "POST /api/v1/patient-accounts/{account_id}/hardship/closure": OPERATORS,
    "POST /api/v1/patient-accounts/{account_id}/address": OPERATORS,
    "GET /api/v1/statements/{statement_id}/pdf": OPERATORS,
    "GET /api/v1/statements/{statement_id}/text": OPERATORS,
    "POST /api/v1/statements/{statement_id}/returned": OPERATORS,
    "GET /api/v1/approvals": OPERATORS,
    "POST /api/v1/approvals/{approval_id}/decision": OPERATORS,
    "GET /api/v1/approvers": OPERATORS,
    "POST /api/v1/approvers": ADMINS,
    "GET /api/v1/receivables/ageing": OPERATORS,
    "POST /api/v1/receivables/ageing": SUPERVISORS,
    "GET /api/v1/receivables/ageing/{snapshot_id}/claims": OPERATORS,
    "GET /api/v1/receivables/follow-ups": OPERATORS,
    "GET /api/v1/receivables/follow-ups/{claim_id}": OPERATORS,
    "POST /api/v1/receivables/follow-ups/{claim_id}/contacts": OPERATORS,
    "POST /api/v1/receivables/follow-ups/{claim_id}/assignment": OPERATORS,
    # conversations of callers
    "POST /chat/sessions": PUBLIC,
    "POST /chat/messages": PUBLIC,
    "GET /chat/messages": PUBLIC,
    "GET /chat/stream": PUBLIC,
    "POST /chat/typing": PUBLIC,
    "GET /chat/explanations": PUBLIC,
    "GET /chat/explanations/{claim_id}": PUBLIC,
    "POST /voice/incoming": PUBLIC,
    "POST /voice/turn/{number}": PUBLIC,
    "POST /voice/status": PUBLIC,
    "POST /voice/waiting": PUBLIC,
    "POST /voice/queue-left": PUBLIC,
    "WS /voice/relay": PUBLIC,
    "POST /voice/relay-ended": PUBLIC,
    "POST /sms/incoming": PUBLIC,
    "POST /sms/status": PUBLIC,
    "POST /voice/live/{number}": PUBLIC,
    "POST /voice/join/{handoff_id}": PUBLIC,
    "POST /voice/whisper/{handoff_id}": PUBLIC,
    "POST /voice/whisper/{handoff_id}/answer": PUBLIC,
    "POST /voice/person-done/{handoff_id}": PUBLIC,
    "POST /voice/keep-place": PUBLIC,
    "POST /voice/call-back/{place_id}": PUBLIC,
    "POST /voice/call-back/{place_id}/answer": PUBLIC,
    "POST /voice/promised/{callback_id}": PUBLIC,
    "POST /voice/promised/{callback_id}/answer": PUBLIC,
    "POST /voice/promised/{callback_id}/done": PUBLIC,
    "POST /voice/promised/{callback_id}/whisper": PUBLIC,
    "POST /voice/news": PUBLIC,
    "POST /voice/transcription": PUBLIC,
    "GET /letters/{token}": PUBLIC,
    "POST /letters/{token}": PUBLIC,
    "GET /inbox": PUBLIC,
    "GET /inbox/{letter_id}": PUBLIC,
    "POST /inbox/closed": PUBLIC,
    "GET /sms/{token}": PUBLIC,
    "GET /phone-confirmed": PUBLIC,
    "GET /api/v1/telephone": AGENTS,
    "PUT /api/v1/telephone": AGENTS,
    "PUT /api/v1/contact-preferences": AGENTS | OPERATORS,
    "GET /api/v1/outbound-notices": AGENTS | OPERATORS,
    "POST /api/v1/outbound-notices/{notice_id}/again": AGENTS | OPERATORS,
    "POST /api/v1/outbound-notices/{notice_id}/settled": AGENTS | OPERATORS,
    # the agents' queue and their side of a conversation
    "GET /api/v1/handoffs": AGENTS,
    "GET /api/v1/handoffs/wrap-up-codes": AGENTS,
    "GET /api/v1/handoffs/{handoff_id}": AGENTS,
    "POST /api/v1/handoffs/{handoff_id}/accept": AGENTS,
    "POST /api/v1/handoffs/{handoff_id}/release": AGENTS,
    "POST /api/v1/handoffs/{handoff_id}/give-back": AGENTS,
    "POST /api/v1/handoffs/{handoff_id}/close": AGENTS,
    "GET /api/v1/handoffs/agents": AGENTS,
    "POST /api/v1/handoffs/{handoff_id}/transfer": AGENTS,
    "POST /api/v1/handoffs/{handoff_id}/snooze": AGENTS,
    "POST /api/v1/handoffs/{handoff_id}/presence": AGENTS,
    "GET /api/v1/handoffs/{handoff_id}/notes": AGENTS,
    "POST /api/v1/handoffs/{handoff_id}/notes": AGENTS,
    "GET /api/v1/handoffs/{handoff_id}/canned-replies": AGENTS,
    "POST /api/v1/handoffs/{handoff_id}/callback": AGENTS,
    "GET /api/v1/handoffs/callbacks": AGENTS,
    "POST /api/v1/handoffs/callbacks/{callback_id}/call": AGENTS,
    "POST /api/v1/handoffs/callbacks/{callback_id}/done": AGENTS,
    "GET /api/v1/handoffs/{handoff_id}/suggestion": AGENTS,
    "PUT /api/v1/handoffs/{handoff_id}/draft": AGENTS,
    "GET /api/v1/desk-work": AGENTS,
    "POST /api/v1/desk-work/{item_id}/take": AGENTS,
    "POST /api/v1/desk-work/{item_id}/outcome": AGENTS,
    "POST /api/v1/handoffs/{handoff_id}/consults": AGENTS,
    "GET /api/v1/consults": AGENTS,
    "GET /api/v1/consults/{consult_id}": AGENTS,
    "POST /api/v1/consults/{consult_id}/messages": AGENTS,
    "POST /api/v1/consults/{consult_id}/end": AGENTS,
    "GET /api/v1/notices": AGENTS,
    "POST /api/v1/notices/{notice_id}/seen": AGENTS,
    "GET /api/v1/conversations": AGENTS,
    "GET /api/v1/conversations/stream": AGENTS,
    "GET /api/v1/conversations/{conversation_id}": AGENTS,
    "GET /api/v1/conversations/{conversation_id}/claims/{claim_id}": AGENTS,
    "POST /api/v1/conversations/{conversation_id}/messages": AGENTS,
    "POST /api/v1/conversations/{conversation_id}/typing": AGENTS,
    # the action server
    "POST /internal/*": SERVICE,
    "GET /internal/*": SERVICE,
}

_SECRETS = frozenset({"password_hash", "totp_secret", "totp_sealed", "token_hash"})
CLINICAL_FIELDS = frozenset({"diagnoses", "diagnosis", "principal_diagnosis", "physician_statement", "clinical_notes"})
CLINICAL_SKILL = "clinical"
"""Agents see clinical fields only with this skill; the other roles work with them."""
HIDDEN: dict[Role, frozenset[str]] = {
    Role.AGENT: _SECRETS,
    Role.SUPERVISOR: _SECRETS,
    Role.BILLER: _SECRETS | {"transcript", "said", "turns", "answer_text"},
    Role.AUDITOR: _SECRETS | {"draft"},
    Role.ADMIN: _SECRETS,
}
"""Fields a role never sees; backend/staff/fields.py takes them out of every JSON answer, whatever route made it."""
OWNERS_ONLY: dict[Role, frozenset[str]] = {Role.BILLER: frozenset({"words", "phone"})}
"""Facts of a piece of work a role sees only where the work is its own, or its team's."""


def who_may(method: str, path: str) -> Who | None:
    """The entry for a route template, by its exact name first, then by the longest ``/*`` above it; None: nobody may."""
    exact = ROUTES.get(f"{method} {path}")
    if exact is not None:
        return exact
    parts = path.split("/")
    for length in range(len(parts) - 1, 0, -1):
        entry = ROUTES.get(f"{method} {'/'.join(parts[:length])}/*")
        if entry is not None:
            return entry
    return None


def may(role: Role, method: str, path: str) -> bool:
    """Whether a signed-in role may use a route."""
    who = who_may(method, path)
    return who == PUBLIC or (isinstance(who, frozenset) and role in who)
