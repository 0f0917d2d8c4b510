"""Region names small enough for a tile: the type shortened, long words broken by syllable."""

from __future__ import annotations

from collections.abc import Sequence

from evaluasi.figures.lettering import width_of

SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5)
SPACING = 1.14

_VOWELS = set("aiueoAIUEO")
_DIGRAPHS = ("ng", "ny", "sy", "kh")
_LEAST = 3  # letters on each side of a break
_DROPPED = ("Kabupaten ", "Provinsi ")


def short(name: str) -> str:
    """Drop the type that goes without saying; "Kota" stays, for many a kabupaten has its name."""
    for word in _DROPPED:
        name = name.removeprefix(word)
    return name


def fit_all(
    names: Sequence[str], notes: Sequence[str], width: float, height: float
) -> tuple[list[list[str]], float]:
    """Break names so that each fits a tile with its note below, all in one font size.

    Parameters
    ----------
    names : sequence of str
    notes : sequence of str
        One line under each name; may be empty.
    width, height : float
        Room in points.

    Returns
    -------
    list of list of str, float
        Lines of each name with its note, and the font size; no lines at all where not even the
        smallest size fits.
    """
    for size in SIZES:
        most = int(height / (size * SPACING))
        blocks = [
            _broken(name, width, size) + ([note] if note else [])
            for name, note in zip(names, notes, strict=True)
        ]
        if all(
            len(block) <= most and all(width_of(line, size) <= width for line in block)
            for block in blocks
        ):
            return blocks, size
    # Half a name is another name, and half a number another number: better none.
    return [[] for _name in names], SIZES[-1]


def _broken(name: str, width: float, size: float) -> list[str]:
    lines: list[str] = []
    for word in name.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size) <= width:
            lines[-1] = joined
        else:
            lines += _pieces(word, width, size)
    return lines


def _pieces(word: str, width: float, size: float) -> list[str]:
    """Break one word into as few lines as possible, the parts as even as possible."""
    if width_of(word, size) <= width:
        return [word]
    fitting = [at for at in _breaks(word) if width_of(word[:at] + "-", size) <= width]
    if not fitting:
        return [word]
    enough = [at for at in fitting if width_of(word[at:], size) <= width]
    at = min(enough, key=lambda end: abs(2 * end - len(word))) if enough else fitting[-1]
    return [word[:at] + "-", *_pieces(word[at:], width, size)]


def _breaks(word: str) -> list[int]:
    """Return where a word may break, from left to right.

    Before a consonant that opens a syllable; after "ng" too, since a part of a compound often
    ends with it (Tulung-agung).
    """
    return [at for at in range(_LEAST, len(word) - _LEAST + 1) if _may_break(word, at)]


def _may_break(word: str, at: int) -> bool:
    before, after = word[:at].lower(), word[at:].lower()
    if before.endswith("ng") and after[0] in _VOWELS:
        return True
    onset = 2 if after[:2] in _DIGRAPHS else 1
    opens = after[0] not in _VOWELS and after[onset] in _VOWELS
    return opens and before[-1] + after[0] not in _DIGRAPHS
