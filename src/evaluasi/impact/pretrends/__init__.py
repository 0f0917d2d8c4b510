"""Inside the power of a test of the time before the start."""
