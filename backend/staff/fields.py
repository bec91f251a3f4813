"""The field half of the policy: what a role does not see is taken out of every JSON answer before it leaves. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from backend.staff.policy import CLINICAL_FIELDS, CLINICAL_SKILL, HIDDEN, Role


def hidden_from(role: Role, skills: Iterable[str]) -> frozenset[str]:
    """The fields this person sees nowhere. Clinical ones open with the skill, to agents who have it."""
    clinical = role != Role.AGENT or CLINICAL_SKILL in set(skills)
    return HIDDEN[role] if clinical else HIDDEN[role] | CLINICAL_FIELDS


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
