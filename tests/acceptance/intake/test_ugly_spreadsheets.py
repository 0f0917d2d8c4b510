"""Real mess, file by file: what is read, what waits, what is passed over, and why.

The books are built by `dressed_books` (the same three innovations in other clothes),
`layout_books` (what offices, the portal and reviewers send) and `faulty_books` (something is
wrong); edition 2026 is given with every call.
"""

import hashlib
from functools import cache

import dressed_books
import faulty_books
import innovation_list as plain_list
import layout_books
import pandas as pd
import pytest

from evaluasi.errors import ParameterError
from evaluasi.tables import intake
from evaluasi.tables.outlet import book as outlet

# Every dress gives the three rows of polos.xlsx. File | rows passed over | what the notes say
DRESSED = """
polos.xlsx                  |                                  |
judul_di_atas.xlsx          |                                  |
judul_dua_baris.xlsx        |                                  |
kolom_bernomor.xlsx         | nomor kolom 1                    |
jumlah_dan_catatan.xlsx     | catatan kaki 2, jumlah 2, kosong 1 |
baris_kosong.xlsx           | kosong 3                         |
judul_berulang.xlsx         | judul berulang 1                 |
judul_sesudah_celah.xlsx    | judul berulang 1, kosong 1       |
kolom_kosong_di_depan.xlsx  |                                  |
judul_sembarang.xlsx        |                                  |
urutan_lain.xlsx            |                                  |
baris_tersembunyi.xlsx      |                                  | tersembunyi
beberapa_lembar.xlsx        |                                  | Petunjuk
sel_gabung.xlsx             |                                  |
angka_dan_tanggal_teks.xlsx |                                  |
spasi_nbsp.xlsx             |                                  |
berwarna.xlsx               |                                  |
koma.csv                    |                                  |
bom.csv                     |                                  |
titik_koma.csv              |                                  |
sep.csv                     |                                  |
tab.txt                     |                                  |
utf16.txt                   |                                  |
windows.csv                 |                                  | Windows-1252
bersampul.csv               |                                  |
serial.csv                  |                                  |
daftar.ods                  |                                  |
lama.xls                    |                                  |
html.xls                    |                                  | halaman web
salah_ekstensi.csv          |                                  |
"""

# File | layout, where it has a name | table | rows read, none at fault | cells of the first row
LAYOUTS = """
portal_2026.xlsx     | daftar inovasi portal 2026 | inovasi | 1 | inisiator=perangkat daerah, jenis=non digital, urusan_beririsan=Kesehatan; Pendidikan
siagas_2023.xlsx     | daftar inovasi 2023        | inovasi | 2 | tahapan=penerapan, kematangan=84.19, tanggal_uji_coba=2022-02-01
profil_2025.xlsx     | formulir profil inovasi    | inovasi | 1 | kode=35.79, inisiator=ASN, tanggal_uji_coba=2024-01-05, tanggal_pengembangan=
bukti.xlsx           | bukti dukung               | bukti | 2 | indikator=i16, nomor=188.45/1/2024, tanggal=2024-10-21, dokumen=sk.pdf
telaah_qc.xlsx       | telaah dan kendali mutu    | telaah | 2 | kematangan=84.19, kematangan_verifikasi=61.5, hasil=Turun
peringkat.xlsx       | peringkat daerah           | skor_iid | 4 | skor=66.01, predikat=Sangat Inovatif, jumlah_inovasi=63
sesudah_telaah.xlsx  | hasil sesudah telaah       | skor_iid | 1 | skor=66.01, jumlah_inovasi=63
akhir.xlsx           | hasil akhir                | skor_iid | 1 | skor=66.01, predikat=Sangat Inovatif
verifikasi_lebar.xlsx |                            | verifikasi | 20 | indikator=i16, level=2
inovasi_dengan_level.xlsx |                       | inovasi | 1 | i16=3, i17=1, i35=3
penilaian.xlsx       |                            | penilaian | 3 | penilai=P002, skor=85.5
survei.csv           |                            | survei | 2 | responden=R001, nilai=4.0
layanan.csv          |                            | layanan | 2 | bulan=2024-03-01, nilai=1250.0
tindak_lanjut.xlsx   |                            | tindak_lanjut | 1 | tanggal=2024-10-21, status=melemah
"""  # noqa: E501 - a drawn table

