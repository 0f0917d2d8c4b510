"""Importing takes each row once, keeps what is there, and loses nothing."""

from __future__ import annotations

import hashlib
import json

import openpyxl
import pandas as pd
import pytest

from evaluasi.errors import DatasetError, ParameterError
from evaluasi.tables import load, schemas, validate
from evaluasi.tables.outlet import package
from evaluasi.tables.outlet.importing import bring_in

ONE = {"id": "a", "tahun": "2025", "kode": "35.79", "judul": "Satu", "i16": "2", "anggaran": "1.5"}
TWO = {
    "id": "b",
    "tahun": "2025",
    "kode": "35.10",
    "judul": "=Dua",
    "tanggal_penerapan": "2024-01-02",
}
BAD = {"id": "c", "tahun": "2025", "kode": "35.79", "judul": "Tiga", "i16": "7"}


@pytest.fixture
def send(tmp_path, make_intake):
    """A function that makes the check of a file with these rows."""

    def sent(*records, name="kiriman.xlsx", **options):
        path = tmp_path / name
        path.write_bytes(repr((name, records)).encode())
        return make_intake(list(records), path=path, **options)

    return sent


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "input"


def files_of(folder):
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def totals(imported):
    names = ("dibaca", "diterima", "dikarantina", "baru", "sudah_ada", "diperbarui")
    return [imported.total(name) for name in names]


def test_a_new_folder_holds_the_base_and_the_rows(send, base, folder):
    imported = bring_in(send(ONE, TWO), folder, base, source="Dinas Kominfo", day="2026-11-22")
    assert totals(imported) == [2, 2, 0, 2, 0, 0]
    ds = load(folder)
    assert ds.kind == "pengguna"
    assert list(ds.inovasi["judul"]) == ["Satu", "=Dua"]
    assert list(ds.inovasi["i16"].fillna(-1)) == [2, -1]
    assert len(ds.wilayah) == 3
    assert len(ds.capaian) == 1
    assert "Dinas Kominfo" in ds.inovasi.attrs["provenance"].line()
    assert "22 November 2026" in ds.provenance.line()


def test_each_file_is_a_source_with_its_digest(send, base, folder):
    intake = send(ONE)
    bring_in(intake, folder, base, day="2026-11-22")
    digest = hashlib.sha256(intake.books[0].path.read_bytes()).hexdigest()
    (row,) = load(folder).sumber.query("sumber != 'A'").to_dict("records")
    assert row["sumber"] == f"impor-{digest[:8]}"
    assert row["asal"] == "kiriman.xlsx"
    assert row["lisensi"] == "milik pengguna"
    assert digest in row["catatan"]
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["impor"]
    assert told == [{"berkas": "kiriman.xlsx", "hash": f"sha256:{digest}", "tanggal": "2026-11-22"}]


def test_importing_twice_changes_no_byte(send, base, folder):
    intake = send(ONE, TWO, BAD)
    bring_in(intake, folder, base)
    before = files_of(folder)
    assert totals(bring_in(intake, folder, base)) == [3, 2, 1, 0, 2, 0]
    assert files_of(folder) == before


def test_two_folders_get_the_same_bytes(send, base, tmp_path):
    intake = send(ONE, TWO, BAD)
    found = []
    for name in ("satu", "dua"):
        bring_in(intake, tmp_path / name, base)
        found.append(files_of(tmp_path / name))
        # It says where it lies, so that the command in it can be copied.
        del found[-1]["karantina_inovasi.xlsx"]
    assert found[0] == found[1]


def test_another_content_waits_until_it_may_replace(send, base, folder):
    bring_in(send(ONE), folder, base)
    other = {**ONE, "judul": "Satu baru", "i16": "3"}
    waits = bring_in(send(other, name="lain.xlsx"), folder, base)
    assert totals(waits) == [1, 0, 1, 0, 0, 0]
    (fault,) = waits.rejected.to_dict("records")
    assert fault["alasan"] == "bertentangan"
    assert "Judul inovasi: tersimpan “Satu”, berkas ini “Satu baru”" in fault["kalimat"]
    assert "--perbarui" in fault["perbaikan"]
    assert list(load(folder).inovasi["judul"]) == ["Satu"]
    replaces = bring_in(send(other, name="lain.xlsx"), folder, base, update=True)
    assert totals(replaces) == [1, 1, 0, 0, 0, 1]
    assert list(load(folder).inovasi["judul"]) == ["Satu baru"]
    assert not replaces.waiting


def test_the_same_value_from_another_source_is_no_conflict(send, base, folder):
    row = {"kode": "35.79", "tahun": "2024", "indikator": "p0", "nilai": "3.06",
           "satuan": "persen", "sumber": "BPS: tabel.xlsx", "keyakinan": "sedang"}  # fmt: skip
    more = {**row, "tahun": "2025", "nilai": "2.9"}
    imported = bring_in(send(row, more, table="capaian"), folder, base)
    assert totals(imported) == [2, 2, 0, 1, 1, 0]
    ds = load(folder)
    assert list(ds.capaian["sumber"]) == ["A", "BPS: tabel.xlsx"]
    assert "BPS: tabel.xlsx" in list(ds.sumber["sumber"])


