"""8 → 63 in a year stands out among peers; growth that all share does not."""

import pytest
from keaslian_tables import counted

from evaluasi.quality.authenticity import Scope, surges

PEERS = {f"35.{i:02d}": 20 + i for i in range(1, 13)}


def nation(before, after, factor=1.1):
    """Counts of Kota Batu and of twelve peers that grow by a factor."""
    counts = {(kode, 2023): n for kode, n in PEERS.items()}
    counts |= {(kode, 2024): round(n * factor) for kode, n in PEERS.items()}
    return counted(counts | {("35.79", 2023): before, ("35.79", 2024): after})


@pytest.mark.parametrize(
    ("before", "after", "factor", "asked"),
    [
        (8, 63, 1.1, ["35.79"]),
        (8, 12, 1.1, []),
        (8, 17, 1.1, []),  # twice, but by fewer than ten
        (30, 55, 1.1, []),  # by many, but not twice
        (8, 63, 8.0, []),  # everybody grew eightfold
    ],
)
def test_a_rise_against_peers(before, after, factor, asked):
    assert list(surges(nation(before, after, factor)).table["kode"]) == asked


def test_what_the_new_ones_share():
    frame = nation(8, 63)
    new = (frame["kode"] == "35.79") & (frame["tahun"] == 2024)
    frame = frame.assign(opd="Dinas A", tanggal_penerapan=None)
    frame.loc[new, "opd"] = ["Dinas B"] * 40 + ["Dinas C"] * 23
    frame["tanggal_penerapan"] = frame["tanggal_penerapan"].astype("datetime64[s]")
    frame.loc[frame.index[new][:30], "tanggal_penerapan"] = "2023-01-02"
    titles = [f"Kampung Tangguh Bencana RW {i}" for i in range(20)]
    frame.loc[frame.index[new][:20], "judul"] = titles
    for number in range(16, 36):
        frame[f"i{number}"] = 1
    frame.loc[new, "i20"] = 3
    (row,) = surges(frame).table.to_dict("records")
    assert (row["jumlah_sebelumnya"], row["jumlah"], row["jumlah_baru"]) == (8, 63, 63)
    assert (row["opd_terbanyak"], row["pada_opd_itu"]) == ("Dinas B", 40)
    assert (str(row["hari_terbanyak"].date()), row["pada_hari_itu"]) == ("2023-01-02", 30)
    assert row["judul_serupa"] == 20
    assert (row["kematangan_sebelumnya"], row["kematangan"]) == (37, 39)
    assert row["perubahan_sebanding"] == 2  # i20 (weight 1) means the same in both editions
    assert "i29" in row["catatan"]


def test_a_region_without_the_edition_before_is_not_a_rise_from_zero():
    frame = nation(8, 63)
    frame = frame[~((frame["kode"] == "35.79") & (frame["tahun"] == 2023))]
    assert surges(frame).count == 0


def test_another_region_or_edition_is_not_told():
    frame = nation(8, 63)
    assert surges(frame, Scope(region="35.01")).count == 0
    assert surges(frame, Scope(edition=2023)).count == 0
    assert surges(frame, Scope(2024, "35.79")).count == 1


def test_a_gap_between_editions_cannot_be_asked():
    frame = nation(8, 63)
    found = surges(frame.assign(tahun=frame["tahun"].replace(2023, 2022)))
    assert found.unasked == "belum dapat ditanyakan: perlu dua edisi berturut-turut"
