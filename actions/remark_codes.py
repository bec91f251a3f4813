"""The remark codes (RARC) of a denial with their meaning: they name what the reason code leaves open. Pure."""

from __future__ import annotations

from typing import Any

from actions.steps import Say


def remarks(facts: dict[str, Any]) -> list[Say]:
    """The remark codes of the denial with their meaning."""
    codes, texts = facts.get("denial_remarks") or [], facts.get("denial_remark_texts") or []
    meanings = [str(text).rstrip(". ") for text in texts] if len(texts) == len(codes) else [None] * len(codes)
    return [_remark(str(code), meaning) for code, meaning in zip(codes[:3], meanings, strict=False)]


def _remark(code: str, meaning: str | None) -> Say:
    return (
        Say("utter_remark", {"code": code, "meaning": meaning})
        if meaning
        else Say("utter_remark_untold", {"code": code})
    )
