"""A visiting plan: in order, with reasons, nothing dropped, never a verdict."""

import numpy as np
import pandas as pd
import pytest
from hazards import Constant

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError

TODAY = "2026-11-21"
# id  kode   started     last seen   status             people
DRAWN = """
a     99.01  2019-01-01  2020-11-21  tetap              100
b     99.01  2019-01-01  2025-11-21  melemah            100
c     99.02  2019-01-01  2023-11-21  berkembang         900
d     99.02  2019-01-01  .           tak_terverifikasi  .
e     99.03  2019-01-01  2026-10-21  tetap              50
f     99.03  2019-01-01  2024-01-01  berhenti           800
g     99.03  2019-01-01  2024-01-01  diserap            800
h     99.03  .           2024-01-01  tetap              800
i     99.03  2027-01-01  .           tetap              800
j     99.03  2019-01-01  2027-01-01  tetap              800
k     99.03  2019-01-01  2018-01-01  tetap              800
"""


def innovations(drawn=DRAWN):
    cells = [
        [None if cell == "." else cell for cell in line.split()]
        for line in drawn.strip().splitlines()
    ]
    columns = ["id", "kode", "mulai", "terakhir_hidup", "status", "penerima"]
    frame = pd.DataFrame(cells, columns=columns)
    return frame.assign(penerima=frame["penerima"].astype(float), anggaran=1e6)


def plan(days=2, **options):
    return su.visit_plan(
        innovations(), Constant(), today=TODAY, days=days, **({"per_day": 1} | options)
    )


def test_chance_times_value_decides():
    found = plan(days=5).table
    gain = (1 - np.exp(-0.2 * np.array([1096, 2191, 365, 2881, 31]) / 365.25)) * [
        900,
        100,
        100,
        100,
        50,
    ]
    expected = dict(zip("cabde", gain, strict=True))
    assert found["taruhan"].to_dict() == pytest.approx(
        {k: expected[id_] for k, id_ in enumerate(found["id"])}
    )
    assert plan(days=1).table["id"].tolist() == ["c"]
    assert plan(days=5).table["id"].tolist()[0] == "c"


def test_information_does_not_depend_on_the_value():
    found = plan(days=1, aim="informasi").table
    p = found["peluang"].iloc[0]
    assert found["id"].tolist() == ["c"]
    assert found["informasi"].iloc[0] == pytest.approx(-p * np.log2(p) - (1 - p) * np.log2(1 - p))


def test_every_innovation_is_planned_waiting_or_left_out_with_a_reason():
    found = plan(days=2)
    told = [*found.table["id"], *found.waiting["id"], *found.excluded["id"]]
    assert sorted(told) == list("abcdefghijk")
    reasons = found.excluded.set_index("id")["alasan"]
    assert "berhenti" in reasons["f"]
    assert "diserap" in reasons["g"]
    assert "tanggal mulai belum ada data" in reasons["h"]
    assert "mulai sesudah tanggal rencana" in reasons["i"]
    assert "terlihat sesudah" in reasons["j"]
    assert "sebelum mulai" in reasons["k"]


def test_where_every_innovation_is_open_none_is_told_as_left_out():
    rows = innovations().iloc[:5]
    found = su.visit_plan(rows, Constant(), today=TODAY, days=2, per_day=1)
    assert found.excluded.empty
    assert len(found.table) + len(found.waiting) == len(rows)
    assert "3 inovasi menunggu giliran, 0 tidak dijadwalkan." in found.summary()


def test_a_day_is_spent_in_one_place_and_travel_counts():
    found = plan(days=3, travel=0.5, per_day=2)
    assert (found.table.groupby("hari")["kode"].nunique() == 1).all()
    assert found.days_used == 3
    assert found.table["urutan"].tolist() == [1, 2, 3, 4]
    assert plan(days=3, travel={"99.02": 3}).table["kode"].unique().tolist() == ["99.01", "99.03"]


def test_a_value_that_is_not_on_file_is_the_median_and_says_so():
    found = plan(days=5)
    row = found.table.set_index("id").loc["d"]
    assert (row["nilai"], row["nilai_tercatat"]) == (100.0, False)
    assert "penerima belum tercatat" in row["alasan"]
    assert "1 inovasi tanpa penerima tercatat; dipakai median 4 inovasi lain (100)" in str(found)


def test_one_large_claim_that_decides_the_plan_is_pointed_out():
    rows = innovations()
    assert "Satu inovasi (c) memegang 71% dari seluruh taruhan" in plan(days=5).summary()
    rows["penerima"] = 100.0
    even = su.visit_plan(rows, Constant(rate=2.0), today=TODAY, days=1)
    assert "Satu inovasi" not in even.summary()


def test_of_equal_stakes_what_was_seen_longest_ago_comes_first():
    found = su.visit_plan(
        innovations(), Constant(rate=1e9), today=TODAY, days=5, per_day=3, value="sama"
    )
    assert found.table["id"].tolist()[:2] == ["a", "b"]


def test_a_reason_tells_when_it_was_seen_and_what_hangs_on_it():
    rows = plan(days=5).table.set_index("id")["alasan"]
    assert rows["b"] == (
        "terakhir terlihat melemah pada 21 November 2025 (12 bulan lalu); "
        "peluang sudah berhenti 18% (selang 12% sampai 24%); 100 penerima"
    )
    assert rows["d"].startswith("belum pernah diperiksa sejak mulai")


