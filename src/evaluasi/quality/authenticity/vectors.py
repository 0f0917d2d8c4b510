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
_CHUNK_PRODUCTS = 20_000_000  # multiply-adds per slice: bounds the memory of one product
_CHUNK_PAIRS = 400_000


class Pairs(NamedTuple):
    """Pairs of rows, first < second, with their cosine; each an array of n pairs."""

    first: Ints
    second: Ints
    cosine: Floats


def vectors(texts: Sequence[str], blocks: Ints | None = None) -> sparse.csr_array:
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
    csr_array, shape (n, columns)
        Weight of a trigram: log((1 + n) / (1 + texts with it)) + 1, once per text.
    """
    rows, grams = _trigrams(texts)
    once = np.unique(rows * _BASE**3 + grams)
    rows, grams = once // _BASE**3, once % _BASE**3
    frequency = np.bincount(grams, minlength=_BASE**3)
    weight = np.log((1 + len(texts)) / (1 + frequency[grams])) + 1
    columns = grams if blocks is None else blocks[rows] * _BASE**3 + grams
    places, columns = np.unique(columns, return_inverse=True)
    length = np.sqrt(np.bincount(rows, weight**2, minlength=len(texts)))
    shape = (len(texts), len(places))
    return sparse.csr_array((weight / length[rows], (rows, columns)), shape=shape)


def similar_pairs(matrix: sparse.csr_array, threshold: float) -> Pairs:
    """Return every pair of rows whose cosine is at least the threshold.

    Parameters
    ----------
    matrix : csr_array, shape (n, columns)
        Rows of length 1, no negative weight.
    threshold : float
        Above 0.
    """
    kept = _rarest(matrix, threshold)
    found = [_verified(matrix, pairs, threshold) for pairs in _candidates(kept)]
    if not found:
        return Pairs(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    columns = (np.concatenate(column) for column in zip(*found, strict=True))
    first, second, cosine = columns
    order = np.lexsort((second, first))
    return Pairs(first[order], second[order], cosine[order])


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


def _rarest(matrix: sparse.csr_array, threshold: float) -> sparse.csr_array:
    """Keep of each row its rarest columns, until the rest is too short to reach the threshold."""
    frequency = np.bincount(matrix.indices, minlength=matrix.shape[1])
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    # One order of columns for all rows, or the filter would lose pairs: ties by column number.
    order = np.lexsort((matrix.indices, frequency[matrix.indices], rows))
    squares = matrix.data[order] ** 2
    running = np.cumsum(squares)
    before = running - squares
    start = before[matrix.indptr[:-1]]
    rest = 1 - (before - start[rows])
    keep = order[rest >= threshold**2 - 1e-9]
    parts = (matrix.data[keep], (rows[keep], matrix.indices[keep]))
    return sparse.csr_array(parts, shape=matrix.shape)


def _candidates(kept: sparse.csr_array) -> Iterator[tuple[Ints, Ints]]:
    """Yield pairs of rows that share a kept column, a bounded number at a time."""
    flags = kept.astype(np.bool_).astype(np.int32)
    turned = flags.T.tocsr()
    frequency = np.bincount(kept.indices, minlength=kept.shape[1])
    cost = np.add.reduceat(np.append(frequency[kept.indices], 0), kept.indptr[:-1])
    cost = np.where(np.diff(kept.indptr) > 0, cost, 0)
    slices = np.cumsum(cost) // _CHUNK_PRODUCTS
    for number in np.unique(slices):
        inside = np.flatnonzero(slices == number)
        shared = (flags[inside[0] : inside[-1] + 1] @ turned).tocoo()
        first, second = shared.row + inside[0], shared.col
        ahead = first < second
        yield first[ahead].astype(np.int64), second[ahead].astype(np.int64)


def _verified(matrix: sparse.csr_array, pairs: tuple[Ints, Ints], threshold: float) -> Pairs:
    first, second = pairs
    cosine = np.empty(len(first))
    for start in range(0, len(first), _CHUNK_PAIRS):
        part = slice(start, start + _CHUNK_PAIRS)
        cosine[part] = matrix[first[part]].multiply(matrix[second[part]]).sum(axis=1)
    reached = cosine >= threshold - 1e-12
    return Pairs(first[reached], second[reached], cosine[reached])
