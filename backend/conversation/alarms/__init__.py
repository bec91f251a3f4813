"""What supervisors are told of at once: looks behind covers, failing identity checks, a clock that is wrong."""
