"""Who has each claim, and until when: every open duty a claim stands under, and the claims nobody has.

A claim is closed when it was withdrawn before it left, or is decided and nothing of it is owed, disputed or waited for. Any
other claim must stand under at least one duty; of several the one due first names its owner and its next date, so that
each has exactly one of each. Whoever has a duty: a person's role or name, a payer's answer that is waited for (then the
system asks on the next date), or a job.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

_DUTIES = """
WITH owed AS (
    SELECT claim_id,
           sum(amount) FILTER (WHERE account = 'receivable_payer') AS payer,
           sum(amount) FILTER (WHERE account = 'receivable_denied') AS denied,
           sum(amount) FILTER (WHERE account = 'receivable_patient') AS patient
    FROM ledger_entry WHERE account LIKE 'receivable%' AND claim_id IS NOT NULL GROUP BY claim_id
), duty AS (
    -- on its way out: jobs move it, unless a person's work item below says otherwise
    SELECT o.claim_id, 'system: ' || o.state AS owner, o.changed_at::date + 1 AS next_date, 9 AS rank
    FROM outgoing_claim o WHERE o.state IN ('built', 'scrubbed', 'ready')
    UNION ALL
    -- with a payer: asked again when its window has passed
    SELECT c.id, 'system: payer''s answer', greatest(c.received + 45, :today), 9
    FROM claim c WHERE c.stage IN ('received', 'accepted', 'pended') AND c.finalized IS NULL
    UNION ALL
    SELECT w.subject_id, w.owner, w.due, 1
    FROM work_item w WHERE w.subject_kind = 'claim' AND w.closed_at IS NULL
    UNION ALL
    SELECT r.claim_id, w.owner, w.due, 1
    FROM work_item w JOIN remittance_claim r ON r.id = w.subject_id
    WHERE w.subject_kind = 'remittance_claim' AND w.closed_at IS NULL AND r.claim_id IS NOT NULL
    UNION ALL
    SELECT d.claim_id, d.owner, d.next_date, 2 FROM denial d WHERE d.state <> 'closed'
    UNION ALL
    SELECT a.claim_id, a.owner, a.next_date, 2 FROM appeal a WHERE a.state NOT IN ('decided', 'withdrawn')
    UNION ALL
    SELECT p.subject_id, p.owner, p.due, 3 FROM approval p WHERE p.subject_kind = 'claim' AND p.state = 'open'
    UNION ALL
    SELECT f.claim_id, f.owner, f.next_date, 0 FROM follow_up f WHERE f.step <> 'closed'
    UNION ALL
    SELECT c.id, a.owner, a.next_date, 5
    FROM owed JOIN claim c ON c.id = owed.claim_id
    JOIN patient_account a ON a.provider_id = c.provider_id AND a.member_id = c.member_id
    WHERE owed.patient > 0 AND a.state <> 'settled'
    UNION ALL
    SELECT c.claim_id, 'biller', c.due, 6 FROM coordination c
    WHERE c.step IN ('bill_next_plan', 'ask_plan') AND c.next_claim_id IS NULL
), first_duty AS (
    SELECT DISTINCT ON (claim_id) claim_id, owner, next_date FROM duty
    ORDER BY claim_id, rank, next_date, owner
), standing AS (
    SELECT c.id, c.patient_control_number, c.stage, coalesce(o.state, '') AS outgoing,
           coalesce(owed.payer, 0) AS payer, coalesce(owed.denied, 0) AS denied, coalesce(owed.patient, 0) AS patient,
           f.owner, f.next_date,
           o.state = 'withdrawn'
             OR (c.finalized IS NOT NULL AND coalesce(owed.payer, 0) = 0 AND coalesce(owed.denied, 0) = 0
                 AND coalesce(owed.patient, 0) = 0)
             OR (c.frequency = '8' AND o.state = 'submitted') AS settled
    FROM claim c LEFT JOIN outgoing_claim o ON o.claim_id = c.id
    LEFT JOIN owed ON owed.claim_id = c.id LEFT JOIN first_duty f ON f.claim_id = c.id
)
"""
_SUMS = """
SELECT count(*) AS claims,
       count(*) FILTER (WHERE owner IS NOT NULL) AS owned,
       count(*) FILTER (WHERE owner IS NULL AND settled) AS closed,
       count(*) FILTER (WHERE owner IS NULL AND NOT settled) AS nobody
FROM standing
"""
_OFFENDERS = """
SELECT patient_control_number, stage, outgoing, payer, denied, patient FROM standing
WHERE owner IS NULL AND NOT settled ORDER BY patient_control_number LIMIT :most
"""
_KINDS = """
SELECT stage || ' ' || outgoing || CASE WHEN payer <> 0 THEN ' payer' ELSE '' END
       || CASE WHEN denied <> 0 THEN ' denied' ELSE '' END || CASE WHEN patient <> 0 THEN ' patient' ELSE '' END,
       count(*) FROM standing WHERE owner IS NULL AND NOT settled GROUP BY 1 ORDER BY 2 DESC LIMIT 20
"""


def owners(session: Session, today: date, most: int = 20) -> dict[str, Any]:
    """How many claims are closed, how many have their owner and next date, and those that have neither."""
    given = {"today": today, "most": most}
    sums = session.execute(text(_DUTIES + _SUMS), given).one()
    offenders = session.execute(text(_DUTIES + _OFFENDERS), given).all()
    kinds = session.execute(text(_DUTIES + _KINDS), given).all()
    return {
        "claims": sums.claims, "closed": sums.closed, "with_owner_and_next_date": sums.owned, "with_neither": sums.nobody,
        "kinds": {str(row[0]): row[1] for row in kinds},
        "offenders": [[str(part) for part in row] for row in offenders],
    }  # fmt: skip
