"""The section on innovations: what is on file is counted, what is not is one sentence."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from evaluasi.figures import Chart
from evaluasi.reports.region import innovations, innovations_indicators, innovations_maturity
from evaluasi.rubrics import load
from evaluasi.tables import provenance, schemas, validate

CODES = [f"i{n}" for n in range(16, 36)]
WEIGHT = np.array([i.bobot for i in load("iid-2024").sid])
TABLES = [
    innovations.by_edition, innovations_maturity.by_edition, innovations_maturity.innovations,
    innovations_indicators.table,
]  # fmt: skip
SENTENCES = [
    innovations.sentences, innovations_maturity.sentences, innovations_indicators.sentence,
]  # fmt: skip


def typed(table, rows):
    """Return a frame with the columns and types of the table's schema."""
    empty = validate.empty(schemas.get(table))
    return pd.DataFrame(rows).reindex(columns=empty.columns).astype(empty.dtypes)


def innovation(id_, year, levels=(), **cells):
    row = {"id": id_, "tahun": year, "kode": "35.79", "judul": f"Judul {id_}"}
    return row | dict(zip(CODES, levels, strict=False)) | cells


@pytest.fixture
def batu(opened):
    """Kota Batu in a dataset with these tables: batu(inovasi=[...], verifikasi=[...])."""

    def make(**tables):
        subject = opened("35.79")
        known = {name: typed(name, rows) for name, rows in tables.items()}
        data = dataclasses.replace(subject.data, _tables={**subject.data._tables, **known})
        return dataclasses.replace(subject, data=data)

    return make


