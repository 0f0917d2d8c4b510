"""Group-time effects on plain arrays: two-by-two comparisons, cells, aggregates."""
