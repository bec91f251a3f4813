"""The field half of the policy: what a role does not see is taken out of every JSON answer before it leaves. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from backend.staff.policy import CLINICAL_FIELDS, CLINICAL_SKILL, HIDDEN, OWNERS_ONLY, Role


def hidden_from(role: Role, skills: Iterable[str]) -> frozenset[str]:
    """The fields this person sees nowhere. Clinical ones open with the skill, to agents who have it."""
    return HIDDEN[role] if sees_clinical(role, skills) else HIDDEN[role] | CLINICAL_FIELDS


def sees_clinical(role: Role, skills: Iterable[str]) -> bool:
    """Whether somebody sees clinical facts, and claims of protected classes of care at all."""
    return role != Role.AGENT or CLINICAL_SKILL in set(skills)


def of_work(facts: dict[str, Any], owner: str, role: Role, email: str) -> dict[str, Any]:
    """What a piece of work tells this person. A caller's own words and number are for who has the work."""
    mine = owner in (role.value, email)
    return facts if mine else _without(facts, OWNERS_ONLY.get(role, frozenset()))


def without(body: bytes, hidden: frozenset[str]) -> bytes:
    """The JSON text without these fields, however deep; untouched where it holds none of them."""
    if not any(f'"{name}"'.encode() in body for name in hidden):
        return body
    return json.dumps(_without(json.loads(body), hidden), ensure_ascii=False, separators=(",", ":")).encode()


def _without(value: Any, hidden: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {name: _without(one, hidden) for name, one in value.items() if name not in hidden}
    if isinstance(value, list):
        return [_without(one, hidden) for one in value]
    return value
