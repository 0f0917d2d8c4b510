"""Where a rule is not on file the result is "tidak dapat dihitung" with the reason."""

import pandas as pd
import pytest

from evaluasi import rubrics
from evaluasi import scoring as sc

# edition | maturity | index | rules not on file
CASES = """
2020      | tidak    | tidak | semua
2021      | ya       | tidak | bobot_spd maksimum_spd lantai_pembagi faktor_jumlah batas_jumlah \
syarat_pelayanan_dasar maksimum_jumlah maksimum_total indikator_wajib
2022      | tidak    | tidak | bobot_spd maksimum_spd bobot_sid lantai_pembagi faktor_jumlah \
batas_jumlah syarat_pelayanan_dasar maksimum_jumlah maksimum_total indikator_wajib
2023      | ya       | ya    | bobot_spd syarat_pelayanan_dasar indikator_wajib
2024      | ya       | tidak | bobot_spd lantai_pembagi faktor_jumlah batas_jumlah \
syarat_pelayanan_dasar
2025      | ya       | tidak | bobot_spd lantai_pembagi faktor_jumlah batas_jumlah \
syarat_pelayanan_dasar indikator_wajib
2026      | ya       | ya    |
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_what_each_edition_can_compute(case, innovations, index):
    edition, maturity, computable, unknown = (cell.strip() for cell in case.split("|"))
    rubric = sc.load_rubric(f"iid-{edition}")
    frame = innovations(6, year=int(edition))
    assert sc.maturity(frame, rubric).notna().all() == (maturity == "ya")
    assert pd.notna(index(frame, rubric)["iid"]) == (computable == "ya")
    expected = list(rubrics.RULES) if unknown == "semua" else unknown.split()
    assert [rule.nama for rule in rubric.missing()] == expected


def test_every_gap_has_its_reason_and_every_rule_its_source():
    for name in ("iid-2020", "iid-2021", "iid-2022", "iid-2023", "iid-2024", "iid-2025"):
        rubric = sc.load_rubric(name)
        for rule in (*rubric.aturan, *rubric.predikat):
            assert bool(rule.belum_ada) != bool(rule.sumber and rule.keyakinan), (name, rule.nama)


def test_the_reason_names_edition_and_rules(innovations, index):
    row = index(innovations(6, year=2024), sc.load_rubric("iid-2024"))
    assert row["status"] == "tidak dapat dihitung"
    assert row["alasan"] == (
        "belum ada pedoman edisi 2024 (lantai pembagi, faktor skor jumlah inovasi, dan batas "
        "jumlah inovasi yang dihitung)"
    )
    assert row["total_kematangan"] == 6 * 111
    assert pd.isna(row[["rata_kematangan", "skor_jumlah", "sid", "iid"]]).all()
    assert pd.isna(row["predikat"])
    assert pd.isna(row["keyakinan"])


def test_the_summary_says_so_once(innovations):
    known = pd.DataFrame({"kode": ["99.01"], "spd": [40.0]})
    found = sc.regional_index(innovations(6, year=2025), known, sc.load_rubric("iid-2025"))
    assert found.summary().splitlines() == [
        "Indeks Inovasi Daerah 2025: 1 wilayah, 6 inovasi; 1 tidak dapat dihitung.",
        "belum ada pedoman edisi 2025 (lantai pembagi, faktor skor jumlah inovasi, dan batas "
        "jumlah inovasi yang dihitung)",
    ]
