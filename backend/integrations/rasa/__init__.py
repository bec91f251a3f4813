"""The dialogue engine: interface, the real one behind the gateway channel, and a plain local one."""
