"""Classes of care that are never told by the assistant below the highest proof: a table of code prefixes. Pure.

42 CFR Part 2 (substance use), state law on mental health, reproductive care, HIV and sexually transmitted infection.
A claim is judged when it is kept, and its procedures again when it is told: the table may have grown in between.
"""

from __future__ import annotations

from collections.abc import Iterable

PROCEDURE_PREFIXES: dict[str, str] = {
    "908": "psychiatry and psychotherapy",
    "H0": "substance use and mental health services",
    "H2": "mental health services",
    "G0396": "alcohol and substance use assessment",
    "G0397": "alcohol and substance use assessment",
    "G2067": "opioid treatment",
    "G2068": "opioid treatment",
    "G2069": "opioid treatment",
    "G207": "opioid treatment",
    "G208": "opioid treatment",
    "99408": "alcohol and substance use screening",
    "99409": "alcohol and substance use screening",
    "80305": "drug testing",
    "80306": "drug testing",
    "80307": "drug testing",
    "T1006": "substance use counselling",
    "T1007": "substance use counselling",
    "T1012": "substance use services",
    "86689": "HIV testing",
    "86701": "HIV testing",
    "86702": "HIV testing",
    "86703": "HIV testing",
    "87389": "HIV testing",
    "87390": "HIV testing",
    "87391": "HIV testing",
    "87534": "HIV testing",
    "87535": "HIV testing",
    "87536": "HIV testing",
    "87537": "HIV testing",
    "87538": "HIV testing",
    "87539": "HIV testing",
    "586": "sterilization",
    "598": "pregnancy loss and termination",
    "5884": "termination of pregnancy",
    "5885": "termination of pregnancy",
}
DIAGNOSIS_PREFIXES: dict[str, str] = {
    "F": "mental health and substance use",
    "B20": "HIV disease",
    "Z21": "HIV infection",
    "Z114": "HIV screening",
    "O04": "termination of pregnancy",
    "O07": "termination of pregnancy",
    "Z302": "sterilization",
    "Z332": "termination of pregnancy",
    "A5": "sexually transmitted infection",
    "A60": "sexually transmitted infection",
    "A63": "sexually transmitted infection",
}
_PROCEDURES = tuple(PROCEDURE_PREFIXES)
_DIAGNOSES = tuple(DIAGNOSIS_PREFIXES)


def is_sensitive(procedures: Iterable[str], diagnoses: Iterable[str] = ()) -> bool:
    """Whether any procedure (HCPCS/CPT) or diagnosis (ICD-10-CM, with or without the dot) falls in a class."""
    by_procedure = any(code.strip().upper().startswith(_PROCEDURES) for code in procedures)
    by_diagnosis = any(code.strip().upper().replace(".", "").startswith(_DIAGNOSES) for code in diagnoses)
    return by_procedure or by_diagnosis
