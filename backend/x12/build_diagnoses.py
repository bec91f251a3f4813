"""Builds ``icd10cm.bin.gz`` from the simple-icd-10-cm package: ``python -m backend.x12.build_diagnoses``.

Run it when a new release of the package is taken, and move ``ICD10_EDITION_ENDS``. The package itself is never loaded by
the library: its tree takes two seconds and a hundred megabytes.
"""

from __future__ import annotations

import gzip
from pathlib import Path

TABLE = Path(__file__).with_name("icd10cm.bin.gz")
WIDTH = 7


def packed() -> bytes:
    """Every complete code (one that can be billed), without the point, sorted, seven bytes each."""
    import simple_icd_10_cm

    complete = (code for code in simple_icd_10_cm.get_all_codes() if simple_icd_10_cm.is_leaf(code))
    plain = {code.replace(".", "") for code in complete}
    return b"".join(code.encode().ljust(WIDTH) for code in sorted(plain) if len(code) <= WIDTH and "-" not in code)


if __name__ == "__main__":
    TABLE.write_bytes(gzip.compress(packed(), 9, mtime=0))
