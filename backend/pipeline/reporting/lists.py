"""The lists behind the figures, as SQL. Each yields claims of one client in one month, with what they count for.

Columns, in order: claim_id, payer_id, slice (what the list is broken down by), hit (whether the row counts towards the
figure of interest), amount (dollars), measure (days, hours or dollars), label. Parameters: ``ids`` (the client's
provider or payer ids), ``start`` and ``until`` (first day of the month and of the next), ``before`` (first day of the
month before), ``npis``. The lists read two tables made for the run: ``report_book`` (the client's claims: when each
became owed, entered the ledger, ended) and ``report_money`` (their balances and movements per account).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

BOOK: Final = """
CREATE TEMP TABLE report_book ON COMMIT DROP AS
WITH mine AS MATERIALIZED (
    SELECT c.* FROM claim c WHERE c.{scope} = ANY(:ids)
), history AS MATERIALIZED (
    SELECT e.claim_id,
           min(e.effective) FILTER (WHERE e.kind = 'submitted') AS first_sent,
           min(e.effective) FILTER (WHERE e.kind IN ('replaced', 'void_requested')) AS ended,
           bool_or(e.category IN ('A3', 'A6', 'A7', 'A8') OR e.kind = 'file_rejected') AS rejected,
           bool_or(e.category <> '' OR e.kind = 'submitted') AS heard
    FROM claim_event e JOIN mine ON mine.id = e.claim_id WHERE e.effective < :until GROUP BY e.claim_id
), charged AS MATERIALIZED (
    SELECT t.claim_id, min(t.effective) AS charged
    FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id JOIN mine ON mine.id = t.claim_id
    WHERE e.account = 'charges' AND e.amount < 0 GROUP BY t.claim_id
), dated AS (
    SELECT mine.id AS claim_id, mine.payer_id, mine.charge, mine.service_from, mine.service_to, mine.payer_order, mine.finalized,
           CASE WHEN next.next_claim_id IS NULL THEN
               least(CASE WHEN mine.frequency = '8' THEN NULL WHEN outgoing.claim_id IS NULL THEN mine.received
                          ELSE history.first_sent END, charged.charged) END AS entered,
           charged.charged, history.ended, coalesce(history.rejected, false) AS rejected,
           coalesce(history.heard, false) AS heard, outgoing.claim_id IS NOT NULL AS built_here
    FROM mine
    LEFT JOIN history ON history.claim_id = mine.id
    LEFT JOIN charged ON charged.claim_id = mine.id
    LEFT JOIN outgoing_claim outgoing ON outgoing.claim_id = mine.id
    LEFT JOIN coordination next ON next.next_claim_id = mine.id
)
SELECT *, CASE WHEN ended < entered THEN entered ELSE least(charged, ended) END AS left_on FROM dated
"""
"""A claim is owed from the day it left for the payer (or came in as billed); it leaves that state when the payer's first
word enters it in the ledger, or when a replacement or void ends it. A claim for the next plan carries no charge of its
own: it was entered with the first."""

MONEY: Final = """
CREATE TEMP TABLE report_money ON COMMIT DROP AS
SELECT t.claim_id, e.account,
       coalesce(sum(e.amount) FILTER (WHERE t.effective < :start), 0) AS before,
       coalesce(sum(e.amount) FILTER (WHERE t.effective >= :start), 0) AS during
FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id JOIN report_book b ON b.claim_id = t.claim_id
WHERE t.effective < :until GROUP BY t.claim_id, e.account
"""

_BUCKET = """CASE WHEN age <= 30 THEN '0-30' WHEN age <= 60 THEN '31-60' WHEN age <= 90 THEN '61-90'
                  WHEN age <= 120 THEN '91-120' ELSE 'over 120' END"""

_DECIDED = """
WITH word AS (
    SELECT DISTINCT ON (rc.claim_id) rc.claim_id, r.paid_on, rc.paid
    FROM remittance r JOIN remittance_claim rc ON rc.remittance_id = r.id JOIN report_book b ON b.claim_id = rc.claim_id
    WHERE r.paid_on >= {first} AND r.paid_on < {last} AND rc.state = 'posted' AND rc.claim_status NOT IN ('22', '23', '25')
    ORDER BY rc.claim_id, r.paid_on
), denied AS (
    SELECT DISTINCT d.claim_id FROM denial d JOIN report_book b ON b.claim_id = d.claim_id
    WHERE d.remittance_date >= {first} AND d.remittance_date < {last}
)
SELECT b.claim_id, b.payer_id, 'decided', denied.claim_id IS NOT NULL, b.charge, word.paid_on - b.entered, ''
FROM word JOIN report_book b ON b.claim_id = word.claim_id LEFT JOIN denied ON denied.claim_id = word.claim_id
"""
_DENIED = """
SELECT d.claim_id, d.payer_id, {by}, bool_or(d.appealable), sum(d.amount), NULL::numeric, max({label})
FROM denial d JOIN report_book b ON b.claim_id = d.claim_id
WHERE d.remittance_date >= {first} AND d.remittance_date < {last} GROUP BY d.claim_id, d.payer_id, {by}
"""
_CODE, _CAUSE = "d.group_code || '-' || d.carc", "d.root_cause"

LISTS: Final[dict[str, str]] = {
    "entered": """
SELECT claim_id, payer_id, CASE WHEN built_here THEN 'sent by us' ELSE 'came in billed' END, NOT rejected, charge,
       NULL::numeric, '' FROM report_book WHERE entered >= :start AND entered < :until AND heard""",
    "clean": """
SELECT b.claim_id, b.payer_id, 'sent', o.first_pass, b.charge, NULL::numeric, ''
FROM report_book b JOIN outgoing_claim o ON o.claim_id = b.claim_id
WHERE b.entered >= :start AND b.entered < :until AND o.attempts > 0""",
    "unsent": """
SELECT b.claim_id, b.payer_id, o.state, o.state = 'ready', b.charge, :until ::date - o.built_on, ''
FROM report_book b JOIN outgoing_claim o ON o.claim_id = b.claim_id
WHERE b.entered IS NULL AND o.built_on < :until""",
    "decided": _DECIDED.format(first=":start", last=":until"),
    "decided_before": _DECIDED.format(first=":before", last=":start"),
    "denied": _DENIED.format(by=_CODE, label=_CAUSE, first=":start", last=":until"),
    "denied_before": _DENIED.format(by=_CODE, label=_CAUSE, first=":before", last=":start"),
    "denied_cause": _DENIED.format(by=_CAUSE, label=_CODE, first=":start", last=":until"),
    "denied_cause_before": _DENIED.format(by=_CAUSE, label=_CODE, first=":before", last=":start"),
    "denial_work": """
SELECT d.claim_id, d.payer_id, CASE WHEN d.closed < :until THEN coalesce(nullif(d.outcome, ''), 'closed') ELSE 'open' END,
       coalesce(d.closed < :until, false), d.amount, CASE WHEN d.closed < :until THEN d.closed - d.opened END,
       d.group_code || '-' || d.carc || coalesce(', line ' || d.line_number, '')
FROM denial d JOIN report_book b ON b.claim_id = d.claim_id
WHERE d.opened < :until AND (d.closed IS NULL OR d.closed >= :start)""",
    "denial_routing": """
SELECT d.claim_id, d.payer_id, d.skill, d.opened <= f.received_at::date + 3, d.amount, d.opened - f.received_at::date,
       d.group_code || '-' || d.carc
FROM denial d JOIN report_book b ON b.claim_id = d.claim_id
JOIN remittance_claim rc ON rc.id = d.advice_id JOIN remittance r ON r.id = rc.remittance_id JOIN file f ON f.id = r.file_id
WHERE d.opened >= :start AND d.opened < :until""",
    "appeals": """
SELECT claim_id, payer_id, state, state IN ('overturned', 'partly overturned'), amount, days, label FROM (
    SELECT a.claim_id, a.payer_id, a.amount, 'AP-' || lpad(a.serial::text, 6, '0') || ', ' || replace(a.level, '_', ' ') AS label,
           CASE WHEN a.decided_on < :until THEN replace(a.outcome, '_', ' ') WHEN a.state = 'withdrawn' THEN 'withdrawn'
                WHEN a.sent_on < :until THEN 'sent, no answer yet' WHEN a.signed_at < :until THEN 'signed, not sent'
                ELSE 'draft' END AS state,
           CASE WHEN a.decided_on < :until THEN a.decided_on - a.sent_on END AS days
    FROM appeal a JOIN report_book b ON b.claim_id = a.claim_id
    WHERE a.opened < :until AND (a.decided_on IS NULL OR a.decided_on >= :start)
      AND (a.state <> 'withdrawn' OR a.opened >= :start)) found""",
    "collection": """