def test_a_row_that_says_less_is_no_conflict_but_replaces_when_asked(send, base, folder):
    bring_in(send(ONE), folder, base)
    less = {**ONE, "anggaran": ""}
    assert totals(bring_in(send(less, name="lain.xlsx"), folder, base)) == [1, 1, 0, 0, 1, 0]
    assert list(load(folder).inovasi["anggaran"]) == [1.5]
    replaced = bring_in(send(less, name="lain.xlsx"), folder, base, update=True)
    assert totals(replaced) == [1, 1, 0, 0, 0, 1]
    assert load(folder).inovasi["anggaran"].isna().all()


def test_the_first_faults_are_told(send, base, folder):
    imported = bring_in(send(*({**BAD, "id": f"x{n}"} for n in range(7))), folder, base)
    told = imported.summary().splitlines()
    assert "Kesalahan: 7." in told
    assert "- dan 2 lagi" in told
    assert sum("di luar batas" in line for line in told) == 5


@pytest.mark.parametrize("title", ["=1+1", "'=1+1", "''-", "-", "'kutip", "a\nb", '"k", x'])
def test_any_title_survives_imports_and_is_neutral_in_the_file(send, base, folder, title):
    bring_in(send({**ONE, "judul": title}), folder, base)
    assert totals(bring_in(send({**ONE, "judul": title}), folder, base))[4] == 1
    bring_in(send(TWO, name="lain.xlsx"), folder, base)
    assert list(load(folder).inovasi["judul"]) == [title, "=Dua"]
    (table,) = folder.glob("inovasi-*.csv")
    written = pd.read_csv(table, dtype=str)["judul"]
    assert not any(text.startswith(("=", "-")) for text in written)


def test_an_empty_table_is_no_hindrance(send, base, folder):
    intake = send(ONE)
    intake.tables["bukti"] = validate.empty(schemas.get("bukti"))
    assert totals(bring_in(intake, folder, base)) == [1, 1, 0, 1, 0, 0]


def test_rows_that_point_nowhere_wait_with_those_that_point_to_them(send, base, folder):
    lost = {**ONE, "kode": "99.99"}
    bukti = {"id_inovasi": "a", "tahun": "2025", "indikator": "i16", "dokumen": "SK"}
    innovations, evidence = send(lost, TWO), send(bukti, table="bukti", name="bukti.xlsx")
    both = type(innovations)(
        tables={**innovations.tables, **evidence.tables},
        rejected=innovations.rejected,
        quarantined={},
        counts=innovations.counts,
        skipped=innovations.skipped,
        books=innovations.books + evidence.books,
    )
    imported = bring_in(both, folder, base)
    assert totals(imported) == [3, 1, 2, 1, 0, 0]
    assert list(imported.rejected["alasan"]) == ["rujukan_hilang"] * 2
    region, innovation = imported.rejected["perbaikan"]
    assert "--dasar data/nasional" in region
    assert innovation
    assert "--dasar" not in innovation
    assert {path.name: n for path, n in imported.waiting.items()} == {
        "karantina_inovasi.xlsx": 1, "karantina_bukti.xlsx": 1,
    }  # fmt: skip
    assert not load(folder).has("bukti")


def test_files_that_are_not_the_datasets_stay(send, base, folder):
    folder.mkdir()
    (folder / "README.md").write_text("punya saya")
    (folder / "inovasi.csv").write_text("punya saya juga")
    bring_in(send(ONE), folder, base)
    bring_in(send(TWO, name="lain.xlsx"), folder, base)
    assert (folder / "README.md").read_text() == "punya saya"
    assert (folder / "inovasi.csv").read_text() == "punya saya juga"
    assert len(load(folder).inovasi) == 2


def test_a_file_in_the_way_of_the_copy_is_refused_before_anything_is_written(send, base, folder):
    folder.mkdir()
    (folder / "wilayah.csv").write_text("punya saya")
    with pytest.raises(DatasetError, match="bernama sama"):
        bring_in(send(ONE), folder, base)
    assert sorted(files_of(folder)) == [package.LOCK, "wilayah.csv"]


def test_earlier_parts_go_when_new_ones_are_in_place(send, base, folder):
    bring_in(send(ONE), folder, base)
    bring_in(send(TWO, name="lain.xlsx"), folder, base)
    tables = [name for name in files_of(folder) if name.startswith("inovasi-")]
    assert len(tables) == 1
    assert load(folder).unlisted == ()


