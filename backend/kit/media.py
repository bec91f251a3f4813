"""Answers that are no JSON, each with its media type, so that the OpenAPI document tells it."""

from __future__ import annotations

from fastapi.responses import Response, StreamingResponse


class Pdf(Response):
    """A document to print and keep."""

    media_type = "application/pdf"


class Csv(Response):
    """A table for a spreadsheet, in UTF-8."""

    media_type = "text/csv"


class Svg(Response):
    """A drawing."""

    media_type = "image/svg+xml"


class Events(StreamingResponse):
    """Server-sent events, as they happen."""

    media_type = "text/event-stream"
