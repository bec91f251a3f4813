"""The finished work of a month, as SQL: what a sample is drawn from.

Columns, in order: subject_id, stratum, claim_id, worker (a rule set, ``rules``, or who did it) and shown (what a reviewer
sees: the decision and the facts it rested on, never whose it was). Parameters: ``start`` and ``until``.
"""

from __future__ import annotations

from typing import Final

LARGE = 5000
"""A payment of this many dollars or more is a stratum of its own."""

POPULATIONS: Final[dict[str, tuple[str, str]]] = {
    "eligibility": (
        "eligibility_inquiry",
        """SELECT q.id, q.outcome, NULL::uuid, 'rules', jsonb_build_object('outcome', q.outcome, 'findings', q.findings,
                  'benefits', q.benefits, 'service_date', q.service_date, 'plan_on_file', v.plan_on_file)
           FROM eligibility_inquiry q JOIN appointment v ON v.id = q.appointment_id
           WHERE q.answered_at >= :start AND q.answered_at < :until AND q.outcome IS NOT NULL""",
    ),
    "coding": (
        "encounter",
        """SELECT e.id, CASE WHEN e.queried_unresolved THEN 'queried, unresolved'
                             WHEN EXISTS (SELECT 1 FROM coding_query q WHERE q.encounter_id = e.id) THEN 'coded after a query'
                             ELSE 'coded from the note' END,
                  e.claim_id, 'rules', jsonb_build_object('services', e.documented -> 'services', 'diagnoses',
                  e.documented -> 'diagnoses', 'place_of_service', e.documented -> 'place_of_service', 'coded', e.coded)
           FROM encounter e WHERE e.coded_at >= :start AND e.coded_at < :until""",
    ),
    "scrubbing": (
        "edit_finding",
        """SELECT f.id, CASE WHEN f.state = 'accepted' THEN 'let pass by a person' ELSE replace(f.kind, '_', ' ') END,
                  f.claim_id, coalesce(f.accepted_by, 'rules'), jsonb_build_object('edit', f.edit, 'sentence', f.sentence,
                  'fix', f.fix, 'correction', f.correction, 'accepted_because', f.accepted_reason, 'source', f.source,
                  'line', f.line_number, 'element', f.element)
           FROM edit_finding f WHERE f.found_on >= :start AND f.found_on < :until
             AND (f.severity = 'corrected' OR f.state = 'accepted')""",
    ),
    "adjudication": (
        "adjudication",
        """SELECT a.id, CASE WHEN a.decided_by <> 'system' THEN 'decided by a person' WHEN a.claim_status = '4' THEN 'denied'
                             WHEN a.claim_status = '2' THEN 'secondary' ELSE 'paid' END,
                  a.claim_id, CASE a.decided_by WHEN 'system' THEN 'rules' ELSE a.decided_by END,
                  jsonb_build_object('charge', a.charge::text, 'allowed', a.allowed::text, 'paid', a.paid::text,
                  'deductible', a.deductible::text, 'coinsurance', a.coinsurance::text, 'copay', a.copay::text,
                  'received', a.received, 'decided_on', a.decided_on, 'lines',
                  (SELECT jsonb_agg(jsonb_build_object('line', l.number, 'procedure', l.procedure, 'charge', l.charge::text,
                   'allowed', l.allowed::text, 'paid', l.paid::text, 'adjustments', l.adjustments) ORDER BY l.number)
                   FROM adjudication_line l WHERE l.adjudication_id = a.id))
           FROM adjudication a WHERE a.decided_on >= :start AND a.decided_on < :until""",
    ),
    "posting": (
        "remittance_claim",
        f"""SELECT rc.id, CASE WHEN rc.claim_status = '22' THEN 'reversal' WHEN abs(rc.paid) >= {LARGE} THEN 'large payment'
                              WHEN rc.claim_status = '4' THEN 'denied' WHEN rc.paid = 0 THEN 'nothing paid'
                              ELSE 'ordinary payment' END,
                   rc.claim_id, 'rules', jsonb_build_object('claim_status', rc.claim_status, 'charge', rc.charge::text,
                   'paid', rc.paid::text, 'patient_share', rc.patient_share::text, 'adjustments', rc.adjustments,
                   'lines', rc.lines, 'remarks', to_jsonb(rc.remarks), 'trace_number', r.trace_number, 'ledger',
                   (SELECT jsonb_agg(jsonb_build_object('account', e.account, 'amount', e.amount::text, 'reason', e.reason))
                    FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id
                    WHERE t.claim_id = rc.claim_id AND t.remittance_id = rc.remittance_id))
            FROM file f JOIN remittance r ON r.file_id = f.id JOIN remittance_claim rc ON rc.remittance_id = r.id
            WHERE f.received_at >= :start AND f.received_at < :until AND rc.state = 'posted'""",
    ),
    "denial_triage": (
        "denial",
        """SELECT d.id, replace(d.root_cause, '_', ' '), d.claim_id, 'rules', jsonb_build_object('group', d.group_code,
                  'carc', d.carc, 'remarks', to_jsonb(d.remarks), 'amount', d.amount::text, 'plan_type', d.plan_type,
                  'procedure', d.procedure, 'root_cause', d.root_cause, 'route', d.route, 'appealable', d.appealable,
                  'responsible', d.responsible, 'next_step', d.next_step, 'deadline', d.deadline, 'rule', d.deadline_rule,
                  'source', d.deadline_source, 'why_no_deadline', d.deadline_unknown)
           FROM denial d WHERE d.opened >= :start AND d.opened < :until""",
    ),
    "appeals": (
        "appeal",
        """SELECT a.id, replace(a.level, '_', ' '), a.claim_id, a.signed_by, jsonb_build_object('root_cause', a.root_cause,
                  'carc', a.carc, 'amount', a.amount::text, 'letter', a.letter, 'deadline', a.deadline, 'sent_on', a.sent_on,
                  'physician_statement', a.physician_statement)
           FROM appeal a WHERE a.signed_at >= :start AND a.signed_at < :until""",
    ),
    "follow_up": (
        "follow_up_contact",
        """SELECT md5('follow_up_contact' || c.id)::uuid, replace(c.outcome, '_', ' '), c.claim_id, c.by,
                  jsonb_build_object('day', c.contact_on, 'way', c.way, 'spoke_with', c.spoke_with, 'reference', c.reference,
                  'outcome', c.outcome, 'note', c.note, 'next_date', c.next_date)
           FROM follow_up_contact c WHERE c.contact_on >= :start AND c.contact_on < :until""",
    ),
    "patient_billing": (
        "statement",
        """SELECT s.id, replace(s.kind, '_', ' '), NULL::uuid, 'rules', jsonb_build_object('balance', s.balance::text,
                  'pay_by', s.pay_by, 'lines', s.lines)
           FROM statement s WHERE s.issued_on >= :start AND s.issued_on < :until""",
    ),
}
"""By kind of work: what a subject is, and the query."""
