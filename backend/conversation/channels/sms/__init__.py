"""Text messages: signed webhooks in, short answers out."""
