"""The claim facts, found when first asked for."""

from __future__ import annotations

import importlib
from typing import Any


class _Claims:
    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module("backend.pipeline.claims.service"), name)


claims: Any = _Claims()
