"""Studies of one service by the month: did a series change when something did, and how sure is it.

The estimator lies in `evaluasi.impact` and knows no dataset; here a question about a `layanan`
table becomes a series, is answered, read otherwise, doubted and told. One concern, one file.
"""

from evaluasi.reports.service.asking import study
from evaluasi.reports.service.study import Study

__all__ = ["Study", "study"]