@pytest.fixture
def four(batu):
    """Two editions; of the later one two innovations are verified in part."""
    return batu(
        inovasi=[
            innovation("a", 2023, [1] * 20, tahapan="inisiatif", urusan="Kesehatan"),
            innovation("a", 2024, [3] * 20, tahapan="penerapan", urusan="Kesehatan",
                       opd="Dinas Kesehatan", inisiator="ASN"),
            innovation("b", 2024, [2] * 20, tahapan="penerapan", urusan="Sosial",
                       opd="DINAS KESEHATAN KOTA BATU"),
            innovation("c", 2024, [], urusan="Pariwisata", opd="Dinas Pariwisata"),
            innovation("x", 2024, [3] * 20, kode="35.06"),
        ],
        verifikasi=[
            {"id_inovasi": id_, "tahun": 2024, "indikator": code, "level": level, "sumber": "tim"}
            for id_, code, level in (("a", "i16", 1), ("a", "i35", 3), ("b", "i17", 3),
                                     ("x", "i16", 0))
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kode", "data"), [("35.79", "jatim"), ("35", "jatim"), ("91.03", "nasional")]
)
def test_without_innovations_on_file_one_sentence_says_so(opened, kode, data):
    subject = opened(kode, data=data)
    said = [section(subject) for section in SENTENCES]
    assert said[0].startswith(f"Daftar inovasi {subject.said} belum dimuat dalam dataset ini")
    assert said[0].count(".") - subject.said.count(".") == 1
    assert said[1:] == ["", ""]
    assert all(section(subject).empty for section in TABLES)
    assert innovations.chart(subject) is None


def test_counts_by_edition_are_those_of_the_region_alone(four):
    table = innovations.by_edition(four).set_index("Edisi")
    assert table["Inovasi"].to_dict() == {2023: 1, 2024: 3}
    assert table["Penerapan"].to_dict() == {2023: 0, 2024: 2}
    assert table["Tahapan tidak tercatat"].to_dict() == {2023: 0, 2024: 1}
    assert table["OPD"].to_dict() == {2023: 0, 2024: 2}
    assert table["Urusan pelayanan dasar (dari 6)"].to_dict() == {2023: 1, 2024: 2}
    said = innovations.sentences(four)
    assert "Untuk edisi 2024 tercatat 3 inovasi Kota Batu dari 2 organisasi" in said
    assert "lebih banyak daripada edisi 2023 (1)" in said


def test_claimed_and_verified_maturity_are_of_the_same_innovations(four):
    row = innovations_maturity.by_edition(four).set_index("Edisi").loc[2024]
    a, b = 3 * WEIGHT.sum(), 2 * WEIGHT.sum()
    assert row["Inovasi"] == 3
    assert row["Rata-rata diakui"] == (a + b) / 2  # c has no level: not on file rather than zero
    assert row["Inovasi diverifikasi"] == 2
    assert row["Diakui, inovasi itu"] == (a + b) / 2
    assert row["Terverifikasi"] == ((a - 2 * WEIGHT[0]) + (b + WEIGHT[1])) / 2
    assert row["Keterangan"] == "3 level diverifikasi, 1 diturunkan, 1 dinaikkan"


@pytest.mark.parametrize("year", [2020, 2022])
def test_an_edition_without_weights_is_told_with_its_reason(batu, year):
    subject = batu(inovasi=[innovation("a", year, [1] * 20)])
    row = innovations_maturity.by_edition(subject).iloc[0]
    assert pd.isna(row["Rata-rata diakui"])
    assert row["Keterangan"].startswith("tidak dapat dihitung (")
    assert f"Kematangan edisi {year} tidak dapat dihitung: " in (
        innovations_maturity.sentences(subject)
    )


def test_without_levels_the_printed_maturity_is_quoted_as_such(batu):
    subject = batu(inovasi=[innovation("a", 2024, kematangan=70), innovation("b", 2024)])
    row = innovations_maturity.by_edition(subject).iloc[0]
    assert row["Rata-rata diakui"] == 70
    assert row["Keterangan"] == "seperti tercetak pada daftarnya"
    listed = innovations_maturity.innovations(subject)
    assert listed["Kematangan diakui"].tolist()[0] == 70
    assert innovations_indicators.table(subject).empty


def test_verifications_that_contradict_each_other_do_not_stop_the_report(batu):
    checks = [
        {"id_inovasi": "a", "tahun": 2024, "indikator": "i16", "level": level, "sumber": source}
        for level, source in ((1, "tim satu"), (2, "tim dua"))
    ]
    subject = batu(inovasi=[innovation("a", 2024, [3] * 20)], verifikasi=checks)
    row = innovations_maturity.by_edition(subject).iloc[0]
    assert row["Rata-rata diakui"] == 111
    assert row["Keterangan"].startswith("verifikasi tidak dapat dihitung (")
    said = innovations_maturity.sentences(subject)
    assert "111,00 dari 111" in said
    assert "Kematangan terverifikasi tidak dapat dihitung" in said


def test_a_review_is_shown_where_it_says_something_else(batu):
    checks = [{"id_inovasi": "a", "tahun": 2024, "indikator": "i16", "level": 3, "sumber": "tim"}]
    same = {"id_inovasi": "a", "tahun": 2024, "sumber": "tim", "kematangan": 111,
            "kematangan_verifikasi": 111}  # fmt: skip
    other = same | {"sumber": "panitia", "kematangan_verifikasi": 90}
    subject = batu(inovasi=[innovation("a", 2024, [3] * 20)], verifikasi=checks,
                   telaah=[same, other])  # fmt: skip
    table = innovations_maturity.by_edition(subject)
    assert table["Keterangan"].tolist()[1:] == ["menurut telaah panitia"]
    assert table["Terverifikasi"].tolist() == [111, 90]


def test_indicators_of_the_latest_edition_add_up(four):
    table = innovations_indicators.table(four)
    assert len(table) == 20
    sums = table["Level 1 ke atas"] + table["Level 0"] + table["Belum diisi"]
    assert set(sums) == {3}
    assert table["Wajib"].eq("ya").sum() == 5
    assert "Diakui tanpa bukti" not in table  # no evidence of the edition is on file
    assert "66,7% sudah diisi" in innovations_indicators.sentence(four)


def test_at_most_fifteen_innovations_are_named_and_the_rest_counted(batu):
    rows = [innovation(f"n{k:02}", 2024, [k % 4] * 20) for k in range(18)]
    subject = batu(inovasi=rows)
    listed = innovations_maturity.innovations(subject)
    assert len(listed) == 15
    assert listed["Kematangan diakui"].is_monotonic_decreasing
    assert innovations_maturity.list_note(subject).endswith("dan 3 inovasi lainnya")


def test_initiators_are_never_named(four):
    for section in TABLES:
        shown = section(four).astype("str")
        assert not any("nisiator" in column for column in shown.columns)
        assert not shown.eq("ASN").any(axis=None)


def test_the_chart_needs_two_editions_and_states_its_finding(batu, four):
    chart = innovations.chart(four)
    assert isinstance(chart, Chart)
    assert chart.alt.endswith(".")
    own = chart.data[chart.data["Kode"] == "35.79"].set_index("Tahun")
    assert own["Inovasi yang dilaporkan (inovasi)"].to_dict() == {2023: 1, 2024: 3}
    assert innovations.chart(batu(inovasi=[innovation("a", 2024)])) is None


def test_titles_of_offices_cannot_become_markup_in_a_sentence(batu):
    subject = batu(inovasi=[innovation("a", 2024, [1] * 20, opd="*Dinas* <b>", judul="*J*")])
    for section in SENTENCES:
        assert "*" not in section(subject)


def test_later_editions_are_unknown_to_an_earlier_report(four):
    earlier = dataclasses.replace(four, data=four.data.upto(2023))
    assert innovations.last_edition(earlier) == 2023
    assert "edisi 2024" not in innovations.sentences(earlier)


@pytest.mark.parametrize("kode", ["35.79", "35.06", "35.10", "35"])
def test_simulated_regions_are_told_without_gaps_in_words_and_marked(opened, kode, monkeypatch):
    monkeypatch.setattr(provenance, "_loaded", {})  # other tests must stay free of SIMULASI
    subject = opened(kode, data="simulasi")
    for section in SENTENCES:
        words = section(subject).split()
        assert not {"nan", "None", "<NA>", "{n}", "{year}"} & set(words)
    for section in TABLES:
        frame = section(subject)
        if kode == "35":
            assert frame.empty
        else:
            assert len(frame)
            assert provenance.of(frame).simulated
