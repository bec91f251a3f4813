"""What agents ask and tell each other about a conversation, beside the caller."""
