"""How often the intervals of the impact designs cover the truth, on designs like the users' own."""
