"""Passing a conversation to a person and back, with everything already said and checked."""
