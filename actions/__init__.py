"""Custom actions: what was heard in, one plan, backend calls, response names and facts out. Flat on purpose (rasa-sdk 3.6)."""
