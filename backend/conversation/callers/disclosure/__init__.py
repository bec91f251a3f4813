"""What a conversation may hear: grants, the search within them, and the one function that discloses."""
