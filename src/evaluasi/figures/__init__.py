"""One chart vocabulary, one style: frames, labels and units in, a `Chart` out.

Charts know no dataset and no estimator. Each function lives in a file of its own.
"""

from evaluasi.figures.agreement import Level, agreement
from evaluasi.figures.chart import Chart
from evaluasi.figures.dot_by_region import dot_by_region
from evaluasi.figures.dot_with_peers import dot_with_peers
from evaluasi.figures.effect_ladder import effect_ladder
from evaluasi.figures.event_effects import event_effects
from evaluasi.figures.interval_strip import interval_strip
from evaluasi.figures.line_with_peers import line_with_peers
from evaluasi.figures.measure import Measure
from evaluasi.figures.small_multiples import Panel, small_multiples
from evaluasi.figures.step_curve import step_curve
from evaluasi.figures.tile_grid import tile_grid
from evaluasi.figures.treatment_calendar import treatment_calendar

__all__ = [
    "Chart",
    "Level",
    "Measure",
    "Panel",
    "agreement",
    "dot_by_region",
    "dot_with_peers",
    "effect_ladder",
    "event_effects",
    "interval_strip",
    "line_with_peers",
    "small_multiples",
    "step_curve",
    "tile_grid",
    "treatment_calendar",
]
