"""Questions that a table asks of itself: authenticity, coverage."""