# File                      | read | accepted | quarantined | reasons | what the notes say
FAULTY = """
tanggal_amerika.xlsx          | 3 | 2 | 1 | bukan_tanggal |
tanggal_tak_lengkap.xlsx      | 3 | 2 | 1 | bukan_tanggal |
tahun_di_sel_tanggal.xlsx     | 3 | 2 | 1 | bukan_tanggal |
tahapan_asing.xlsx            | 3 | 2 | 1 | di_luar_daftar |
kematangan_terlalu_besar.xlsx | 3 | 2 | 1 | di_luar_batas |
dua_makna.xlsx                | 3 | 2 | 1 | bukan_angka |
angka_bersatuan.xlsx          | 3 | 2 | 1 | bukan_angka |
judul_kosong.xlsx             | 3 | 2 | 1 | kosong |
dua_urusan.xlsx               | 3 | 2 | 1 | di_luar_daftar |
sel_galat.xlsx                | 3 | 2 | 1 | sel_galat |
rumus_tanpa_nilai.xlsx        | 3 | 2 | 1 | rumus_tanpa_nilai |
judul_ganda.xlsx              | 3 | 1 | 2 | kunci_ganda |
level_bukan_level.xlsx        | 3 | 1 | 2 | bukan_bilangan_bulat, di_luar_batas |
tanggal_di_level.xlsx         | 3 | 2 | 1 | bukan_bilangan_bulat |
wilayah_tak_dikenal.xlsx      | 3 | 2 | 1 | wilayah_tak_dikenal |
wilayah_ganda.xlsx            | 3 | 2 | 1 | wilayah_ganda |
nol_hilang.xlsx               | 3 | 2 | 1 | nol_hilang |
tanpa_wilayah.xlsx            | 3 | 0 | 3 | keterangan_kurang |
edisi_bertentangan.xlsx       | 3 | 0 | 3 | bertentangan |
kolom_ganda.xlsx              | 3 | 0 | 3 | kolom_ganda |
kolom_ganda_sama.xlsx         | 3 | 3 | 0 | |
kolom_asing.xlsx              | 3 | 3 | 0 | | Warna kesukaan
tanpa_judul_inovasi.xlsx      | 3 | 0 | 3 | kolom_hilang |
tanpa_baris_judul.xlsx        | 0 | 0 | 0 | judul_tak_dikenal |
hanya_judul.xlsx              | 0 | 0 | 0 | |
petunjuk_saja.xlsx            | 0 | 0 | 0 | judul_tak_dikenal |
teks_rumus.xlsx               | 3 | 3 | 0 | |
baris_lebih.csv               | 3 | 2 | 1 | jumlah_sel |
kutip_terbuka.csv             | 4 | 3 | 1 | berkas_tak_terbaca |
tautan_luar.xlsx              | 3 | 3 | 0 | | berkas lain
makro.xlsm                    | 3 | 3 | 0 | | makro
sejuta_baris.xlsx             | 3 | 3 | 0 | |
bom.xlsx                      | 0 | 0 | 0 | terlalu_besar |
terpotong.xlsx                | 0 | 0 | 0 | berkas_rusak |
terkunci.xlsx                 | 0 | 0 | 0 | berkas_terkunci |
pdf.xlsx                      | 0 | 0 | 0 | jenis_berkas_salah |
gambar.xlsx                   | 0 | 0 | 0 | jenis_berkas_salah |
kosong.xlsx                   | 0 | 0 | 0 | jenis_berkas_salah |
"""


BOOKS = dressed_books.BOOKS | layout_books.BOOKS | faulty_books.BOOKS


def drawn(table):
    return [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]


