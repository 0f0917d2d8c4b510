"""Titles as weighted trigrams, and all pairs of them above a cosine, without comparing all pairs.

A pair can only reach the threshold if it shares one of its rarest trigrams: the prefix filter of
Bayardo, Ma and Srikant (2007), "Scaling up all pairs similarity search", WWW, 131–140, here kept
on both sides. It loses no pair; a test compares it with the plain loop.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_BASE = len(_LETTERS) + 1  # 0 stands before and after each text
_CHUNK_PRODUCTS = 5_000_000  # multiply-adds per slice: bounds the memory of one product
_CHUNK_PAIRS = 400_000


class Vectors(NamedTuple):
    """Unit vectors of texts.

    Attributes
    ----------
    matrix : csr_array, shape (n, columns)
        Rows of length 1.
    length : array, shape (n,)
        Lengths before: columns have one weight for all rows, so that a cosine is at most the
        shorter length over the longer.
    """

    matrix: sparse.csr_array
    length: Floats


class Pairs(NamedTuple):
    """Pairs of rows, first < second, with their cosine; each an array of n pairs."""

    first: Ints
    second: Ints
    cosine: Floats


def vectors(texts: Sequence[str], blocks: Ints | None = None) -> Vectors:
    """Return unit vectors of trigram weights, one row per text.

    Parameters
    ----------
    texts : sequence of str
        Letters a–z and digits only, at least one.
    blocks : array of int, shape (n,), optional
        Only texts of one block can be alike: their trigrams are columns of their own. Weights
        are the same in all blocks.

    Returns
    -------
    Vectors
        Weight of a trigram: log((1 + n) / (1 + texts with it)) + 1, once per text.
    """
    rows, grams = _trigrams(texts)
    once = _distinct(rows * _BASE**3 + grams)
    rows, grams = once // _BASE**3, once % _BASE**3
    frequency = np.bincount(grams, minlength=_BASE**3)
    weight = np.log((1 + len(texts)) / (1 + frequency[grams])) + 1
    columns = grams if blocks is None else blocks[rows] * _BASE**3 + grams
    places = _distinct(columns)
    columns = np.searchsorted(places, columns)
    length = np.sqrt(np.bincount(rows, weight**2, minlength=len(texts)))
    shape = (len(texts), len(places))
    return Vectors(sparse.csr_array((weight / length[rows], (rows, columns)), shape=shape), length)


def similar_pairs(found: Vectors, threshold: float, rest: float = 0.6) -> Pairs:
    """Return every pair of texts whose cosine is at least the threshold.

    Parameters
    ----------
    found : Vectors
    threshold : float
        Above 0.
    rest : float
        Length of what is left out of a row when pairs are sought, in thresholds: 1 or less. The
        pairs are the same; less means a dearer search and fewer pairs to check, which pays where
        the threshold is low.
    """
    kept, dropped = _rarest(found.matrix, threshold * rest)
    candidates = _candidates(kept, dropped, found.length, threshold)
    parts = [_verified(found.matrix, pairs, threshold) for pairs in candidates]
    if not parts:
        return Pairs(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    columns = (np.concatenate(column) for column in zip(*parts, strict=True))
    first, second, cosine = columns
    order = np.lexsort((second, first))
    return Pairs(first[order], second[order], cosine[order])


def _distinct(values: Ints) -> Ints:
    """Return the distinct values in order; sorting is faster here than hashing."""
    ordered = np.sort(values)
    return np.asarray(ordered[np.diff(ordered, prepend=-1) != 0], np.int64)


def _trigrams(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Return row and number of each trigram of the texts."""
    table = np.zeros(128, np.int64)
    table[np.frombuffer(_LETTERS.encode(), np.uint8)] = np.arange(1, _BASE)
    lengths = np.array([len(text) for text in texts], np.int64) + 2
    signs = table[np.frombuffer("".join(f" {text} " for text in texts).encode(), np.uint8)]
    rows = np.repeat(np.arange(len(texts)), lengths)
    whole = rows[2:] == rows[:-2]
    grams = signs[:-2] * _BASE**2 + signs[1:-1] * _BASE + signs[2:]
    return rows[:-2][whole], grams[whole]


def _rarest(matrix: sparse.csr_array, rest: float) -> tuple[sparse.csr_array, Floats]:
    """Keep of each row its rarest columns until what is left is shorter than `rest`.

    Returns
    -------
    csr_array, shape as `matrix`
    array, shape (n,)
        Length of what was left out of each row.
    """
    frequency = np.bincount(matrix.indices, minlength=matrix.shape[1])
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    # One order of columns for all rows, or the filter would lose pairs: ties by column number.
    rank = np.argsort(np.lexsort((np.arange(len(frequency)), frequency)))
    order = np.argsort(rows * len(frequency) + rank[matrix.indices])
    squares = matrix.data[order] ** 2
    running = np.cumsum(squares)
    before = running - squares
    left = 1 - (before - before[matrix.indptr[:-1]][rows])
    kept = left >= rest**2 - 1e-9
    dropped = np.bincount(rows[~kept], squares[~kept], minlength=matrix.shape[0])
    parts = (matrix.data[order[kept]], (rows[kept], matrix.indices[order[kept]]))
    return sparse.csr_array(parts, shape=matrix.shape), np.sqrt(dropped)


def _candidates(
    kept: sparse.csr_array, rest: Floats, length: Floats, threshold: float
) -> Iterator[tuple[Ints, Ints]]:
    """Yield the pairs that may reach the threshold, a bounded number at a time.

    Of two rows let x be the one whose kept columns end first in the common order. What they share
    beyond lies in what was left out of x, so that their cosine is at most the product of the kept
    columns plus the length of that rest.
    """
    turned = kept.T.tocsr()
    frequency = np.bincount(kept.indices, minlength=kept.shape[1])
    rows = np.repeat(np.arange(kept.shape[0]), np.diff(kept.indptr))
    cost = np.bincount(rows, frequency[kept.indices], minlength=kept.shape[0])
    slices = (np.cumsum(cost) // _CHUNK_PRODUCTS).astype(np.int64)
    for number in np.unique(slices):
        inside = np.flatnonzero(slices == number)
        shared = (kept[inside[0] : inside[-1] + 1] @ turned).tocoo()
        first, second = shared.row.astype(np.int64) + inside[0], shared.col.astype(np.int64)
        bound = shared.data + np.maximum(rest[first], rest[second])
        likely = (first < second) & (bound >= threshold - 1e-9)
        first, second = first[likely], second[likely]
        longer = np.maximum(length[first], length[second])
        near = np.minimum(length[first], length[second]) >= (threshold - 1e-9) * longer
        yield first[near], second[near]


def _verified(matrix: sparse.csr_array, pairs: tuple[Ints, Ints], threshold: float) -> Pairs:
    first, second = pairs
    cosine = np.empty(len(first))
    for start in range(0, len(first), _CHUNK_PAIRS):
        part = slice(start, start + _CHUNK_PAIRS)
        cosine[part] = matrix[first[part]].multiply(matrix[second[part]]).sum(axis=1)
    reached = cosine >= threshold - 1e-12
    return Pairs(first[reached], second[reached], cosine[reached])
