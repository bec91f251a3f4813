"""Whether a claim tells of care that law or decency keeps between patient and provider. Pure.

Substance use (42 CFR Part 2), mental health, HIV, and reproductive care. Such claims are told only after a step-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PROCEDURES = re.compile(
    r"^(9079[12]|908[3-9]\d|H00\d\d|H20\d\d|G039[67]|G2067|9940[89]|8030[5-7]|8670[1-3]|86689|8738[79]|87390|8753[4-9]"
    r"|598\d\d|5884\d|586[0-7]\d|T10(06|07|12))"
)
_DIAGNOSES = re.compile(r"^(F1\d|F[2-6]\d|B20|Z21|Z114|Z332|Z302|O04|O070)")


def is_sensitive(procedures: Iterable[str], diagnoses: Iterable[str]) -> bool:
    """True when any procedure (HCPCS) or diagnosis (ICD-10-CM without dot) belongs to a sensitive class."""
    return any(map(_PROCEDURES.match, procedures)) or any(map(_DIAGNOSES.match, diagnoses))
