"""Code sets of 277 and 835 that more than one stage decides by."""

from __future__ import annotations

REJECTED = frozenset({"A3", "A6", "A7", "A8"})
"""277 STC01-1: returned before adjudication; nothing was decided."""
REVERSAL = "22"
"""835 CLP02: the payer takes back an earlier claim payment."""
FORWARDED = frozenset({"19", "20", "21"})
"""835 CLP02: processed as primary, secondary or tertiary, and sent on to the next plan by the payer itself."""
