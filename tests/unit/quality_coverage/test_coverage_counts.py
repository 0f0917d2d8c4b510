"""Every cell of a report is counted once, and what is not known is told as not known."""

import datetime as dt

import pandas as pd
import pytest

from evaluasi import rubrics
from evaluasi.errors import ParameterError, RegionError
from evaluasi.quality import Office, Quota, coverage
from evaluasi.rubrics.affairs import AFFAIRS, BASIC_SERVICES
from evaluasi.tables import provenance

FULL, NONE = "3" * 20, "-" * 20
# Blank: i16 (wajib). Level 0: i17 (wajib) and i18. Everything else is claimed.
MIXED = "-00" + "1" * 17


@pytest.fixture
def batu(dataset, innovations):
    rows = innovations(
        ("a", "Dinas Kesehatan", "penerapan", "Kesehatan", FULL),
        ("b", "Dinas Kesehatan", "uji coba", "Sosial", MIXED),
        ("c", "Dinas Sosial", "", "", NONE),
    )
    evidence = "id_inovasi,tahun,indikator,dokumen\n" + "".join(
        f"a,2026,i{n},dok{n}.pdf\n" for n in range(16, 36)
    )
    extra = "a,2026,i16,lampiran.pdf\nb,2026,i17,sk.pdf\nb,2026,i19,foto.jpg\n"
    return dataset(inovasi=rows, bukti=evidence + extra)


def by_name(found, column):
    return dict(zip(found.offices["opd"], found.offices[column], strict=True))


def test_filled_and_blank_cells_add_up_to_twenty_per_innovation(batu):
    found = coverage(batu, "35.79", 2026)
    for table in (found.offices, found.innovations):
        whole = table["level_terisi"] + table["level_kosong"]
        count = table.get("inovasi", 1)
        assert (whole == 20 * count).all()
    assert by_name(found, "level_kosong") == {"Dinas Kesehatan": 1, "Dinas Sosial": 20}
    assert by_name(found, "level_nol") == {"Dinas Kesehatan": 2, "Dinas Sosial": 0}


def test_level_zero_is_filled_but_its_mandatory_cell_still_needs_attention(batu):
    found = coverage(batu, "35.79", 2026)
    assert by_name(found, "wajib_kosong") == {"Dinas Kesehatan": 1, "Dinas Sosial": 5}
    assert by_name(found, "wajib_nol") == {"Dinas Kesehatan": 1, "Dinas Sosial": 0}
    assert by_name(found, "level_terisi")["Dinas Kesehatan"] == 39


def test_claimed_levels_are_proven_or_not_and_a_second_document_counts_once(batu):
    found = coverage(batu, "35.79", 2026).innovations.set_index("id")
    assert found["bukti_ada"].to_dict() == {"a": 20, "b": 1, "c": 0}
    assert found["bukti_kurang"].to_dict() == {"a": 0, "b": 16, "c": 0}
    assert (found["bukti_ada"] + found["bukti_kurang"]).to_dict() == {"a": 20, "b": 17, "c": 0}


def test_what_lacks_is_one_row_per_cell_mandatory_first(batu):
    found = coverage(batu, "35.79", 2026)
    lacking = found.lacking
    counted = found.innovations.set_index("id")
    wanted = counted["level_kosong"] + counted["level_nol"] + counted["bukti_kurang"]
    sizes = lacking.groupby("id").size()
    assert sizes.to_dict() == wanted[wanted > 0].astype(int).to_dict()
    assert not lacking.duplicated(["id", "indikator"]).any()
    for _id, rows in lacking.groupby("id"):
        assert rows["wajib"].is_monotonic_decreasing
    b = lacking[lacking["id"] == "b"].set_index("indikator")
    assert b.loc[["i16", "i17", "i20"], "keadaan"].tolist() == [
        "belum diisi", "level 0", "tanpa bukti",
    ]  # fmt: skip
    assert b.loc["i17", "dokumen"] == 1
    assert b.loc["i16", "bukti"] == next(i.bukti for i in rubrics.load("iid-2026").sid)


