"""Refusals about claims."""

from __future__ import annotations

from backend.errors import NotFound, Refused, Unprocessable


class ClaimNotFound(NotFound):
    """No such claim."""

    def __init__(self) -> None:
        super().__init__("claim_not_found", "There is no such claim.")


class SearchTooWide(Unprocessable):
    """A search that names neither provider nor member."""

    def __init__(self) -> None:
        super().__init__("search_too_wide", "A search needs a provider or a member at least.")


class ClinicalSkillNeeded(Refused):
    """A claim of a protected class, asked for by somebody without the clinical skill."""

    def __init__(self) -> None:
        super().__init__(
            "clinical_skill_needed",
            "This claim is of a class of care that only colleagues with the clinical skill read. Pass the conversation to one.",
        )
