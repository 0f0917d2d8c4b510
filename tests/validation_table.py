"""Tables of `docs/validasi.md` that the tests write and hold.

A test module makes one `Table` and lists its rows (label and promise). Its tests hand over what
they measured with `note`, which fails above the promise; the module's last test calls `hold`:
the block between `<!-- uji:NAME -->` and `<!-- /uji:NAME -->` in the page must say what was
measured. `EVALUASI_TULIS=1 pytest FILE` writes the block instead. Run whole files: a row that no
test noted is an error.

Rounding differs between machines, so that differences below `NOISE` are printed as a power of ten
and held within two orders; larger ones are printed to two digits and held within a tenth.
"""

import math
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

PAGE = Path(__file__).parents[1] / "docs" / "validasi.md"
NOISE, LEAST = 1e-9, 1e-15
HEADING = "| yang dibandingkan | nilai | selisih terbesar | janji |\n|---|---:|---|---|\n"


@dataclass
class Table:
    """What one test module compares: label of each row and the difference that is allowed."""

    name: str
    promises: dict[str, float]
    found: dict[str, list[float]] = field(default_factory=dict)

    def note(self, row, ours, theirs):
        """Note the largest difference of two arrays of equal shape; empty must face empty."""
        a, b = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
        assert a.shape == b.shape
        assert (np.isnan(a) == np.isnan(b)).all()
        same = np.isnan(a) | (a == b)
        self.note_difference(row, float(np.abs(a - b)[~same].max(initial=0.0)), int(a.size))

    def note_difference(self, row, difference, count):
        """Note a difference found over so many values."""
        assert difference <= self.promises[row], f"{row}: {difference}"
        largest, values = self.found.get(row, [0.0, 0])
        self.found[row] = [max(largest, difference), values + count]

    def line(self, row, difference, count):
        """Return a row as the page has it."""
        promise = self.promises[row]
        cells = (row, whole(count), printed(difference, promise), digits(promise))
        return f"| {' | '.join(cells)} |\n"

    def hold(self):
        """Compare with the page, or write the page."""
        assert set(self.found) == set(self.promises), "run the whole file"
        page = PAGE.read_text(encoding="utf-8")
        block = re.search(
            rf"(<!-- uji:{self.name} -->\n)(.*?)(<!-- /uji:{self.name} -->)", page, re.S
        )
        assert block, f"docs/validasi.md has no block uji:{self.name}"
        if os.environ.get("EVALUASI_TULIS"):
            rows = "".join(self.line(row, *found) for row, found in self.found.items())
            text = page[: block.end(1)] + HEADING + rows + page[block.start(3) :]
            PAGE.write_text(text, encoding="utf-8")
            return
        lines = [line.strip("| ").split(" | ") for line in block[2].splitlines()[2:]]
        said = {row: (n, difference, promise) for row, n, difference, promise in lines}
        assert set(said) == set(self.found)
        for row, (difference, n) in self.found.items():
            assert said[row][0] == whole(n), row
            assert said[row][2] == digits(self.promises[row]), row
            assert agrees(said[row][1], difference), f"{row}: {difference}, said {said[row][1]}"


def printed(difference, promise):
    """Write a difference as the page does."""
    if difference >= NOISE or promise == 0:
        return digits(difference)
    return f"≤ 1e{math.ceil(math.log10(max(difference, LEAST)) - 1e-9)}"


def agrees(said, difference):
    """Whether the page says what was measured, up to what machines may differ in."""
    if said.startswith("≤"):
        order = math.log10(max(difference, LEAST)) - math.log10(float(said.removeprefix("≤ ")))
        return difference < NOISE and abs(order) <= 2
    return float(said.replace(".", "").replace(",", ".")) == pytest.approx(difference, rel=0.1)


def digits(value):
    """Write two significant digits with a decimal comma; small ones as a power of ten."""
    if 0 < value < NOISE * 10:
        return f"{value:.0e}".replace("e-0", "e-")
    return f"{value:.2g}".replace(".", ",")


def whole(count):
    """Write a count with points at the thousands."""
    return f"{count:,}".replace(",", ".")
