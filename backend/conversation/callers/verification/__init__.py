"""Proving who a caller is: one check, one refusal, counted before it is compared."""