@pytest.mark.parametrize("step", range(1, 8))
def test_a_killed_import_leaves_the_old_dataset_or_the_new_one(
    send, base, folder, monkeypatch, step
):
    bring_in(send(ONE), folder, base)
    before = load(folder).inovasi
    calls = iter(range(1, 100))
    write = package.write_atomic

    class KilledError(BaseException):
        pass

    def dying(path, content):
        if path.parent == folder and next(calls) == step:
            (folder / f".{path.name}.1.tmp").write_bytes(content[:3])
            raise KilledError
        return write(path, content)

    monkeypatch.setattr(package, "write_atomic", dying)
    intake = send(TWO, BAD, name="lain.xlsx")
    try:
        bring_in(intake, folder, base)
        after = ["Satu", "=Dua"]
    except KilledError:
        after = list(before["judul"])
    assert list(load(folder).inovasi["judul"]) == after
    monkeypatch.undo()
    bring_in(intake, folder, base)
    ds = load(folder)
    assert list(ds.inovasi["judul"]) == ["Satu", "=Dua"]
    assert ds.unlisted == ()
    assert not [name for name in files_of(folder) if name.endswith(".tmp")]


def test_a_second_import_at_the_same_time_is_refused(send, base, folder):
    with package.locked(folder), pytest.raises(DatasetError, match="Impor lain"):
        bring_in(send(ONE), folder, base)


def test_an_edited_dataset_is_refused(send, base, folder):
    bring_in(send(ONE), folder, base)
    (table,) = folder.glob("inovasi-*.csv")
    table.write_text(table.read_text(encoding="utf-8").replace("Satu", "Ubah"), encoding="utf-8")
    with pytest.raises(DatasetError, match="berubah sejak"):
        bring_in(send(TWO), folder, base)


def test_a_public_dataset_takes_no_rows(send, make_base):
    public = make_base("publik", "umum")
    before = files_of(public)
    with pytest.raises(ParameterError, match="bukan milik pengguna"):
        bring_in(send(ONE), public, public)
    assert files_of(public) == before


def test_simulated_data_stay_simulated(send, make_base, folder):
    imported = bring_in(send(ONE), folder, make_base("simulasi", "tiruan"))
    assert load(folder).kind == "simulasi"
    assert "SIMULASI" in imported.summary()


def test_simulated_rows_make_a_new_dataset_simulated_and_stay_out_of_a_real_one(
    send, base, folder, tmp_path
):
    rows = send(ONE, simulated=True)
    bring_in(rows, tmp_path / "tiruan", base)
    assert load(tmp_path / "tiruan").kind == "simulasi"
    bring_in(send(TWO), folder, base)
    with pytest.raises(ParameterError, match="SIMULASI"):
        bring_in(rows, folder, base)


def test_a_file_of_a_simulated_dataset_is_simulated(send, base, make_base, folder):
    world = make_base("simulasi", "tiruan")
    intake = send(ONE, name=f"{world.name}/inovasi.csv")
    bring_in(intake, folder, base)
    assert load(folder).kind == "simulasi"


def test_nothing_accepted_makes_no_dataset_but_keeps_the_rows(send, base, folder):
    imported = bring_in(send(BAD), folder, base)
    assert totals(imported) == [1, 0, 1, 0, 0, 0]
    assert sorted(files_of(folder)) == [package.LOCK, "karantina_inovasi.xlsx"]
    assert "belum dibuat" in imported.summary()


def test_one_table_can_be_asked_for(send, base, folder):
    imported = bring_in(send(ONE), folder, base, table="bukti")
    assert imported.counts.empty
    assert any("tabel inovasi tidak diimpor" in note for note in imported.notes)
    assert not (folder / "datapackage.json").exists()


def test_columns_that_only_the_base_knows_stay(send, make_base, folder):
    base = make_base("pengguna", "bertambah")
    raw = json.loads((base / "datapackage.json").read_text(encoding="utf-8"))
    raw["resources"][0]["schema"]["fields"].append({"name": "gunung", "type": "string"})
    (base / "datapackage.json").write_text(json.dumps(raw), encoding="utf-8")
    lines = (base / "wilayah.csv").read_text(encoding="utf-8").splitlines()
    lines = [f"{line},{'gunung' if n == 0 else 'Panderman'}" for n, line in enumerate(lines)]
    (base / "wilayah.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    region = {"kode": "35.07", "tingkat": "kabupaten", "nama": "Kabupaten Malang", "induk": "35"}
    bring_in(send(region, table="wilayah"), folder, base)
    known = load(folder).wilayah.set_index("kode")["gunung"]
    assert known["35.79"] == "Panderman"
    assert list(known.index) == ["35", "35.10", "35.79", "35.07"]


def test_quarantined_rows_name_their_faults(send, base, folder):
    bring_in(send(ONE, BAD), folder, base)
    sheet = openpyxl.load_workbook(folder / "karantina_inovasi.xlsx")["inovasi"]
    heads, row = list(sheet.iter_rows(min_row=sheet.max_row - 1, values_only=True))
    found = dict(zip(heads, row, strict=True))
    assert found["Judul inovasi"] == "Tiga"
    assert "di luar batas" in found["Kesalahan"]
    assert found["Asal baris"] == "kiriman.xlsx, lembar Inovasi, baris 3"