def test_maturity_is_that_of_the_scoring_and_blank_innovations_have_none(batu):
    found = coverage(batu, "35.79", 2026)
    points = found.innovations.set_index("id")["kematangan"]
    weights = {i.kode: i.bobot for i in rubrics.load("iid-2026").sid}
    assert points["a"] == 111
    assert points["b"] == sum(weights.values()) - sum(weights[k] for k in ("i16", "i17", "i18"))
    assert pd.isna(points["c"])
    assert by_name(found, "kematangan")["Dinas Kesehatan"] == (111 + points["b"]) / 2
    assert by_name(found, "tanpa_level") == {"Dinas Kesehatan": 0, "Dinas Sosial": 1}


def test_what_is_missing_most_in_the_region_is_named(batu):
    told = coverage(batu, "35.79", 2026).overview().set_index("ukuran")
    names = {i.kode: i.nama for i in rubrics.load("iid-2026").sid}
    wanted = ", ".join(f"{names[code]} (2)" for code in ("i16", "i17", "i18"))
    assert told.loc["Paling banyak belum", "nilai"] == wanted


def test_without_a_table_of_evidence_it_is_not_known_rather_than_missing(dataset, innovations):
    rows = innovations(("a", "Dinas Kesehatan", "penerapan", "Kesehatan", FULL))
    other_edition = "id_inovasi,tahun,indikator,dokumen\na,2025,i16,x.pdf\n"
    for texts in ({}, {"bukti": other_edition}):
        found = coverage(dataset(inovasi=rows, **texts), "35.79", 2026)
        assert found.offices["bukti_kurang"].isna().all()
        assert found.lacking.empty
        assert found.offices["perhatian"].tolist() == ["isian lengkap; bukti belum diketahui"]
        assert any("tabel bukti edisi 2026" in note for note in found.warnings)


@pytest.mark.parametrize("edition", [2020, 2021, 2022, 2023, 2025, 2031])
def test_an_edition_without_a_mandatory_list_counts_none_and_says_so(dataset, innovations, edition):
    rows = innovations(("a", "Dinas Kesehatan", "", "", NONE), year=edition)
    found = coverage(dataset(inovasi=rows), "35.79")
    assert found.edition == edition
    assert found.offices["wajib_kosong"].isna().all()
    assert found.lacking["wajib"].isna().all()
    assert len(found.lacking) == 20
    known = rubrics.of_edition(edition)
    told = "indikator wajib" if known else f"Pedoman edisi {edition} belum ada"
    assert any(told in note for note in found.warnings)


@pytest.mark.parametrize("edition", [2020, 2022, 2031])
def test_without_weights_there_is_no_maturity(dataset, innovations, edition):
    rows = innovations(("a", "Dinas Kesehatan", "", "", FULL), year=edition)
    found = coverage(dataset(inovasi=rows), "35.79")
    assert found.offices["kematangan"].isna().all()
    assert "Kematangan sementara" not in found.summary()


def test_the_region_and_edition_asked_for_and_no_other(dataset, innovations):
    here = innovations(("a", "Dinas Kesehatan", "", "", FULL))
    elsewhere = innovations(("b", "Dinas Sosial", "", "", FULL), kode="35.06")
    below = innovations(("c", "Kecamatan Junrejo", "", "", FULL), kode="35.79.03")
    before = innovations(("a", "Dinas Kesehatan", "", "", NONE), year=2025)
    lines = [text.split("\n", 1)[1] for text in (elsewhere, below, before)]
    found = coverage(dataset(inovasi=here + "".join(lines)), "Kota Batu")
    assert (found.region, found.edition) == ("35.79", 2026)
    assert found.innovations["id"].tolist() == ["a"]
    assert any("1 inovasi tercatat atas kode wilayah di bawah" in note for note in found.warnings)


def test_spd_rows_are_filled_by_level_or_raw_value_and_pairs_need_both(dataset, innovations):
    held = "kode,tahun,indikator,level,nilai_mentah\n"
    held += "35.79,2026,1,3,\n35.79,2026,2a,0,\n35.79,2026,10a,,1.2\n35.79,2026,10b,,2.86\n"
    held += "35.06,2026,3,3,\n35.79,2025,4,3,\n"
    found = coverage(dataset(kapasitas=held), "35.79", 2026).capacity
    rows = found.table.set_index("indikator")
    assert len(rows) == 20
    assert rows.loc[["1", "2a", "2b", "10b", "3"], "keadaan"].tolist() == [
        "terisi", "level 0", "belum diisi", "terisi", "belum diisi",
    ]  # fmt: skip
    assert rows.loc["10b", "level"] == 3
    assert found.numbers.sum() == 2  # indicators 1 and 10; 2 lacks its second row
    assert found.score == 3 * 1 + 0 + 3 * 0.75 + 3 * 0.75


