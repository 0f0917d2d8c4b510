"""Published scores and predicates of the shipped data agree with the limits of their editions."""

from pathlib import Path

import evaluasi as ev
from evaluasi import scoring as sc

NATIONAL = Path(__file__).parents[3] / "data" / "nasional"


def test_no_published_predicate_contradicts_our_limits():
    published = ev.load(NATIONAL, low_confidence=True).skor_iid
    rows = published[published["skala"] == "0-100"].dropna(subset=["skor", "predikat"])
    ours = [
        sc.predicate(skor, tahun).nama
        for skor, tahun in zip(rows["skor"], rows["tahun"], strict=True)
    ]
    told = rows.assign(ours=ours)
    told = told[told["ours"] != ""]
    contradicting = told[told["ours"] != told["predikat"]]
    assert len(told) >= 10
    assert contradicting.empty, contradicting[["kode", "tahun", "skor", "predikat", "ours"]]
