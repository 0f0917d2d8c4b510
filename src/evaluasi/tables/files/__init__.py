"""Opening what people send: what a file really is, within bounds, as sheets of cells."""
