"""Pairs of innovations of one region whose titles may name one innovation, scored with reasons.

Blocked by region, found by the cosine of their trigrams (rare letters weigh more), scored by
cosine and edit distance together, then moved by what else the two rows share. The score is a
ruler for reading order, no probability: its parts and their sizes are ours, chosen on planted
renames (``benchmarks/keaslian_judul.py``).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from evaluasi.quality.authenticity.titles import EXPANSION, FULL, NAME, Title, fold
from evaluasi.quality.authenticity.vectors import Floats, Ints, similar_pairs, vectors
from evaluasi.text import _

SCORE = 80.0
"""From this score (0 to 100) on a pair is asked about."""

CANDIDATE = 0.5  # least cosine of two variants that are compared at all
PART = 92.0  # most that agreement in one half of a title can earn
SAME_NAME = 88.0  # earned where only a short name agrees and nothing contradicts it
CONTAINED = 84.0  # earned where one title holds all words of the other
CONTRADICTED = 65.0  # most that titles earn that agree in the short name alone, or but for a number
_CONTAINED_WORDS, _WHOLLY_IN = 3, 96.0
_OTHER_MEANING = 60.0
_WORKERS = 2

# What agrees or differs besides the title, in points.
SAME_DAY, SAME_NEW_YEAR, FAR_DAYS = 6.0, 2.0, -2.0
SAME_AFFAIR, OTHER_AFFAIR = 2.0, -3.0
SAME_OFFICE = 2.0
_YEAR_IN_DAYS = 366

PAIR_COLUMNS = ("id_1", "id_2", "skor", "kemiripan_judul", "alasan")
WHOLE, HALF_NAME, HALF_LONG, HOLDS = range(4)


class _Variants(NamedTuple):
    """Variants of all titles: the title each belongs to, its kind, its sorted words."""

    owner: Ints
    kind: Ints
    texts: list[str]
    words: NDArray[np.object_]


def matched(inovasi: pd.DataFrame, threshold: float = SCORE) -> pd.DataFrame:
    """Return pairs of innovations (different ids, one region) that may be one.

    Parameters
    ----------
    inovasi : DataFrame
        Columns id, tahun, kode, judul, and as far as known opd, urusan, tanggal_penerapan. An
        innovation may have a row per edition, with titles that differ.
    threshold : float
        Least score, 0 to 100.

    Returns
    -------
    DataFrame
        One row per pair of ids, the earlier first: `PAIR_COLUMNS`; ``kemiripan_judul`` is the
        part of the score that the titles earned alone; ``alasan`` says what agrees.
    """
    subjects = _subjects(inovasi)
    titles = [fold(t, k) for t, k in zip(subjects["judul"], subjects["kode"], strict=True)]
    block = pd.factorize(subjects["kode"])[0].astype(np.int64)
    pairs = _scored_titles(titles, block)
    pairs = pairs[_different(subjects["id"], pairs)]
    context, reasons = _context(subjects, pairs)
    pairs["skor"] = np.clip(pairs["text"] + context, 0, 100)
    kept = (pairs["skor"] >= threshold).to_numpy()
    pairs, reasons = pairs[kept], reasons[kept]
    ids = subjects["id"].to_numpy()
    found = pd.DataFrame(
        {
            "id_1": ids[pairs["first"]],
            "id_2": ids[pairs["second"]],
            "skor": pairs["skor"].to_numpy().round(1),
            "kemiripan_judul": pairs["text"].to_numpy().round(1),
            "alasan": [
                "; ".join([_how(how), *also])
                for how, also in zip(pairs["how"], _also(reasons), strict=True)
            ],
        },
        columns=list(PAIR_COLUMNS),
    )
    found = found.sort_values(["skor", "id_1", "id_2"], ascending=[False, True, True])
    return found.drop_duplicates(["id_1", "id_2"]).reset_index(drop=True)


def _subjects(inovasi: pd.DataFrame) -> pd.DataFrame:
    """Return one row per id and spelling of its title, the earliest edition first."""
    columns = ["id", "tahun", "kode", "judul", "opd", "urusan", "tanggal_penerapan"]
    rows = inovasi.reindex(columns=columns).dropna(subset=["id", "kode", "judul"])
    rows = rows.sort_values(["tahun", "id"], kind="stable")
    return rows.drop_duplicates(["id", "judul"]).reset_index(drop=True)


def _scored_titles(titles: list[Title], block: Ints) -> pd.DataFrame:
    """Return pairs of titles (first < second) with what their texts earn and how."""
    variants = _variants(titles)
    candidates = similar_pairs(vectors(variants.texts, block[variants.owner]), CANDIDATE)
    rows = {"a": candidates.first, "b": candidates.second, "cosine": candidates.cosine}
    pairs = pd.DataFrame(rows)
    pairs["first"], pairs["second"] = variants.owner[pairs["a"]], variants.owner[pairs["b"]]
    kinds = np.sort(np.stack([variants.kind[pairs["a"]], variants.kind[pairs["b"]]]), axis=0)
    sensible = ~((kinds[0] == NAME) & (kinds[1] == EXPANSION))
    pairs = pairs[sensible & (pairs["first"] != pairs["second"]).to_numpy()]
    kinds = kinds[:, pairs.index]
    pairs = _text_scores(pairs.reset_index(drop=True), kinds, variants)
    pairs = _doubted(pairs, titles)
    pairs = _numbered(pairs, titles)
    pairs = pairs.sort_values("text", ascending=False, kind="stable")
    return pairs.drop_duplicates(["first", "second"]).reset_index(drop=True)


def _variants(titles: list[Title]) -> _Variants:
    found = [
        (owner, kind, words)
        for owner, title in enumerate(titles)
        for kind, words in title.variants()
        if words
    ]
    return _Variants(
        owner=np.array([owner for owner, _kind, _w in found], np.int64),
        kind=np.array([kind for _owner, kind, _w in found], np.int64),
        texts=["".join(words) for _owner, _kind, words in found],
        words=np.array([" ".join(sorted(words)) for _owner, _kind, words in found], object),
    )


def _text_scores(pairs: pd.DataFrame, kinds: Ints, variants: _Variants) -> pd.DataFrame:
    """Score each pair of variants: half its cosine, half its edit distance with sorted words."""
    one, other = variants.words[pairs["a"]], variants.words[pairs["b"]]
    edits = _compared(one, other, fuzz.ratio)
    text = 50 * pairs["cosine"].to_numpy() + edits / 2
    how = np.full(len(pairs), WHOLE)
    named, long = kinds.min(axis=0) == NAME, kinds.max(axis=0) == EXPANSION
    named |= kinds.max(axis=0) == NAME
    how[named], how[long] = HALF_NAME, HALF_LONG
    text = np.where(long, np.minimum(text, PART), text)
    alike = named & (pairs["cosine"].to_numpy() > 0.999)
    text = np.where(named, np.where(alike, SAME_NAME, 0), text)
    fewest = np.minimum(_counted(one), _counted(other))
    open_ = (kinds.max(axis=0) == FULL) & (text < CONTAINED) & (fewest >= _CONTAINED_WORDS)
    held = np.zeros(len(pairs), bool)
    held[open_] = _compared(one[open_], other[open_], fuzz.token_set_ratio) >= _WHOLLY_IN
    how[held], text[held] = HOLDS, CONTAINED
    return pairs.assign(text=text, how=how)


def _doubted(pairs: pd.DataFrame, titles: list[Title]) -> pd.DataFrame:
    """Lower pairs whose short names agree while what the names stand for does not."""
    named = np.flatnonzero(pairs["how"] == HALF_NAME)
    first, second = (pairs[end].to_numpy()[named] for end in ("first", "second"))
    long = [
        (" ".join(sorted(titles[i].expansion)), " ".join(sorted(titles[j].expansion)))
        for i, j in zip(first, second, strict=True)
    ]
    both = np.array([bool(one and other) for one, other in long], bool)
    named, long = named[both], [pair for pair in long if all(pair)]
    alike = _compared([one for one, _o in long], [other for _o, other in long], fuzz.ratio)
    text = pairs["text"].to_numpy().copy()
    wrong = named[alike < _OTHER_MEANING]
    contradicted = set(zip(pairs["first"].iloc[wrong], pairs["second"].iloc[wrong], strict=True))
    ends = zip(pairs["first"], pairs["second"], strict=True)
    doubt = np.array([pair in contradicted for pair in ends], bool)
    return pairs.assign(text=np.where(doubt, np.minimum(text, CONTRADICTED), text))


def _numbered(pairs: pd.DataFrame, titles: list[Title]) -> pd.DataFrame:
    """Lower pairs whose numbers differ: SMPN 1 and SMPN 2 are sisters, not one innovation."""
    held = [title.numbers for title in titles]
    ends = zip(pairs["first"], pairs["second"], strict=True)
    apart = [bool(held[i] and held[j] and held[i] != held[j]) for i, j in ends]
    text = pairs["text"].to_numpy()
    return pairs.assign(text=np.where(apart, np.minimum(text, CONTRADICTED), text))


def _compared(one: object, other: object, scorer: object) -> Floats:
    """Compare two lists of texts item by item, 0 to 100."""
    scores = process.cpdist(one, other, scorer=scorer, workers=_WORKERS)  # type: ignore[call-overload]  # scorers are untyped callables
    return np.asarray(scores, np.float64)


def _counted(texts: NDArray[np.object_]) -> Ints:
    return np.array([text.count(" ") + 1 for text in texts], np.int64)


def _different(ids: pd.Series, pairs: pd.DataFrame) -> NDArray[np.bool_]:
    values = ids.to_numpy()
    return np.asarray(values[pairs["first"]] != values[pairs["second"]], np.bool_)


_REASONS = 5


def _context(subjects: pd.DataFrame, pairs: pd.DataFrame) -> tuple[Floats, NDArray[np.bool_]]:
    """Return points for what agrees besides the title, and flags pairs × `_REASONS`."""
    one, other = (subjects.iloc[pairs[end]].reset_index(drop=True) for end in ("first", "second"))
    days = [pd.to_datetime(rows["tanggal_penerapan"]) for rows in (one, other)]
    apart = (days[0] - days[1]).abs().dt.days
    same_day = (apart == 0).to_numpy()
    new_year = same_day & ((days[0].dt.month == 1) & (days[0].dt.day == 1)).to_numpy()
    far = (apart > _YEAR_IN_DAYS).to_numpy()
    affair, other_affair = _agreement(one["urusan"], other["urusan"])
    office, other_office = _agreement(one["opd"].map(_plain), other["opd"].map(_plain))
    points = (
        np.where(same_day, np.where(new_year, SAME_NEW_YEAR, SAME_DAY), 0.0)
        + np.where(far, FAR_DAYS, 0.0)
        + np.where(affair, SAME_AFFAIR, np.where(other_affair, OTHER_AFFAIR, 0.0))
        + np.where(office, SAME_OFFICE, 0.0)
    )
    return points, np.column_stack([same_day & ~new_year, new_year, affair, office, other_office])


def _agreement(one: pd.Series, other: pd.Series) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return where both are known and equal, and where both are known and differ."""
    known = (one.notna() & other.notna()).to_numpy()
    equal = known & (one.astype("object") == other.astype("object")).to_numpy(dtype=bool)
    return equal, known & ~equal


def _plain(office: object) -> object:
    return "".join(filter(str.isalnum, office.casefold())) if isinstance(office, str) else None


def _how(how: int) -> str:
    return {
        WHOLE: _("judul mirip"),
        HALF_NAME: _("nama singkat sama"),
        HALF_LONG: _("kepanjangan mirip"),
        HOLDS: _("judul yang satu memuat seluruh kata judul yang lain"),
    }[how]


def _also(flags: NDArray[np.bool_]) -> list[list[str]]:
    said = (
        _("tanggal penerapan sama"),
        _("tanggal penerapan sama (1 Januari)"),
        _("urusan sama"),
        _("OPD sama"),
        _("OPD berbeda"),
    )
    return [[word for word, on in zip(said, row, strict=True) if on] for row in flags]
