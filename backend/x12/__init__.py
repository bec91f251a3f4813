"""X12 health-care transactions: read, check, write, acknowledge. Knows nothing of the rest of the project."""

from backend.x12.findings import Finding, Severity, has_errors
from backend.x12.reader import Reader, read, rewrite
from backend.x12.records import Record, Transaction

__all__ = ["Finding", "Reader", "Record", "Severity", "Transaction", "has_errors", "read", "rewrite"]
