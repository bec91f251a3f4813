"""Payers outside: they read the bytes we send and answer with bytes, after their own delays and by their own rules."""
