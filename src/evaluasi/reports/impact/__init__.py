"""Impact studies: one treatment, one outcome, all designs that fit, and how far to trust them.

Estimators lie in `evaluasi.impact` and know no dataset; here a question about a dataset becomes a
panel, is answered, doubted and told. One concern, one file.
"""

from evaluasi.reports.impact.asking import study
from evaluasi.reports.impact.study import Study

__all__ = ["Study", "study"]
