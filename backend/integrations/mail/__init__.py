"""Letters on paper (statements): interface and the local folder."""
