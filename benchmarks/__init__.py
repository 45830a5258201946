"""Speed, measured beside a named peer in the same run. Never a test: figures depend on the machine."""
