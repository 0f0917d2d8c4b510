"""What each indicator weighs in the index as a whole, and scores without gaps to weigh."""

from __future__ import annotations

import numpy as np

from evaluasi.scoring.composite import Index, Recipe
from evaluasi.scoring.composite.aggregate import Floats


def effective_weights(recipe: Recipe) -> Floats:
    """Return the share of the index that each indicator weighs, shape (indicators,), sum 1.

    The product, down the tree, of each node's share among its siblings.
    """
    framework = recipe.framework
    weights = recipe.weight_vector()
    share = np.ones(len(framework.nodes))
    for code in reversed(framework.codes):  # parents before their children
        if code not in framework.children:
            continue
        children = framework.children[code]
        own = weights[children] / weights[children].sum()
        share[children] = own * share[framework.codes.index(code)]
    return share[: len(framework.indicators)]


def without_gaps(index: Index) -> Floats:
    """Return normalised values with gaps filled so that nominal weights give the same index.

    An arithmetic mean over what is there, its weights renormalised, is the mean in which every
    missing child has that mean itself; hence a gap takes the score of its parent.

    Returns
    -------
    array, shape (units, indicators)
        NaN only for units without an index.
    """
    framework = index.recipe.framework
    scores = index.scores.to_numpy(np.float64).copy()
    for place in range(len(framework.nodes) - 1, -1, -1):  # from the index down
        code = framework.codes[place]
        if code not in framework.children:
            continue
        known = ~np.isnan(index.scores[code].to_numpy(np.float64))
        for child in framework.children[code]:
            own = np.isnan(scores[:, child]) | ~known
            scores[own, child] = scores[own, place]
    return scores[:, : len(framework.indicators)]