SELECT m.claim_id, b.payer_id, CASE WHEN b.charged >= :start THEN 'decided this month' ELSE 'decided before' END,
       sum(m.during) FILTER (WHERE m.account IN ('remittance_clearing', 'cash')) IS NOT NULL,
       coalesce(sum(m.during) FILTER (WHERE m.account IN ('remittance_clearing', 'cash')), 0),
       coalesce(sum(-m.during) FILTER (WHERE m.account IN ('charges', 'contractual_adjustment')), 0), ''
FROM report_money m JOIN report_book b ON b.claim_id = m.claim_id
WHERE m.during <> 0 AND m.account IN ('remittance_clearing', 'cash', 'charges', 'contractual_adjustment')
GROUP BY m.claim_id, b.payer_id, b.charged""",
    "charge_lag": """
SELECT e.claim_id, e.payer_id, 'billed', e.billed_at::date - e.service_date <= 3, coalesce(c.charge, 0),
       e.billed_at::date - e.service_date, e.number
FROM encounter e LEFT JOIN claim c ON c.id = e.claim_id
WHERE e.{encounter_scope} = ANY(:ids) AND e.billed_at >= :start AND e.billed_at < :until""",
    "coding": """
SELECT e.claim_id, e.payer_id, CASE WHEN e.queried_unresolved THEN 'queried, unresolved' ELSE 'coded' END,
       e.coded_at <= e.coding_due, coalesce(c.charge, 0),
       round((extract(epoch FROM e.coded_at - e.documented_at) / 3600)::numeric, 2), e.number
FROM encounter e LEFT JOIN claim c ON c.id = e.claim_id
WHERE e.{encounter_scope} = ANY(:ids) AND e.coded_at >= :start AND e.coded_at < :until""",
    "queries": """
SELECT e.claim_id, e.payer_id, q.gap, q.state = 'answered', 0::numeric,
       round((extract(epoch FROM q.answered_at - q.asked_at) / 3600)::numeric, 2), e.number || ': ' || q.state
FROM coding_query q JOIN encounter e ON e.id = q.encounter_id
WHERE e.{encounter_scope} = ANY(:ids) AND q.asked_at < :until AND (q.asked_at >= :start OR q.state = 'open')""",
    "posting": """
SELECT rc.claim_id, coalesce(b.payer_id, r.payer_id),
       CASE WHEN rc.state = 'held' THEN 'held: ' || replace(rc.held_reason, '_', ' ')
            WHEN said.file_id = r.file_id AND matched.at IS NULL THEN 'automatic' ELSE 'after matching' END,
       rc.state = 'posted' AND said.file_id = r.file_id AND matched.at IS NULL, rc.paid,
       CASE WHEN rc.state = 'posted'
            THEN round((extract(epoch FROM coalesce(matched.at, by.read_at) - f.received_at) / 3600)::numeric, 2) END,
       r.trace_number
FROM file f JOIN remittance r ON r.file_id = f.id JOIN remittance_claim rc ON rc.remittance_id = r.id
LEFT JOIN report_book b ON b.claim_id = rc.claim_id
LEFT JOIN LATERAL (SELECT e.file_id FROM claim_event e
                   WHERE e.claim_id = rc.claim_id AND e.advice_id = rc.id ORDER BY e.id LIMIT 1) said ON true
LEFT JOIN LATERAL (SELECT coalesce((e.detail ->> 'at')::timestamptz, e.recorded_at) AS at FROM claim_event e
                   WHERE e.claim_id = rc.claim_id AND e.advice_id = rc.id AND e.kind = 'payment_matched'
                   LIMIT 1) matched ON true
LEFT JOIN file by ON by.id = said.file_id
WHERE f.received_at >= :start AND f.received_at < :until AND rc.held_reason <> 'not_a_decision'
  AND (b.claim_id IS NOT NULL OR (rc.claim_id IS NULL AND {remittance_scope}))""",
    "underpayments": """
