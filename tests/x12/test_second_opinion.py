"""What we write also passes pyx12, wherever it has the map (005010 837P, 837I, 835, 277CA)."""

import io
import logging
from collections.abc import Callable

import pytest
import pyx12.params
import pyx12.x12n_document

from tests.x12.examples import valid_277ca, valid_835, valid_837i, valid_837p


def opinion(data: bytes) -> tuple[bool, list[str]]:
    """Its verdict and its complaints. Its own 999 for an 835 without ST03 cannot be made, so none is asked for."""
    complaints: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            complaints.append(record.getMessage())

    listener = Listener(logging.ERROR)
    logger = logging.getLogger("pyx12")
    logger.addHandler(listener)
    try:
        source = io.StringIO(data.decode())
        valid = pyx12.x12n_document.x12n_document(pyx12.params.params(), source, None, None, None)
    finally:
        logger.removeHandler(listener)
    return valid, complaints


@pytest.mark.parametrize("make", [valid_835, valid_837p, valid_837i, valid_277ca])
def test_what_we_write_passes_pyx12(make: Callable[[], bytes]) -> None:
    assert opinion(make()) == (True, [])


def test_pyx12_would_have_complained() -> None:
    valid, complaints = opinion(valid_837p().replace(b"DMG*D8*19800506", b"DMG*D8*19801306"))
    assert not valid
    assert complaints
