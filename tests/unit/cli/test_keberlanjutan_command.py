"""`evaluasi keberlanjutan`: words in, text and a workbook out, what is lacking said."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from evaluasi import cli, load
from evaluasi.reports.workbooks import sustainability_book as book
from evaluasi.reports.workbooks.sustainability import review
from evaluasi.tables import schemas

DATA = Path(__file__).parents[3] / "data"
SHEETS = [
    "Ringkasan",
    "Riwayat",
    "Kontradiksi",
    "Kelangsungan",
    "Kapasitas",
    "Kuadran",
    "Berisiko",
    "Alasan risiko",
    "Rencana kunjungan",
    "Tidak dijadwalkan",
    "Di luar kurva",
]
BENEFIT = ["Kepuasan", "Perubahan kepuasan", "Biaya per penerima"]
SURVEY = ["Kapasitas survei", "Keandalan survei", "Kesalahan survei"]
DAY = ("--tanggal", "2026-11-21")


def run(capsys, *words):
    try:
        code = cli.main(["keberlanjutan", *map(str, words)])
    except SystemExit as ended:
        code = ended.code
    return code, *capsys.readouterr()


@pytest.fixture
def out(tmp_path):
    return tmp_path / "k.xlsx"


def listed(page):
    return [set(row) for row in page.iter_rows(values_only=True)]


def test_everything_of_a_dataset_with_visits(capsys, out):
    code, told, err = run(capsys, "--data", DATA / "simulasi", *DAY, "--keluaran", out)
    assert (code, err) == (0, "")
    for heading in ("TINDAK LANJUT", "KELANGSUNGAN", "KAPASITAS", "KUADRAN", "YANG BERISIKO"):
        assert heading in told
    assert "400 inovasi, 60 pernah diperiksa" in told
    assert "proksi, bukan PSAT" in told
    assert "18 dari 20 = 90% (selang tepat 95% 68% sampai 99%); bias ke atas" in told
    assert told.strip().splitlines()[-1].startswith("SIMULASI")
    workbook = load_workbook(out)
    assert workbook.sheetnames == [*SHEETS[:5], *SURVEY, *SHEETS[5:], *BENEFIT]
    for page in workbook:
        assert "SIMULASI" in str(page["A1"].value)
        above = [str(row[0].value) for row in page.iter_rows(max_row=25)]
        assert not [line for line in above if line.startswith(("'", "-"))]
    heads = [[cell.value for cell in row] for row in workbook["Kuadran"].iter_rows(max_row=12)]
    assert any({"Kapasitas", "Status", "Kuadran"} <= set(row) for row in heads)
    assert not any("Bawah" in row for row in heads)
    heads = {
        cell.value for row in workbook["Keandalan survei"].iter_rows(max_row=12) for cell in row
    }
    assert {"Ranah", "Perubahan terkecil, satu penilai", "Objek dinilai"} <= heads
    assert "Pengenal" not in heads
    rows = {name: listed(workbook[name]) for name in SHEETS[-2:]}
    assert "7: sudah diserap ke layanan rutin" in told
    assert sum("sudah diserap ke layanan rutin" in row for row in rows["Tidak dijadwalkan"]) == 7
    assert "4 tidak pernah terlihat berjalan" in told
    assert sum("tidak pernah terlihat berjalan" in row for row in rows["Di luar kurva"]) == 4


def test_same_data_same_bytes(capsys, tmp_path):
    paths = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for path in paths:
        run(capsys, "--data", DATA / "simulasi", "--wilayah", "35.79", *DAY, "--keluaran", path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_one_region_holds_only_its_own(capsys, out):
    words = ("--data", DATA / "simulasi", "--wilayah", "Kota Batu", *DAY, "--kunjungan", 1)
    code, told, _err = run(capsys, *words, "--keluaran", out)
    assert code == 0
    assert "Kota Batu" in told
    page = load_workbook(out)["Kuadran"]
    ids = [row[0].value for row in page.iter_rows(min_row=2) if row[0].value]
    assert all(id_.startswith("35.79-") for id_ in ids if id_[:1].isdigit() and "-" in id_)
    assert "dalam 1 hari" in told


def test_a_dataset_without_visits_says_what_to_do(capsys, out):
    code, told, err = run(capsys, "--data", DATA / "jatim", "--wilayah", "35.79", "--keluaran", out)
    assert (code, err) == (0, "")
    assert "evaluasi templat kunjungan.xlsx --kunjungan --wilayah 35.79" in told
    assert "evaluasi impor" in told
    workbook = load_workbook(out)
    assert workbook.sheetnames == SHEETS
    assert "belum ada data" in [cell.value for cell in workbook["Kuadran"]["A"]]


def test_a_year_hides_what_came_later(capsys, out):
    words = ("--data", DATA / "simulasi", "--tahun", "2023", "--keluaran", out)
    code, told, _err = run(capsys, *words)
    assert code == 0
    assert "31 Desember 2023" in told
    page = load_workbook(out)["Riwayat"]
    days = [cell.value for row in page.iter_rows(min_row=5) for cell in row if cell.is_date]
    assert days
    assert max(days).year == 2023


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--wilayah", "Atlantis"), "Atlantis"),
        (("--kunjungan", "0"), "paling sedikit 1"),
        (("--tanggal", "kemarin"), "bukan tanggal"),
        (("--instrumen", "tiada"), "tidak dikenal"),
        (("--instrumen", "nhs"), "Pilih instrumen yang dinilai demikian: csat, psat"),
        (("--tahun", "1990"), "1990"),
    ],
)
def test_a_wrong_call_is_told_and_writes_nothing(capsys, out, words, told):
    code, _out, err = run(capsys, "--data", DATA / "simulasi", *words, "--keluaran", out)
    assert code == 2
    assert told in err
    assert not out.exists()


def test_help_names_every_option(capsys):
    code, told, _err = run(capsys, "--help")
    assert code == 0
    for option in ("--wilayah", "--data", "--tahun", "--tanggal", "--kunjungan", "--keluaran"):
        assert option in told


def test_innovations_nobody_has_visited_are_unverified_not_alive(out):
    ds = load(DATA / "simulasi")
    none = {name: ds.table(name).iloc[:0] for name in ("tindak_lanjut", "survei")}
    tables = {name: ds.table(name) for name in schemas.NAMES} | none
    found = review(replace(ds, _tables=tables), "35.79", today=dt.date(2026, 11, 21))
    told = found.summary()
    assert "31 inovasi, 0 pernah diperiksa" in told
    assert "KELANGSUNGAN" not in told
    assert "belum diverifikasi 31" in told
    assert found.plan is None
    assert "kunjungan.xlsx" in "".join(found.lacking)
    assert book.save(found, out).exists()


def test_an_innovation_found_ended_at_its_first_visit_is_counted(out):
    ds = load(DATA / "simulasi")
    ended = ds.tindak_lanjut.head(1).assign(status="berhenti")
    own = ds.inovasi[ds.inovasi["id"] == ended["id_inovasi"].iloc[0]]
    tables = {name: ds.table(name) for name in schemas.NAMES}
    tables |= {"inovasi": own, "tindak_lanjut": ended}
    found = review(replace(ds, _tables=tables), today=dt.date(2026, 11, 21))
    assert "belum berhenti: 0 dari 1 (0%; selang tepat 95% 0% sampai 98%)" in found.summary()
    assert found.risk.n_gone == 1
    assert book.save(found, out).exists()


def test_visits_to_what_is_on_no_list_are_told(out):
    ds = load(DATA / "simulasi")
    strange = ds.tindak_lanjut.head(2).assign(id_inovasi="99.99-tiada")
    tables = {name: ds.table(name) for name in schemas.NAMES}
    tables["tindak_lanjut"] = pd.concat([ds.tindak_lanjut, strange])
    found = review(replace(ds, _tables=tables), today=dt.date(2026, 11, 21))
    assert "400 inovasi, 60 pernah diperiksa" in found.summary()
    assert "2 kunjungan, yang karena itu tidak dihitung: pengenal 99.99-tiada" in found.summary()


def test_satisfaction_and_its_change_are_those_of_the_answers():
    """Recomputed by pandas: all answered all nine elements, so the index is 25 times the mean."""
    ds = load(DATA / "simulasi")
    found = review(ds, "35.06", today=dt.date(2026, 11, 21)).benefit
    asked = ds.survei[ds.survei["instrumen"].str.startswith("kepuasan")]
    means = asked.groupby(["objek", "gelombang", "domain"])["nilai"].mean()
    index = 25 * means.groupby(level=["objek", "gelombang"]).mean()
    assert found.satisfaction["ikm"].to_numpy() == pytest.approx(index.to_numpy())
    each = asked.groupby(["objek", "responden", "gelombang"])["nilai"].mean().unstack("gelombang")
    change = (each[1] - each[0]).groupby(level="objek")
    assert found.changes["perubahan"].to_numpy() == pytest.approx(change.mean().to_numpy())
    assert found.changes["n"].tolist() == change.count().tolist()
    assert "bukan pengaruh inovasi" in found.summary()


def test_fewer_than_five_beneficiaries_are_not_shown():
    ds = load(DATA / "simulasi")
    asked = ds.survei[ds.survei["instrumen"].str.startswith("kepuasan")]
    one = asked[asked["objek"] == asked["objek"].iloc[0]]
    few = one[one["responden"].isin(one["responden"].unique()[:4])]
    tables = {name: ds.table(name) for name in schemas.NAMES} | {"survei": few}
    found = review(replace(ds, _tables=tables), "35.06", today=dt.date(2026, 11, 21)).benefit
    assert found.satisfaction["ikm"].isna().all()
    assert found.satisfaction["responden"].isna().all()
    assert found.changes["keterangan"].tolist() == ["kurang dari 5 responden: tidak ditampilkan"]
    assert "IKM" not in found.summary()
