"""What a series cannot carry is refused with its reason and remedy; a wrong call is an error."""

import math
import re
import shutil

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from service_case import AT, MONTHS, OTHER, REGION, counts, waits, with_services

import evaluasi as ev
from evaluasi import tables
from evaluasi.errors import EvaluasiError, ParameterError, RegionError
from evaluasi.reports.service import doubting, presenting, study
from evaluasi.reports.service import tables as frames
from evaluasi.reports.service.lines import lines


def made(simulated, values, at=AT, unit="pengaduan", **choices):
    return study(with_services(simulated, {(REGION, "a"): values}, unit=unit), "a", REGION, at,
                 **choices)  # fmt: skip


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2016-01", "Hanya 0 titik sebelum"),
        ("2016-08", "Hanya 7 titik sebelum"),
        ("2025-12", "119 titik sebelum dan 1 sejak"),
        ("2015-01", "di luar deret"),
        ("2027-01", "di luar deret"),
    ],
)
def test_a_break_at_or_beyond_an_end_is_refused(simulated, at, said):
    found = made(simulated, counts(), at)
    assert said in found.refusal
    assert "Tidak dapat ditaksir" in lines(found)
    assert found.grade.level == 0


@pytest.mark.parametrize("at", ["2016-09", "2025-10"])
def test_the_first_and_the_last_month_that_can_be_carried_are(simulated, at):
    assert not made(simulated, counts(), at).refusal


AFTER = np.asarray(pd.Period(AT, "M") <= MONTHS)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (counts() * 0, "Hanya 0 kejadian sebelum dan 0 sejak patahan 2022-01"),
        (counts() * AFTER, "Hanya 0 kejadian sebelum"),
        (counts() * ~AFTER, "dan 0 sejak patahan"),
        (counts().clip(0, 1) * (np.arange(120) % 10 == 0), "Hanya 8 kejadian"),
        (counts() * 0 + 5, "tidak bergerak"),
        (counts() - 500, "Cacahan tidak boleh negatif"),
    ],
    ids=["zero", "zero before", "zero after", "rare", "constant", "negative"],
)
def test_counts_that_carry_no_ratio_are_refused_with_a_remedy(simulated, values, said):
    found = made(simulated, values, keluarga="quasi-poisson")
    assert said in found.refusal
    assert found.remedy


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=30, max_size=30), st.booleans())
def test_whatever_the_counts_there_is_an_answer_or_a_reason(simulated, values, compared):
    series = pd.Series(values, index=MONTHS[:30], dtype=float)
    ds = with_services(simulated, {(REGION, "a"): series, (OTHER, "a"): series[::-1].to_numpy()
                                   + series})  # fmt: skip
    found = study(ds, "a", REGION, "2017-03", pembanding=OTHER if compared else "")
    told = lines(found)
    assert found.refusal or math.isfinite(found.effect.estimate)
    assert not re.search(r"\b(nan|inf|None)\b", told)


def test_a_series_that_does_not_move_is_refused(simulated):
    assert "tidak bergerak" in made(simulated, counts() * 0 + 7.5, unit="hari").refusal


