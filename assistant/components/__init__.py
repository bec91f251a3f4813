"""Graph components for config.yml."""
