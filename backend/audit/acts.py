"""The names of everything we audit.

Grammar: ``source:subject:action``; source is who acts (caller, staff, system), subject the record acted on, action a verb
in the past. One enum, so that a new act is a line in a review.
"""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """An auditable act; see the grammar above."""

    CALLER_VERIFIED = "caller:verification:succeeded"
    CALLER_REFUSED = "caller:verification:refused"
    CALLER_CODE_SENT = "caller:one_time_code:sent"
    CALLER_STEPPED_UP = "caller:verification:stepped_up"
    CLAIM_DISCLOSED = "caller:claim:disclosed"
    DISCLOSURE_REFUSED = "caller:claim:refused"
    APPEAL_DRAFTED = "caller:appeal:drafted"
    DOCUMENT_REQUESTED = "caller:document:requested"
    HANDOFF_REQUESTED = "caller:handoff:requested"
    WEBHOOK_REFUSED = "caller:webhook:refused"
    STAFF_SIGNED_IN = "staff:session:opened"
    STAFF_SIGN_IN_REFUSED = "staff:session:refused"
    STAFF_SIGNED_OUT = "staff:session:closed"
    STAFF_CREATED = "staff:account:created"
    STAFF_CHANGED = "staff:account:changed"
    STAFF_FORBIDDEN = "staff:route:refused"
    HANDOFF_ACCEPTED = "staff:handoff:accepted"
    HANDOFF_RETURNED = "staff:handoff:returned"
    HANDOFF_CLOSED = "staff:handoff:closed"
    HANDOFF_TRANSFERRED = "staff:handoff:transferred"
    HANDOFF_NOTED = "staff:handoff:noted"
    HANDOFF_SNOOZED = "staff:handoff:snoozed"
    CALLBACK_PROMISED = "staff:callback:promised"
    CALLBACK_DONE = "staff:callback:done"
    CALLBACKS_VIEWED = "staff:callback:viewed"
    TRANSCRIPT_VIEWED = "staff:transcript:viewed"
    TRANSCRIPT_SEARCHED = "staff:transcript:searched"
    TRANSCRIPT_UNMASKED = "staff:transcript:unmasked"
    TRANSCRIPT_SCORED = "staff:transcript:scored"
    CLAIM_VIEWED = "staff:claim:viewed"
    APPEAL_SIGNED = "staff:appeal:signed"
    CODING_QUERY_ANSWERED = "staff:coding_query:answered"
    CLAIM_CORRECTED = "staff:claim:corrected"
    EDIT_ACCEPTED = "staff:edit_finding:accepted"
    ENROLMENT_REQUESTED = "staff:enrolment:requested"
    ENROLMENT_DECIDED = "staff:enrolment:decided"
    WRITE_OFF_DECIDED = "staff:write_off:decided"
    REPORT_VIEWED = "staff:report:viewed"
    TRAINING_EXAMPLE_APPROVED = "staff:training_example:approved"
    MODEL_PROMOTED = "staff:model:promoted"
    FILE_IMPORTED = "system:file:imported"
    NOTICE_SENT = "system:notice:sent"
