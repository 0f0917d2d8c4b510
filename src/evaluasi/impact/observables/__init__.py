"""Units alike in what was observed: propensity scores, pairs, weights, their errors."""
