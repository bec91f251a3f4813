"""Files that came to the clearinghouse: bytes kept with us first, then handed to the stage that reads them."""

from __future__ import annotations

import contextlib
import io

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.integrations.clearinghouse.interface import Clearinghouse
from backend.kit.clock import Clock
from backend.pipeline.interchange.service import Transactions, keep_file, read_later


def collect_files(clearinghouse: Clearinghouse, begin: Transactions, clock: Clock) -> int:
    """Take over every waiting file. A crash between keeping and settling offers it again; the same bytes are one file."""
    names = clearinghouse.waiting()
    for name in names:
        content = clearinghouse.fetch(name)
        with begin() as session:
            kept = keep_file(lambda: contextlib.nullcontext(session), name, io.BytesIO(content), clock.now())
            if kept.answered is None:
                read_later(session, kept)
                audit.record(session, Act.FILE_IMPORTED, actor="system:clearinghouse", subject=f"file:{kept.file_id}")
        clearinghouse.settle(name)
    return len(names)
