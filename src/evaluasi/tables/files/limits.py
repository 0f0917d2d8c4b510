"""How much one file may hold: far more than a national table, far less than the memory."""

# A workbook of 36,742 innovations and 45 columns is 7 MB, unpacked 75 MB, 1.65 million cells.
MOST_BYTES = 100_000_000
MOST_TEXT_BYTES = 60_000_000
MOST_UNPACKED = 500_000_000
# Parts that the reader holds in memory as a whole.
MOST_IN_MEMORY = 120_000_000
MOST_STRINGS = 4_000_000
# Of shared texts, once they stand in every cell that points to them.
MOST_TEXT_LAID_OUT = 500_000_000
MOST_CELLS = 10_000_000
MOST_MEMBERS = 5_000
MOST_SHEETS = 250
