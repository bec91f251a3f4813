"""Turns: stored before they are worked on, answered in order, answered once."""
