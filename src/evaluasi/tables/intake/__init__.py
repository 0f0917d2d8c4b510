"""From sheets of cells to typed tables, and every fault on the way."""
