"""Several files in one run: keys hold across them, names stay apart, codes of raters agree."""

import openpyxl
import pytest
from sheets_by_hand import ENTRY, PORTAL, book, grid, reasons

import evaluasi
from evaluasi.errors import ParameterError
from evaluasi.tables.intake.checking import check_books
from evaluasi.tables.intake.context import Context

KNOWN = Context(edition=2026)


@pytest.fixture
def saved(tmp_path):
    """A function that saves rows as a workbook below the folder of the test."""

    def save(name, *rows):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        workbook = openpyxl.Workbook()
        for row in rows:
            workbook.active.append(row)
        workbook.save(path)
        return path

    return save


def test_the_same_file_twice_is_told_and_read_once(saved, tmp_path):
    saved("a.xlsx", PORTAL, ENTRY)
    (tmp_path / "b.xlsx").write_bytes((tmp_path / "a.xlsx").read_bytes())
    found = evaluasi.check(tmp_path, edition=2026)
    assert found.clean
    assert found.total("diterima") == 1
    assert "b.xlsx: isinya sama dengan a.xlsx, jadi dibaca sekali saja" in found.notes


def test_an_innovation_in_two_files_is_at_fault_in_both():
    other = [*ENTRY[:1], "si padu", *ENTRY[2:]]
    books = [
        book(grid(PORTAL, ENTRY, file="a.xlsx"), file="a.xlsx"),
        book(grid(PORTAL, other, file="b.xlsx"), file="b.xlsx"),
    ]
    found = check_books(books, KNOWN)
    assert reasons(found) == [(2, "Judul Inovasi", "kunci_ganda")] * 2
    assert found.rejected["kalimat"][0].endswith("baris 2, baris 2 lembar Lembar1 berkas b.xlsx")


def test_files_of_one_name_are_told_apart(saved, tmp_path):
    saved("satu/a.xlsx", PORTAL, ENTRY)
    saved("dua/a.xlsx", PORTAL, [*ENTRY[:1], "LAIN", *ENTRY[2:]])
    found = evaluasi.check([tmp_path / "satu", tmp_path / "dua" / "a.xlsx"], edition=2026)
    assert list(found.counts["berkas"]) == ["a.xlsx", "dua/a.xlsx"]
    assert found.total("diterima") == 2


def test_raters_have_one_code_over_all_files():
    head = ["Objek", "Nama Penilai", "Kriteria", "Tahap", "Skor"]
    rows = {"a.xlsx": ["Ani", "Budi"], "b.xlsx": ["budi ", "Cici"]}
    books = [
        book(grid(head, *(["X", n, f"k{f}", "1", 3] for n in names), file=f), file=f)
        for f, names in rows.items()
    ]
    found = check_books(books, Context())
    codes = found.tables["penilaian"]["penilai"].to_list()
    assert codes[1] == codes[2]
    assert len(set(codes)) == 3
    assert "Budi" not in found.tables["penilaian"].to_csv()


def test_several_tables_need_a_choice():
    sheets = [
        grid(PORTAL, ENTRY, sheet="A"),
        grid(["Judul Inovasi", "Pemda", "Indikator", "File"], ["SIPADU", "Kota Batu", 16, "x.pdf"]),
    ]
    found = check_books([book(*sheets)], KNOWN)
    with pytest.raises(ParameterError, match="inovasi dan bukti"):
        _ = found.accepted
    assert len(check_books([book(*sheets)], Context(table="bukti", edition=2026)).accepted) == 1


def test_a_table_that_was_asked_for_and_is_not_there_is_told():
    found = check_books([book(grid(PORTAL, ENTRY))], Context(table="survei", edition=2026))
    assert list(found.rejected["alasan"]) == ["judul_tak_dikenal"]
    assert found.accepted.empty


@pytest.mark.parametrize(
    ("paths", "more", "told"),
    [
        (["tiada.xlsx"], {}, "tidak ada"),
        (["."], {}, "Tidak ada berkas"),
        ([], {}, "Tidak ada berkas"),
        (["a.xlsx"], {"table": "inovasai"}, "Tabel “inovasai” tidak dikenal"),
        (["a.xlsx"], {"indicator": "p9"}, "Indikator “p9” tidak dikenal"),
        (["a.xlsx"], {"region": "Malang"}, "Malang"),
    ],
)
def test_a_wrong_call_is_told_before_any_file_is_read(tmp_path, monkeypatch, paths, more, told):
    monkeypatch.chdir(tmp_path)
    if paths == ["a.xlsx"]:
        (tmp_path / "a.xlsx").touch()
    with pytest.raises(ParameterError, match=told):
        evaluasi.check(paths, **more)


def test_what_a_sheet_says_of_itself_stays_with_its_rows():
    found = check_books([book(grid(["SIMULASI: IID 2026"], PORTAL, ENTRY))], KNOWN)
    assert found.accepted.attrs["provenance"].simulated
    plain = check_books([book(grid(PORTAL, ENTRY))], KNOWN)
    assert plain.accepted.attrs["provenance"].kinds == ("pengguna",)
