"""Appeals: levels and states, last days, the packet a person signs, and what came of it."""
