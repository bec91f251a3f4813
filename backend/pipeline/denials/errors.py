"""Why work on a denial was refused."""

from __future__ import annotations

from uuid import UUID

from backend.errors import Conflict, NotFound


class DenialNotFound(NotFound):
    """No such denial, or none this reader may know of."""

    def __init__(self, denial_id: UUID) -> None:
        super().__init__("denial_not_found", "There is no such denial.", denial_id=str(denial_id))


class DenialClosed(Conflict):
    """The denial was settled before."""

    def __init__(self, denial_id: UUID) -> None:
        super().__init__("denial_closed", "This denial is closed already.", denial_id=str(denial_id))


class PatternNotFound(NotFound):
    """No such pattern."""

    def __init__(self, pattern_id: UUID) -> None:
        super().__init__("pattern_not_found", "There is no such denial pattern.", pattern_id=str(pattern_id))