SELECT u.claim_id, u.payer_id, 'below contract', true, u.difference, u.expected, 'allowed ' || u.allowed::text
FROM underpayment u JOIN report_book b ON b.claim_id = u.claim_id
WHERE u.paid_on >= :start AND u.paid_on < :until""",
    "adjudicated": """
SELECT a.claim_id, a.payer_id, CASE WHEN a.decided_by <> 'system' OR p.adjudication_id IS NOT NULL
                                    THEN 'looked at by a person' ELSE 'decided automatically' END,
       a.due IS NULL OR a.decided_on <= a.due, a.paid, a.decided_on - a.received, 'interest ' || a.interest::text
FROM adjudication a LEFT JOIN (SELECT DISTINCT adjudication_id FROM pend) p ON p.adjudication_id = a.id
WHERE a.{encounter_scope} = ANY(:ids) AND a.decided_on >= :start AND a.decided_on < :until""",
    "pended": """
SELECT a.claim_id, a.payer_id, p.reason, p.due < :until, a.charge, :until ::date - p.opened_on, p.owner
FROM pend p JOIN adjudication a ON a.id = p.adjudication_id
WHERE a.{encounter_scope} = ANY(:ids) AND p.opened_on < :until AND (p.settled_at IS NULL OR p.settled_at >= :until)""",
    "ageing": f"""
SELECT claim_id, payer_id, account || '|' || {_BUCKET}, amount > 0, amount, age, '' FROM (
    SELECT claim_id, payer_id, 'undecided' AS account, charge AS amount, greatest(0, :until ::date - 1 - service_to) AS age
    FROM report_book WHERE entered < :until AND (left_on IS NULL OR left_on >= :until) AND charge <> 0
    UNION ALL
    SELECT m.claim_id, b.payer_id, m.account, m.before + m.during,
           greatest(0, :until ::date - 1 - CASE WHEN m.account = 'receivable_patient' AND b.finalized < :until
                                                THEN b.finalized ELSE b.service_to END)
    FROM report_money m JOIN report_book b ON b.claim_id = m.claim_id
    WHERE m.account IN ('receivable_payer', 'receivable_denied', 'receivable_patient') AND m.before + m.during <> 0) owed""",
    "opening": """
SELECT claim_id, payer_id, account, amount > 0, amount, NULL::numeric, '' FROM (
    SELECT claim_id, payer_id, 'undecided' AS account, charge AS amount
    FROM report_book WHERE entered < :start AND (left_on IS NULL OR left_on >= :start) AND charge <> 0
    UNION ALL
    SELECT m.claim_id, b.payer_id, m.account, m.before FROM report_money m JOIN report_book b ON b.claim_id = m.claim_id
    WHERE m.account IN ('receivable_payer', 'receivable_denied', 'receivable_patient') AND m.before <> 0) owed""",
    "movement": """
SELECT m.claim_id, b.payer_id, m.account, m.during < 0, -m.during, NULL::numeric, ''
FROM report_money m JOIN report_book b ON b.claim_id = m.claim_id
WHERE m.account NOT IN ('receivable_payer', 'receivable_denied', 'receivable_patient') AND m.during <> 0""",
    "undecided_movement": """
SELECT claim_id, payer_id, way, amount > 0, amount, NULL::numeric, '' FROM (
    SELECT claim_id, payer_id, 'billed' AS way, charge AS amount FROM report_book
    WHERE entered >= :start AND entered < :until AND (left_on IS NULL OR left_on >= entered)
    UNION ALL
    SELECT claim_id, payer_id, CASE WHEN charged = left_on THEN 'entered in the ledger' ELSE 'replaced or voided' END, -charge
    FROM report_book WHERE left_on >= :start AND left_on < :until AND entered <= left_on) moved WHERE amount <> 0""",
    # billed again or asked back: the services are charged once, by the claim that took its place, or not at all
    "daily_charges": """
SELECT claim_id, payer_id, 'billed', true, charge, NULL::numeric, '' FROM report_book
WHERE entered >= :until ::date - 90 AND entered < :until AND payer_order = 'P' AND ended IS NULL""",
    "practice_actions": """
