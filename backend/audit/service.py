"""Recording auditable acts in the transaction that performs them, sealing the chain, and verifying it."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.orm import Session

from backend.audit.acts import Act
from backend.audit.chain import GENESIS, Break, Link, first_break
from backend.audit.repository import AuditRepository
from backend.kit.clock import Clock, SystemClock
from backend.models.audit import AuditCheckpoint, AuditEvent, AuditHorizon
from backend.settings import Settings, get_settings


def record(
    session: Session,
    act: Act,
    *,
    actor: str,
    subject: str,
    fields: Iterable[str] = (),
    purpose: str = "",
    clock: Clock | None = None,
) -> None:
    """Append one event to the chain, inside the caller's transaction.

    ``actor`` and ``subject`` are our own ids (``call:CA…``, ``staff:<uuid>``, ``claim:<uuid>``), ``fields`` the names of
    what was disclosed or changed, never values.
    """
    repository = AuditRepository(session)
    head = repository.lock_head()
    link = Link(
        seq=head.seq + 1 if head else 1,
        at=(clock or SystemClock()).now(),
        act=str(act),
        actor=actor,
        subject=subject,
        fields=sorted(fields),
        purpose=purpose,
    )
    hashed = link.hash_after(head.hash if head else GENESIS)
    repository.add(
        AuditEvent(
            seq=link.seq,
            at=link.at,
            act=link.act,
            actor=actor,
            subject=subject,
            fields=link.fields,
            purpose=purpose,
            hash=hashed,
        )
    )


def checkpoint(session: Session, clock: Clock | None = None, settings: Settings | None = None) -> None:
    """Sign the chain's head and write it both into the database and to a file outside it."""
    settings = settings or get_settings()
    repository = AuditRepository(session)
    head = repository.lock_head()
    if head is None or any(one.seq == head.seq for one in repository.checkpoints()[-1:]):
        return
    signature = _key(settings).sign(_signed_bytes(head.seq, head.hash))
    now = (clock or SystemClock()).now()
    repository.add(AuditCheckpoint(seq=head.seq, at=now, hash=head.hash, signature=signature))
    path = _outside(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(json.dumps({"seq": head.seq, "hash": head.hash.hex(), "signature": signature.hex()}) + "\n")


def forget_before(
    session: Session, moment: datetime, held: Sequence[str] = (), settings: Settings | None = None
) -> int:
    """Let the oldest years of the trail go, up to ``moment`` or to the first event of somebody on hold; how many went.

    What is left still verifies: the last event that went is signed as the trail's new beginning. The trail cannot be
    thinned out, only shortened from its start, and the database refuses to delete younger events.
    """
    settings = settings or get_settings()
    repository = AuditRepository(session)
    repository.lock_head()
    last = repository.last_before(moment, held)
    if last is None:
        return 0
    signature = _key(settings).sign(_signed_horizon(last.seq, last.hash, last.at))
    repository.add(AuditHorizon(seq=last.seq, at=last.at, hash=last.hash, signature=signature))
    return repository.delete_to(last.seq)


def verify(session: Session, settings: Settings | None = None) -> Break | None:
    """Walk the whole trail against the signed heads; the first bad row, or None."""
    settings = settings or get_settings()
    repository = AuditRepository(session)
    heads: dict[int, bytes] = {}
    signed = [(one.seq, one.hash, one.signature) for one in repository.checkpoints()] + list(_outside_heads(settings))
    public = _key(settings).public_key()
    for seq, hashed, signature in signed:
        try:
            public.verify(signature, _signed_bytes(seq, hashed))
        except InvalidSignature:
            return Break(seq, f"the checkpoint at event {seq} was not signed by us")
        heads[seq] = hashed
    start = (0, GENESIS)
    if horizon := repository.horizon():
        try:
            public.verify(horizon.signature, _signed_horizon(horizon.seq, horizon.hash, horizon.at))
        except InvalidSignature:
            return Break(horizon.seq, f"the trail's beginning after event {horizon.seq} was not signed by us")
        start = (horizon.seq, horizon.hash)
        heads = {seq: hashed for seq, hashed in heads.items() if seq >= horizon.seq}
    links = ((Link(e.seq, e.at, e.act, e.actor, e.subject, e.fields, e.purpose), e.hash) for e in repository.events())
    return first_break(links, heads, start)


def _signed_bytes(seq: int, hashed: bytes) -> bytes:
    return b"claimline-audit:" + str(seq).encode("ascii") + b":" + hashed


def _signed_horizon(seq: int, hashed: bytes, at: datetime) -> bytes:
    moment = at.astimezone(UTC).isoformat(timespec="microseconds").encode("ascii")
    return b"claimline-audit-horizon:" + str(seq).encode("ascii") + b":" + moment + b":" + hashed


def _key(settings: Settings) -> Ed25519PrivateKey:
    raw = settings.secret("audit_seed")
    return Ed25519PrivateKey.from_private_bytes(base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4))[:32])


def _outside(settings: Settings) -> Path:
    return settings.var / "audit" / "checkpoints.jsonl"


def _outside_heads(settings: Settings) -> Iterable[tuple[int, bytes, bytes]]:
    path = _outside(settings)
    if path.exists():
        for line in path.read_text(encoding="ascii").splitlines():
            entry = json.loads(line)
            yield entry["seq"], bytes.fromhex(entry["hash"]), bytes.fromhex(entry["signature"])