@pytest.mark.parametrize("edition", [2021, 2023, 2024, 2025, 2031])
def test_spd_values_of_an_edition_without_rules_are_kept(dataset, edition):
    held = f"kode,tahun,indikator,level,nilai_mentah\n35.79,{edition},1,3,\n35.79,{edition},14,0,\n"
    found = coverage(dataset(kapasitas=held), "35.79", edition).capacity
    filled = found.table[found.table["keadaan"] != "belum diisi"].set_index("indikator")
    assert filled["level"].to_dict() == {"1": 3, "14": 0}
    assert pd.isna(found.score)
    assert found.reason


@pytest.mark.parametrize("count", range(7))
def test_the_rule_of_basic_services_is_that_of_the_edition(dataset, innovations, count):
    affairs = [*BASIC_SERVICES[:count], AFFAIRS[20]]
    rows = innovations(*((f"a{n}", "X", "", affair, FULL) for n, affair in enumerate(affairs)))
    found = coverage(dataset(inovasi=rows), "35.79", 2026)
    assert (found.affairs.covered, found.affairs.needed) == (count, 5)
    told = found.overview().set_index("ukuran").loc["Urusan pelayanan dasar"]
    assert told["nilai"] == f"{count} dari 6"
    assert told["keterangan"] == f"syarat 5: {'terpenuhi' if count >= 5 else 'belum terpenuhi'}"


def test_where_the_rule_of_basic_services_is_not_known_that_is_said(dataset, innovations):
    rows = innovations(("a", "X", "", "Kesehatan", FULL), year=2025)
    told = coverage(dataset(inovasi=rows), "35.79").overview().set_index("ukuran")
    assert told.loc["Urusan pelayanan dasar", "keterangan"] == "syarat edisi ini belum ada"


@pytest.mark.parametrize(
    ("today", "left"),
    [("2026-08-01", "21 hari lagi"), ("2026-08-22", "hari ini"), ("2026-09-01", "lewat 10 hari")],
)
def test_days_to_the_deadline_are_counted_from_the_day_given(batu, today, left):
    found = coverage(
        batu,
        "35.79",
        deadline=dt.date(2026, 8, 22),
        today=dt.date.fromisoformat(today),
    )
    assert found.days_left == (dt.date(2026, 8, 22) - dt.date.fromisoformat(today)).days
    assert f"Tenggat 22 Agustus 2026: {left}" in found.summary()


def test_without_a_day_there_are_no_days_left(batu):
    assert coverage(batu, "35.79", deadline=dt.date(2026, 8, 22)).days_left is None
    assert coverage(batu, "35.79", today=dt.date(2026, 8, 22)).days_left is None


@pytest.mark.parametrize(
    ("region", "edition", "error"),
    [("Malang", 2026, RegionError), ("35.06", None, ParameterError)],
)
def test_what_cannot_be_told_is_refused_in_words(batu, region, edition, error):
    with pytest.raises(error):
        coverage(batu, region, edition)


def test_rules_of_another_edition_are_refused(batu):
    with pytest.raises(ParameterError, match="bukan aturan edisi 2026"):
        coverage(batu, "35.79", 2026, rubric=rubrics.load("iid-2023"))


def test_the_tables_of_the_dataset_are_not_changed_and_their_origin_is_kept(batu):
    before = {name: batu.table(name).copy() for name in ("inovasi", "bukti", "kapasitas")}
    found = coverage(batu, "35.79", 2026, quota=Quota(offices=(Office("Dinas Baru", 1),)))
    for name, rows in before.items():
        pd.testing.assert_frame_equal(batu.table(name), rows)
    for table in (found.offices, found.innovations, found.lacking, found.heat):
        assert provenance.of(table) is not None


def test_nothing_entered_at_all_is_a_result(dataset):
    found = coverage(dataset(), "35.79", 2026)
    assert found.offices.empty
    assert found.innovations.empty
    assert "Belum ada inovasi edisi ini" in found.summary()
