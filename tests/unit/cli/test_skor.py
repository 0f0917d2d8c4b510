"""`evaluasi skor`: the index where it can be computed, the reason where it cannot."""

import dataclasses
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from evaluasi import cli, load
from evaluasi import scoring as sc
from evaluasi.reports.workbooks import score
from evaluasi.text import number

SIMULATED = str(Path(__file__).parents[3] / "data" / "simulasi")


def run(capsys, *words):
    code = cli.main(["skor", "--data", SIMULATED, *words])
    return code, capsys.readouterr().out


def table_of(path, code):
    """Return the headings of the sheet of regions, and the row of one."""
    rows = [list(row) for row in openpyxl.load_workbook(path)["Wilayah"].values]
    return next(r for r in rows if r[0] == "Kode"), next(r for r in rows if r[0] == code)


def test_the_index_is_that_of_the_scoring_module(capsys, tmp_path):
    code, told = run(capsys, "--tahun", "2026", "--keluaran", str(tmp_path / "skor.xlsx"))
    assert code == 0
    ds = load(SIMULATED)
    table = sc.regional_index(
        ds.inovasi[ds.inovasi["tahun"] == 2026], ds.kapasitas, sc.load_rubric("iid-2026")
    ).table
    sheet = openpyxl.load_workbook(tmp_path / "skor.xlsx")["Wilayah"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (head,) = [row for row in rows if row[0] == "Kode"]
    body = rows[rows.index(head) + 1 :]
    written = {row[0]: row[head.index("IID dihitung (0–100)")] for row in body}
    assert written == pytest.approx(table.set_index("kode")["iid"].to_dict())
    assert "SIMULASI" in told
    assert any("SIMULASI" in str(cell) for row in rows for cell in row if cell)


def test_an_edition_without_rules_for_the_index_says_so(capsys):
    code, told = run(capsys, "--tahun", "2024")
    assert code == 0
    assert "tidak dapat dihitung" in told
    assert "belum ada pedoman edisi 2024" in told


def test_another_editions_rules_name_what_could_not_be_carried(capsys):
    code, told = run(capsys, "--tahun", "2025", "--edisi", "2026")
    assert code == 0
    assert "i33 (Kemanfaatan inovasi) tidak dibawa" in told


def test_claimed_and_verified_stand_side_by_side(capsys, tmp_path):
    _code, told = run(capsys, "--keluaran", str(tmp_path / "skor.xlsx"))
    # By hand from the CSV files: (SPD + total maturity ÷ MAX(12, n) + 0) ÷ 2.5 of 35.79.
    assert "Kota Batu: 35,13 (Kurang Inovatif); terverifikasi 34,03 (Kurang Inovatif)" in told
    head, row = table_of(tmp_path / "skor.xlsx", "35.79")
    assert row[head.index("Predikat terverifikasi")] == "Kurang Inovatif"
    assert row[head.index("Cakupan verifikasi")].startswith("60 dari 220 level")


def test_a_known_spd_score_makes_the_index_of_2023(capsys, tmp_path):
    file = tmp_path / "spd.csv"
    file.write_text("Kode;SPD\n35.79;30,5\n", encoding="utf-8")
    code, told = run(capsys, "--tahun", "2023", "--spd", str(file))
    assert code == 0
    # 5 innovations: total maturity 294 ÷ MAX(10, 5) = 29.4, count score 5 × 0.38 = 1.9.
    own = load(SIMULATED).inovasi
    total = own[(own["kode"] == "35.79") & (own["tahun"] == 2023)]["kematangan"].sum()
    assert f"Kota Batu: {number((30.5 + total / 10 + 1.9) / 2.5, 2)}" in told
    assert "Kota Malang: tidak dapat dihitung" in told


def test_sources_that_differ_are_named_and_provisional_scores_stay_out():
    ds = load(SIMULATED)
    rows = ds.skor_iid
    own = rows[(rows["kode"] == "35.79") & (rows["tahun"] == 2026)]
    other = own.assign(skor=33.5, sumber="LAIN")
    early = rows[(rows["kode"] == "35.73") & (rows["tahun"] == 2026)]
    early = early.assign(skor=60.0, sumber="LAIN", catatan="skor sementara sebelum sidang")
    again = rows[(rows["kode"] == "35.06") & (rows["tahun"] == 2026)].assign(sumber="LAIN")
    table = pd.concat([rows, other, early, again]).astype(rows.dtypes)
    book = score.score(dataclasses.replace(ds, _tables={**ds._tables, "skor_iid": table}))
    shown = book.regions.set_index("kode")["skor"]
    assert pd.isna(shown["35.79"])
    assert (shown["35.73"], shown["35.06"]) == (50.15, 38.74)
    assert "Skor terbit 2026 tidak ditampilkan karena sumbernya berbeda: 35.79." in book.summary()


def test_another_editions_rules_bound_the_maturity_of_each_region(capsys, tmp_path):
    path = tmp_path / "skor.xlsx"
    _code, told = run(capsys, "--tahun", "2025", "--edisi", "2026", "--keluaran", str(path))
    # Eight indicators of weight 13 are not carried over: the bounds are 39 points apart.
    assert "Kabupaten Malang: rata-rata kematangan 89,89, menjadi 58,67 sampai 97,67" in told
    head, row = table_of(path, "35.07")
    low, high = (row[head.index(f"Rata-rata kematangan, paling {w}")] for w in ("rendah", "tinggi"))
    assert high - low == pytest.approx(39)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--spd", "tak-ada.csv"], "Berkas tak-ada.csv tidak terbaca"),
        (["--tahun", "2019"], "tidak memuat inovasi edisi 2019"),
        (["--aturan", "tak-ada.toml"], "tak-ada.toml"),
    ],
)
def test_a_wrong_call_ends_with_two(capsys, words, reason):
    assert cli.main(["skor", "--data", SIMULATED, *words]) == 2
    assert reason in capsys.readouterr().err


def test_a_dataset_without_innovations_says_how_to_bring_them_in(capsys):
    jatim = str(Path(SIMULATED).with_name("jatim"))
    assert cli.main(["skor", "--data", jatim]) == 2
    assert "evaluasi impor" in capsys.readouterr().err


def test_innovations_of_kecamatan_are_no_region_of_their_own():
    ds = load(SIMULATED)
    rows = ds.inovasi.reset_index(drop=True)
    moved = rows.index[(rows["tahun"] == 2026) & (rows["kode"] == "35.79")][:2]
    rows.loc[moved, "kode"] = "35.79.03"
    rows.attrs = ds.inovasi.attrs
    book = score.score(dataclasses.replace(ds, _tables={**ds._tables, "inovasi": rows}), 2026)
    assert set(book.regions["kode"]) == set(ds.inovasi["kode"])
    assert "35.79.03" not in set(book.innovations["kode"])
    assert any("2 inovasi kecamatan tidak ikut" in note for note in book.notes)


def test_a_workbook_of_another_name_is_refused(capsys, tmp_path):
    code, _told = run(capsys, "--tahun", "2026", "--keluaran", str(tmp_path / "skor.pdf"))
    assert code == 2
    assert not (tmp_path / "skor.pdf").exists()
