"""Published code sets with effective dates, and our own plain wording of each code for two readers."""
