"""One innovation under two names is asked about; sisters, and names that mean other things, not."""

import pytest
from keaslian_tables import drawn

from evaluasi.quality.authenticity import renamed

# title in 2024                               title in 2025                                   asked
CASES = """
SIPINTER (Sistem Pelayanan Informasi Terpadu) | SI-PINTER                                    | ya
SIPINTER (Sistem Pelayanan Informasi Terpadu) | Sistem Pelayanan Informasi Terpadu           | ya
SIPINTER (Sistem Pelayanan Informasi Terpadu) | Aplikasi Sipinter 2.0                        | ya
SIPINTER (Sistem Pelayanan Informasi Terpadu) | SIPINTER: Sistem Pelayanan Informasi Terpadu | ya
SIPINTER (Sistem Pelayanan Informasi Terpadu) | PANTER (Sistem Pelayanan Informasi Terpadu)  | ya
SIPINTER (Sistem Pelayanan Informasi Terpadu) | SIPINTER (Siswa Pintar Berprestasi Olahraga) | tidak
Jemput Bola Akta Kelahiran Tahun 2023         | jemput bola akta kelahiran                   | ya
Jemput Bola Akta Kelahiran                    | Akta Kelahiran Jemput Bola                   | ya
Jemput Bola Akta Kelahiran                    | Jemput Bola Akta Kelahirn                    | ya
Jemput Bola Akta Kelahiran                    | Optimalisasi Jemput Bola Akta Kelahiran Sisir | ya
1. Jemput Bola Akta Kelahiran                 | INOVASI JEMPUT BOLA AKTA KELAHIRAN KOTA BATU | ya
Jemput Bola Akta Kelahiran                    | Jemput Bola Kartu Identitas Anak             | tidak
Perpustakaan Keliling SMPN 1                  | Perpustakaan Keliling SMPN 2                 | tidak
Posyandu Remaja Desa Sumberejo                | Posyandu Remaja Desa Punten                  | tidak
Bank Sampah Induk                             | Pelatihan Batik Tulis                        | tidak
"""


@pytest.fixture
def neighbours():
    """Other titles of the region, so that common words are known to be common."""
    places = ["Beji", "Temas", "Ngaglik", "Pendem", "Junrejo", "Tlekung", "Oro", "Bulukerto"]
    things = ["Posyandu Lansia", "Kartu Tani", "Sistem Parkir", "Pelayanan Pajak", "Informasi Desa"]
    titles = [f"{thing} Desa {place}" for thing in things for place in places]
    lines = [f"n{i} | 2023 | 35.79 | {title}" for i, title in enumerate(titles)]
    return "\n".join(lines)


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_two_titles(case, neighbours):
    before, after, asked = (part.strip() for part in case.split("|"))
    picture = "id | tahun | kode | judul\n" + neighbours
    picture += f"\na | 2024 | 35.79 | {before}\nb | 2025 | 35.79 | {after}"
    pairs = renamed(drawn(picture, "inovasi")).table
    found = ((pairs["id_1"] == "a") & (pairs["id_2"] == "b")).any()
    assert found == (asked == "ya")


CONTEXT = """
id | tahun | kode  | judul                     | opd   | urusan     | tanggal_penerapan
a  | 2024  | 35.79 | Jemput Bola Akta Lahir    | Dinas | Kesehatan  | 2023-03-02
b  | 2025  | 35.79 | Jemput Bola Akta Lahiran  | DINAS | Kesehatan  | 2023-03-02
c  | 2025  | 35.78 | Jemput Bola Akta Lahir    | Dinas | Kesehatan  | 2023-03-02
"""


def test_a_pair_says_what_agrees_and_stays_within_its_region():
    (pair,) = renamed(drawn(CONTEXT, "inovasi")).table.to_dict("records")
    assert (pair["id_1"], pair["id_2"], pair["kode"]) == ("a", "b", "35.79")
    assert pair["jenis"] == "edisi berbeda"
    assert pair["alasan"] == "judul mirip; tanggal penerapan sama; urusan sama; OPD sama"
    assert pair["skor"] > pair["kemiripan_judul"]


def test_rows_of_one_id_are_no_pair():
    same = drawn(CONTEXT, "inovasi").assign(id="a")
    assert renamed(same).count == 0
