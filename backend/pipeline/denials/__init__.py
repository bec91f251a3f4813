"""Denials: why, in whose words, what to do, by when, and the pattern behind them."""