def cases(table):
    """Lay a drawn table out as test cases named by their file."""
    return [pytest.param(case, id=case[0]) for case in drawn(table)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("kiriman")
    for file, build in BOOKS.items():
        build(made / file)
    return made


@pytest.fixture(scope="module")
def outcome(folder):
    """What came of one file; each is checked once, whatever is asked of it."""
    return cache(lambda file: checked(folder / file))


def checked(*paths, **known):
    return intake.check(list(paths), edition=2026, **known)


def counted(result):
    counts = result.counts[["dibaca", "diterima", "dikarantina", "dilewati"]].sum()
    read, taken, held, passed = (int(count) for count in counts)
    assert read == taken + held
    assert taken == sum(map(len, result.tables.values()))
    assert held == sum(map(len, result.quarantined.values()))
    assert passed == len(result.skipped)
    faulty = set(places(result.rejected.dropna(subset="baris")))
    assert not any(faulty & {*rows.index} for rows in result.tables.values())
    return read, taken, held


def places(frame):
    return zip(frame["berkas"], frame["lembar"], frame["baris"], strict=True)


def everything_in(result):
    """All texts that a check hands on."""
    frames = [*result.tables.values(), *result.quarantined.values()]
    frames += [result.rejected, result.skipped, result.counts]
    return " ".join([*(frame.to_csv() for frame in frames), *result.notes, result.summary()])


def test_every_book_is_drawn():
    names = [case[0] for table in (DRESSED, LAYOUTS, FAULTY) for case in drawn(table)]
    assert sorted(names) == sorted(BOOKS)


@pytest.mark.parametrize("case", cases(DRESSED))
def test_every_dress_gives_the_same_rows(outcome, case):
    file, passed, told = case
    result = outcome(file)
    assert result.rejected.empty, result.summary()
    assert counted(result) == (3, 3, 0)
    kinds = result.skipped["sebab"].value_counts().sort_index()
    assert ", ".join(f"{kind} {count}" for kind, count in kinds.items()) == passed
    assert told in " ".join(result.notes)
    rows = result.accepted.sort_values("judul", key=lambda titles: titles.map(position))
    for column, values in plain_list.TYPED.items():
        assert as_written(rows[column]) == values, column


@pytest.mark.parametrize("case", cases(FAULTY))
def test_every_fault_is_told_and_no_row_is_lost(outcome, case):
    file, read, taken, held, reasons, told = [*case, ""][:6]
    result = outcome(file)
    assert counted(result) == (int(read), int(taken), int(held)), result.summary()
    assert ", ".join(sorted(set(result.rejected["alasan"]))) == reasons
    assert told in " ".join(result.notes)
    for fault in result.rejected.itertuples():
        assert fault.berkas == file
        assert fault.kalimat
        assert fault.perbaikan


@pytest.mark.parametrize("case", cases(LAYOUTS))
def test_every_layout_is_known_and_read(outcome, case):
    file, layout, table, read, cells = case
    result = outcome(file)
    assert result.rejected.empty, result.summary()
    assert counted(result) == (int(read), int(read), 0)
    (found,) = result.counts.itertuples()
    assert found.tabel == table
    assert layout in ("", found.tata_letak)
    for cell in cells.split(", "):
        column, _equals, value = cell.partition("=")
        first = as_written(result.accepted[column])[0]
        assert ("" if first is None else str(first)) == value, column


@pytest.mark.parametrize("file", BOOKS)
def test_no_person_passes_the_door(outcome, file):
    handed_on = everything_in(outcome(file)).casefold()
    assert not any(person.casefold() in handed_on for person in plain_list.PERSONS)


def test_one_run_tells_the_faults_of_all_files_and_touches_none(folder, outcome):
    files = [case[0] for case in drawn(FAULTY)]
    before = [digest(folder / file) for file in files]
    together = checked(*(folder / file for file in files))
    assert [digest(folder / file) for file in files] == before
    assert [opened.file for opened in together.books] == files
    counted(together)
    for file in files:
        # In one run a title of another file may be the same innovation again: more, never less.
        own = set(outcome(file).rejected["alasan"])
        assert own <= set(together.rejected.loc[together.rejected["berkas"] == file, "alasan"])


def test_a_file_that_is_not_there_is_a_wrong_call(folder):
    with pytest.raises(ParameterError, match=r"tidak_ada\.xlsx"):
        checked(folder / "polos.xlsx", folder / "tidak_ada.xlsx")


def test_the_same_file_twice_is_told_not_doubled(folder):
    again = folder / "polos_salinan.xlsx"
    again.write_bytes((folder / "polos.xlsx").read_bytes())
    result = checked(folder / "polos.xlsx", again)
    assert result.total("diterima") == 3
    assert "polos_salinan.xlsx" in " ".join([*result.notes, *result.rejected["berkas"]])


def test_the_region_can_be_given_where_the_file_has_none(folder):
    result = checked(folder / "tanpa_wilayah.xlsx", region="35.79")
    assert counted(result) == (3, 3, 0)
    assert set(result.accepted["kode"]) == {"35.79"}


def test_a_bare_list_of_titles_is_read_when_the_table_is_asked_for(tmp_path):
    dressed_books.saved(tmp_path / "a.xlsx", ("S", [["No", "Judul Inovasi"], [1, "A"], [2, "B"]]))
    result = checked(tmp_path / "a.xlsx", table="inovasi", region="35.79")
    assert counted(result) == (2, 2, 0)


def test_a_formula_in_a_title_is_text_again_inside_and_harmless_outside(outcome):
    accepted = outcome("teks_rumus.xlsx").accepted
    title = '=HYPERLINK("http://x.test")'
    assert title in set(accepted["judul"])
    written = outlet.csv_bytes(accepted).decode("utf-8-sig")
    assert f"'{title}".replace('"', '""') in written


def test_the_fault_names_the_users_own_cell(outcome):
    (fault,) = outcome("tanggal_amerika.xlsx").rejected.itertuples()
    assert (fault.lembar, fault.baris, fault.kolom) == ("Daftar", 2, "Tanggal Penerapan")
    assert fault.nilai == "10/21/2024"
    assert fault.harapan == "tanggal, misalnya 21-10-2024"


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def position(title):
    return plain_list.TYPED["judul"].index(title)


def as_written(column):
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%d")
    return [None if pd.isna(value) else value for value in column]
