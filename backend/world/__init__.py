"""Invented worlds: seeded, reproducible claims traffic as X12 files, with the truth beside it."""
