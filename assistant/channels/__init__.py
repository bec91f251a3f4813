"""Channels: the one from the backend."""
