"""Which innovations need a visit first, and whether such chances come true."""
