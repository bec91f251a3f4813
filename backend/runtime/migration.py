"""For developers: write the migration from the last one to the models as they are now."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from backend.database import embedded_url, make_engine
from backend.migrations import migrate, triggers_and_functions, write_migration


def main() -> None:
    """Migrate an empty database as far as the migrations go, then let Alembic write the difference."""
    message = " ".join(sys.argv[1:]) or "change"
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(embedded_url(Path(folder), "migration"))
        migrate(engine)
        write_migration(engine, message)
        engine.dispose()
    print(f"Written. Triggers and functions are not seen by Alembic; the models name {len(triggers_and_functions())}.")


if __name__ == "__main__":
    main()