SELECT claim_id, payer_id, what, due < :until, amount, :until ::date - since, label FROM (
    SELECT e.claim_id, e.payer_id, 'coding query to answer' AS what, q.due::date AS due, 0::numeric AS amount,
           q.asked_at::date AS since, e.number AS label
    FROM coding_query q JOIN encounter e ON e.id = q.encounter_id
    WHERE e.{encounter_scope} = ANY(:ids) AND q.asked_at < :until AND (q.state = 'open' OR q.answered_at >= :until)
    UNION ALL
    SELECT a.claim_id, a.payer_id, 'physician statement for an appeal', a.physician_due, a.amount, a.opened,
           'AP-' || lpad(a.serial::text, 6, '0')
    FROM appeal a JOIN report_book b ON b.claim_id = a.claim_id
    WHERE a.physician_due IS NOT NULL AND a.physician_statement = '' AND a.state = 'draft' AND a.opened < :until
    UNION ALL
    SELECT b.claim_id, b.payer_id, 'approval to decide: ' || replace(p.kind, '_', ' '), p.due, p.amount,
           p.recommended_on, p.reason
    FROM approval p LEFT JOIN report_book b ON b.claim_id = p.subject_id
    WHERE p.{approval_scope} AND p.recommended_on < :until AND (p.state = 'open' OR p.decided_at >= :until)
    UNION ALL
    SELECT b.claim_id, b.payer_id, 'appointment: ' || replace(w.reason, '_', ' '), w.due, 0, w.due, ''
    FROM work_item w JOIN appointment v ON v.id = w.subject_id LEFT JOIN report_book b ON false
    WHERE w.subject_kind = 'appointment' AND v.{encounter_scope} = ANY(:ids) AND w.closed_at IS NULL AND w.due < :until) todo""",
    "patterns": """
SELECT d.claim_id, d.payer_id, p.id::text, p.state = 'open', sum(d.amount), NULL::numeric, d.group_code || '-' || d.carc
FROM denial_pattern p JOIN denial d ON d.payer_id = p.payer_id AND d.provider_id = p.provider_id AND d.carc = p.carc
     AND d.root_cause = p.root_cause AND d.remittance_date >= p.month AND d.remittance_date < p.month + interval '1 month'
     AND CASE p.scope WHEN 'procedure' THEN d.procedure = p.scope_value
                      WHEN 'place_of_service' THEN d.place_of_service = p.scope_value ELSE true END
JOIN report_book b ON b.claim_id = d.claim_id
WHERE p.month = :start OR (p.month < :start AND p.state = 'open')
GROUP BY d.claim_id, d.payer_id, p.id, p.state, d.group_code, d.carc""",
    "cash": """
SELECT NULL::uuid, r.payer_id, r.method, r.state = 'posted', r.amount,
       coalesce((SELECT sum((one ->> 'amount')::numeric) FROM jsonb_array_elements(r.provider_adjustments) one), 0),
       r.trace_number
FROM remittance r WHERE r.paid_on >= :start AND r.paid_on < :until AND {remittance_scope}""",
}
"""By name. Every list is stored with the report, so that what a figure opens is what it was made of."""

PRACTICE: Final = {
    "scope": "provider_id",
    "encounter_scope": "provider_id",
    "remittance_scope": "r.payee_npi = ANY(:npis)",
    "approval_scope": "provider_id = ANY(:ids)",
}
PAYER: Final = {
    "scope": "payer_id",
    "encounter_scope": "payer_id",
    "remittance_scope": "r.payer_id = ANY(:ids)",
    "approval_scope": "id IS NULL",
}

STORE: Final = """
INSERT INTO report_list (report_id, basis, payer_id, slice, hit, count, amount, measure, measured,
                         claim_ids, labels, amounts, measures)
SELECT :report, :basis, payer_id, slice, hit, count(*), coalesce(sum(amount), 0), sum(measure), count(measure),
       array_agg(claim_id), array_agg(label), array_agg(amount), array_agg(measure)
FROM ({query}) found (claim_id, payer_id, slice, hit, amount, measure, label) GROUP BY payer_id, slice, hit
"""


@dataclass(frozen=True, slots=True)
class Client:
    """Whom a report is for: a practice (all billing providers of one tax id) or a payer whose claims are decided here."""

    key: str
    """``practice:<tax id>`` or ``payer:<identifier>``."""
    name: str
    kind: str
    """practice or payer."""
    ids: tuple[UUID, ...]
    npis: tuple[str, ...] = ()
    tax_id: str = ""

    @property
    def scope(self) -> dict[str, str]:
        return PRACTICE if self.kind == "practice" else PAYER