def test_every_missing_month_is_named_with_its_file_and_row(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree("data/simulasi", folder)
    path = folder / "layanan.csv"
    text = path.read_text(encoding="utf-8").splitlines(keepends=True)
    gone = [f"{REGION},2021-05,pengaduan_masuk", f"{REGION},2023-02,pengaduan_masuk",
            f"{OTHER},2022-08,pengaduan_masuk"]  # fmt: skip
    kept = [line for line in text if not line.startswith(tuple(gone))]
    kept.insert(1, "\n")  # a blank line counts as a row of the file
    path.write_text("".join(kept), encoding="utf-8")
    tables.refresh(folder, "tiga bulan dihapus untuk uji")
    found = study(folder, "pengaduan_masuk", REGION, AT, pembanding=OTHER)
    assert "3 bulan hilang" in found.refusal
    for code, month, before in (
        (REGION, "2021-05", "2021-04"),
        (REGION, "2023-02", "2023-01"),
        (OTHER, "2022-08", "2022-07"),
    ):
        wanted = f"{code},{before},pengaduan_masuk"
        row = next(n for n, line in enumerate(kept, 1) if line.startswith(wanted))
        assert f"{code}: {month} tidak ada (layanan.csv, sesudah baris {row})" in found.refusal
    assert "evaluasi impor" in found.remedy


def test_a_unit_that_changes_on_the_way_is_refused(simulated):
    ds = with_services(simulated, {(REGION, "a"): counts()})
    rows = ds._tables["layanan"]
    rows.loc[rows.index[:10], "satuan"] = "laporan"
    found = study(ds, "a", REGION, AT)
    assert "pengaduan" in found.refusal
    assert "laporan" in found.refusal


def test_an_exposure_of_zero_is_refused_with_its_months(simulated):
    base = counts(size=900)
    base.iloc[[3, 50]] = 0
    ds = with_services(simulated, {(REGION, "a"): counts(), (REGION, "b"): base})
    found = study(ds, "a", REGION, AT, paparan="b")
    assert "2016-04 dan 2020-03" in found.refusal


def innovations(simulated, code, title, day):
    rows = simulated.inovasi.iloc[:1].copy()
    rows["kode"], rows["judul"] = code, title
    rows["tanggal_penerapan"] = pd.Timestamp(day)
    return rows


@pytest.mark.parametrize(
    ("title", "day", "refuses"),
    [
        ("Aplikasi Pengaduan Warga", "2023-05-02", True),
        ("Aplikasi Pengaduan Warga", "2015-05-02", False),
        ("Kampung Ikan", "2023-05-02", False),
    ],
)
def test_a_control_known_to_have_changed_itself_is_refused(simulated, title, day, refuses):
    series = {(code, "pengaduan_masuk"): counts(seed=i) for i, code in enumerate([REGION, OTHER])}
    ds = with_services(simulated, series, innovations=innovations(simulated, OTHER, title, day))
    found = study(ds, "pengaduan_masuk", REGION, AT, pembanding=OTHER)
    assert bool(found.refusal) is refuses
    if refuses:
        assert f"{OTHER}: “{title}”, diterapkan 2 Mei 2023" in found.refusal
        assert "Pilih pembanding lain" in found.remedy


def test_without_a_month_the_innovations_it_may_be_are_listed_and_none_is_taken(simulated):
    ds = with_services(
        simulated,
        {(REGION, "pengaduan_masuk"): counts()},
        innovations=innovations(simulated, REGION, "Pos\nPengaduan \x1b[31mMalam", "2023-05-02"),
    )
    with pytest.raises(ParameterError) as asked:
        study(ds, "pengaduan_masuk", REGION)
    assert "--patahan 2023-05  Pos Pengaduan [31mMalam (2 Mei 2023)" in str(asked.value)
    assert "tidak ditebak" in str(asked.value)


@pytest.mark.parametrize(
    ("words", "choices", "said"),
    [
        (("x", REGION, AT), {}, "pengaduan_masuk dan pengaduan_selesai"),
        (("pengaduan_masuk", "35.08", AT), {}, "35.08"),
        (("pengaduan_masuk", "35.06.01", AT), {}, "tidak tercatat"),
        (("pengaduan_masuk", REGION, "2022"), {}, "bukan bulan"),
        (("pengaduan_masuk", REGION, "2022-13"), {}, "bukan bulan"),
        (("pengaduan_masuk", REGION, AT), {"keluarga": "gauss"}, "quasi-poisson"),
        (("pengaduan_masuk", REGION, AT), {"pembanding": REGION}, "wilayah lain"),
        (("pengaduan_masuk", REGION, AT), {"pembanding": f"{OTHER},{OTHER}"}, "masing-masing"),
        (("pengaduan_masuk", REGION, AT), {"paparan": "pengaduan_masuk"}, "yang lain"),
        (("pengaduan_masuk", REGION, AT), {"paparan": "kunjungan"}, "kunjungan"),
        (("pengaduan_masuk", REGION, AT), {"tahun": 1990}, "1990"),
    ],
)
def test_a_wrong_call_is_an_error_that_names_what_is_known(simulated, words, choices, said):
    with pytest.raises((ParameterError, RegionError)) as refusal:
        study(simulated, *words, **choices)
    assert said in str(refusal.value)


def test_a_dataset_without_the_table_says_how_to_load_it():
    with pytest.raises(EvaluasiError) as refusal:
        study(ev.load("data/jatim"), "pengaduan_masuk", REGION, AT)
    assert "--tabel layanan" in str(refusal.value)


def test_a_refused_study_shows_its_data_and_no_number(refused):
    assert len(frames.facts(refused))
    for table in (frames.path, frames.terms, frames.sensitivity, frames.placebos, frames.grade):
        assert table(refused).empty
    for words in (doubting.cautions, doubting.disagreement, doubting.memory):
        assert words(refused) == ""
    assert None in presenting.key_figures(refused).values()


def test_the_series_of_a_short_time_before_has_no_placebo_breaks(simulated):
    short = waits(months=MONTHS[62:])  # ten months before the break
    found = made(simulated, short, unit="hari")
    assert found.placebos == ()
    assert "tidak dapat diuji" in doubting.false_breaks(found)
