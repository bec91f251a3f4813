"""Twilio: the signature of its webhooks, and sending text messages; the local sender writes to a folder."""