def test_the_summary_orders_questions_and_passes_no_verdict():
    told = plan(days=2).summary()
    assert "Perlu dikunjungi lebih dulu: 2 inovasi" in told
    assert "bukan putusan" in told
    assert "terbukti yang terbaik" in told


def test_where_nothing_has_ended_the_most_it_can_be_gives_the_order():
    found = su.visit_plan(innovations(), Constant(known=False), today=TODAY, days=1, per_day=1)
    assert found.table["id"].tolist() == ["c"]
    assert found.table["peluang"].isna().all()
    assert "belum dapat ditaksir" in found.table["alasan"].iloc[0]
    assert "batas atas yang mungkin. belum ada yang diketahui berhenti." in found.summary()
    assert "dari seluruh yang dapat terdampak menurut batas atas peluangnya" in found.summary()
    assert "diperkirakan" not in found.summary()


def test_without_an_estimate_information_is_the_most_there_can_be():
    found = su.visit_plan(
        innovations(), Constant(known=False), today=TODAY, days=5, per_day=1, aim="informasi"
    )
    rows = found.table.set_index("id")
    # The upper limit is above one half, so a visit may bring a whole bit.
    assert rows.loc["a", "informasi"] == 1
    high = rows.loc["e", "atas"]
    assert rows.loc["e", "informasi"] == pytest.approx(
        -high * np.log2(high) - (1 - high) * np.log2(1 - high)
    )


def test_a_choice_that_hangs_on_the_estimate_is_marked():
    class Torn(Constant):
        """Estimates put a first, the upper limits b."""

        def probability_ended(self, *_row):
            return np.array([0.5, 0.4]), np.array([0.4, 0.1]), np.array([0.6, 0.9])

    found = su.visit_plan(
        innovations().head(2), Torn(), today=TODAY, days=1, per_day=1, value="sama"
    )
    assert found.table["id"].tolist() == ["a"]
    assert not found.table["kokoh"].iloc[0]
    assert "1 dari 1 pilihan berubah" in found.summary()


def test_covariates_reach_the_hazard_in_the_order_of_the_rows():
    law = Constant()
    rows = innovations().assign(i16=range(11))
    su.visit_plan(rows, law, today=TODAY, days=1, covariates=("i16",))
    assert law.asked["i16"].tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    "rows", [innovations().iloc[5:8], innovations().iloc[:0]], ids=["settled", "none"]
)
def test_nothing_to_visit_is_a_plan_too(rows):
    found = su.visit_plan(rows, Constant(), today=TODAY, days=3)
    assert found.table.empty
    assert len(found.excluded) == len(rows)
    assert "Tidak ada inovasi yang perlu dijadwalkan" in found.summary()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"days": 0}, "paling sedikit 1"),
        ({"value": "suara"}, "tidak dikenal"),
        ({"aim": "x"}, "tidak dikenal"),
        ({"travel": 0.3}, "setengah hari"),
        ({"covariates": ("i99",)}, "i99"),
    ],
)
def test_wrong_calls(change, why):
    with pytest.raises(ParameterError, match=why):
        plan(**change)


def test_one_row_per_innovation():
    with pytest.raises(ParameterError, match="satu baris"):
        su.visit_plan(pd.concat([innovations()] * 2), Constant(), today=TODAY, days=1)


def test_same_rows_in_another_order_give_the_same_plan():
    one = plan(days=3, per_day=2).table
    other = su.visit_plan(innovations().iloc[::-1], Constant(), today=TODAY, days=3, per_day=2)
    pd.testing.assert_frame_equal(one, other.table)


def test_candidates_take_the_latest_edition_and_the_day_of_the_award():
    visits = pd.DataFrame(
        {
            "id_inovasi": ["x", "y"],
            "tanggal": ["2024-05-01", "2024-05-01"],
            "status": ["tetap", "berhenti"],
            "bukti": "",
        }
    )
    register = su.register(
        visits,
        starts={"x": "2020-01-01", "y": "2020-01-01", "z": "2021-01-01"},
        awards={"x": "2022-11-10", "y": "2022-11-10", "z": "2023-11-10"},
        today=TODAY,
    )
    table = pd.DataFrame(
        {
            "id": ["x", "x", "y", "z"],
            "tahun": [2022, 2023, 2022, 2023],
            "kode": "99.01",
            "judul": ["lama", "baru", "Y", "Z"],
            "penerima": [1, 2, 3, 4],
            "anggaran": 1.0,
        }
    )
    found = su.visit_candidates(register, table).set_index("id")
    assert found.loc["x", ["judul", "penerima"]].tolist() == ["baru", 2]
    assert found["terakhir_hidup"].astype(str).to_dict() == {
        "x": "2024-05-01",
        "y": "2022-11-10",
        "z": "2023-11-10",
    }
    told = su.visit_plan(found.reset_index(), Constant(), today=TODAY, days=1)
    assert told.excluded["id"].tolist() == ["y"]
    reasons = told.table.set_index("id")["alasan"]
    assert reasons["z"].startswith(
        "belum pernah diperiksa, diketahui berjalan pada 10 November 2023"
    )
