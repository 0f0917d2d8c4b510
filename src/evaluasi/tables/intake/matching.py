"""Which table a row of headings belongs to, and which column each heading names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from evaluasi.tables import schemas
from evaluasi.tables.intake import indicators, layouts, people

# Tables whose indicators may stand across, one column each; at least so many of them.
WIDE = {"verifikasi": "i", "kapasitas": ""}
_SUBJECTS = ("id_inovasi", layouts.TITLE, "kode", layouts.REGION, layouts.PROVINCE)
_FEWEST_ACROSS = 3
_ACROSS = frozenset({"indikator", "level"})
_FEWEST = 2
_NEAR = 3
_UNUSED_WEIGHT = 0.5
# A sheet with levels across that says "verifikasi" holds verified levels, not claimed ones.
_SAID_WEIGHT = 10.0
_VERIFYING = ("verifikasi", "validasi")
# A sheet counts as the table asked for where that fits nearly as well as the best.
_NEARLY = 0.6


@dataclass(frozen=True, slots=True)
class Match:
    """How a row of headings reads as one table.

    Attributes
    ----------
    table : str
    columns : mapping of int to str
        Index of the column → column of the schema or helper; of an indicator across its code.
    unused, unknown, persons : tuple of int
        Columns without a place in the schema; not understood; with names of persons.
    repeated : mapping of str to tuple of int
        Columns named more than once, with every index that names them.
    wide : bool
        Whether indicators stand across.
    complete : bool
        Whether the marks of the table are all there.
    score : float
        How well the headings fit.
    """

    table: str
    columns: Mapping[int, str]
    unused: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()
    persons: tuple[int, ...] = ()
    repeated: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    wide: bool = False
    complete: bool = False
    score: float = 0.0

    @property
    def missing_marks(self) -> tuple[tuple[str, ...], ...]:
        """Groups of marks of which no column is there."""
        found = set(self.columns.values())
        marks = layouts.vocabulary(self.table).marks
        across = _ACROSS if self.wide else frozenset()
        return tuple(group for group in marks if not (found | across) & set(group))

    @property
    def identity(self) -> tuple[str, ...]:
        """Columns that say what a row is about."""
        found = set(self.columns.values())
        marks = [_SUBJECTS] if self.wide else layouts.vocabulary(self.table).marks
        named = tuple(name for name in marks[0] if name in found)
        return named or tuple(self.columns.values())


def match(labels: Sequence[str], table: str, said: str = "", *, asked: bool = False) -> Match:
    """Read headings as those of one table.

    Parameters
    ----------
    labels : sequence of str
        Headings as printed, "" where there is none.
    table : str
        Name of the schema.
    said : str
        Words above the table and the name of its sheet, casefolded.
    asked : bool
        Whether the user named this table: then nothing need be proved.
    """
    words = layouts.vocabulary(table)
    levels = _levels(labels, table)
    wide = table in WIDE and len(levels) >= _FEWEST_ACROSS
    if table in WIDE and not wide:
        levels = {}
    placed: dict[str, list[tuple[int, int]]] = {}
    unused, unknown, persons = [], [], []
    for index, label in enumerate(labels):
        if not label:
            continue
        column, rank = _column(label, words)
        if index in levels and (column is None or indicators.is_ambiguous(label)):
            column, rank = levels[index], 0
        if column is not None:
            placed.setdefault(column, []).append((rank, index))
        elif people.is_person(label):
            persons.append(index)
        elif any(form in words.unused for form in layouts.variants(label)):
            unused.append(index)
        else:
            unknown.append(index)
    columns, repeated = {}, {}
    for column, found in placed.items():
        first, *others = (index for _rank, index in sorted(found))
        columns[first] = column
        if others and column in words.ranked:
            unused += others
        elif others:
            repeated[column] = (first, *others)
    reading = Match(
        table,
        dict(sorted(columns.items())),
        tuple(sorted(unused)),
        tuple(unknown),
        tuple(persons),
        repeated,
        wide,
    )
    return _scored(reading, labels, said, asked=asked)


def best(
    labels: Sequence[str], asked: str | None = None, said: str = ""
) -> tuple[Match | None, tuple[Match, ...]]:
    """Find the table that headings fit best.

    Returns
    -------
    (Match or None, tuple of Match)
        The best complete match (the table asked for where it fits nearly as well), and all
        matches that share its score: more than one means that the headings don't decide.
    """
    found = [match(labels, name, said, asked=name == asked) for name in schemas.NAMES]
    fitting = sorted(
        (m for m in found if m.complete and (len(m.columns) >= _FEWEST or _is_bare(m, asked))),
        key=lambda m: -m.score,
    )
    if not fitting:
        return None, ()
    if asked:
        wanted = next((m for m in fitting if m.table == asked), None)
        if wanted is not None and wanted.score >= _NEARLY * fitting[0].score:
            return wanted, (wanted,)
    top = tuple(m for m in fitting if m.score == fitting[0].score)
    return top[0], top


def _is_bare(found: Match, asked: str | None) -> bool:
    """Whether a single column will do: for the table asked for, where nothing else is named."""
    return found.table == asked and not found.unknown


def nearest(labels: Sequence[str], asked: str | None = None, said: str = "") -> Match | None:
    """Find the table that most headings belong to, though its marks are not all there."""
    names = [asked] if asked else list(schemas.NAMES)
    matches = (match(labels, name, said, asked=name == asked) for name in names)
    found = max(matches, key=lambda m: (len(m.columns), m.score))
    return found if found.columns else None


def is_near(found: Match, labels: Sequence[str], *, asked: bool = False) -> bool:
    """Whether headings are surely those of a table, though a column of its marks is missing."""
    count = len(found.columns)
    half = sum(map(bool, labels)) / 2
    if not found.missing_marks or count < (_FEWEST if asked else _NEAR) or count <= half:
        return False
    others = (match(labels, name) for name in schemas.NAMES if name != found.table)
    return asked or all(len(other.columns) < count for other in others)


def _column(label: str, words: layouts.Vocabulary) -> tuple[str | None, int]:
    for form in layouts.variants(label):
        if form in words.columns:
            return words.columns[form]
        if form in words.unused:
            break
    return None, 0


def _levels(labels: Sequence[str], table: str) -> dict[int, str]:
    """Find the columns that hold levels: those of a table's own columns, or those across."""
    if table != "inovasi" and table not in WIDE:
        return {}
    prefix = WIDE.get(table, "i")
    read = {index: indicators.in_heading(label) for index, label in enumerate(labels) if label}
    found = {
        index: heading
        for index, heading in read.items()
        if heading is not None and heading.code.startswith("i") == (prefix == "i")
    }
    named = {index: heading for index, heading in found.items() if not heading.bare}
    # A lone number may be anything; 1, 2, 3 alone may count the columns.
    if len(found) < _FEWEST_ACROSS or (prefix != "i" and not named):
        found = named
    verified = {index for index, heading in found.items() if heading.verified}
    claimed = {index for index, heading in found.items() if heading.claimed}
    if verified and (claimed or len(verified) < len(found)):
        # Claimed and verified levels side by side: each table takes its own.
        found = {
            index: heading
            for index, heading in found.items()
            if (index in verified) == (table == "verifikasi")
        }
    elif verified and table == "inovasi":
        return {}
    codes = {index: heading.code for index, heading in found.items()}
    for index in range(len(labels)) if prefix == "i" else ():
        near = (codes.get(index - 1, ""), codes.get(index + 1, ""))
        if index not in codes and (code := indicators.between(labels[index], *near)):
            codes[index] = code
    return codes


def _scored(found: Match, labels: Sequence[str], said: str, *, asked: bool) -> Match:
    """Say whether the marks of the table are all there, and how well the headings fit."""
    complete = not found.missing_marks
    weight = 0.0
    if found.wide and found.table == "verifikasi":
        named = asked or any(word in said for word in _VERIFYING)
        weight = _SAID_WEIGHT if named else 0.0
        complete = complete and (named or _dated(found))
    proofs = layouts.vocabulary(found.table).proofs
    if proofs and not asked:
        told = f"{said} {' '.join(labels).casefold()}"
        complete = complete and any(word in told for word in proofs)
    score = len(found.columns) + _UNUSED_WEIGHT * len(found.unused) + weight
    return replace(found, complete=complete, score=score)


def _dated(found: Match) -> bool:
    """Whether columns stand there that only verified levels have."""
    return bool({"tanggal", "sumber"} & set(found.columns.values()))
