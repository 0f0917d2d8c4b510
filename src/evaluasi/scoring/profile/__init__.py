"""Facts of one region from a composite index: where it stands, why, and what would move it."""

from evaluasi.scoring.profile.bounds import Bounds, missing_bounds
from evaluasi.scoring.profile.change import Change, explain_change
from evaluasi.scoring.profile.comparison import Comparison, compared_with
from evaluasi.scoring.profile.contribution import Contributions, contributions
from evaluasi.scoring.profile.levers import Levers, lever_table
from evaluasi.scoring.profile.position import Position, position
from evaluasi.scoring.profile.strengths import Strengths, strengths

__all__ = [
    "Bounds",
    "Change",
    "Comparison",
    "Contributions",
    "Levers",
    "Position",
    "Strengths",
    "compared_with",
    "contributions",
    "explain_change",
    "lever_table",
    "missing_bounds",
    "position",
    "strengths",
]
