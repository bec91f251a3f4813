"""What a caller asked for and a person will do: callbacks, documents, reports."""
