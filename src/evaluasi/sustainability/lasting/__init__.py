"""How long innovations last: shares, curves, hazards, competing ends, groups."""
