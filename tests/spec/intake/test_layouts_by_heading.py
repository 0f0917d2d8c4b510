"""Which headings make which table: each layout by name, then headings one by one."""

import pytest
from drawn_sheets import check

from evaluasi.tables import schemas
from evaluasi.tables.intake import layouts, matching

# Layout | table | columns found, in the order of the headings | unused | persons
LAYOUTS = """
daftar inovasi portal 2026 | inovasi | judul _wilayah opd inisiator bentuk jenis tema urusan urusan_beririsan kematangan tahapan tanggal_penerapan tanggal_pengembangan | 3 | 1
daftar inovasi 2023 | inovasi | _wilayah judul tahapan urusan inisiator tanggal_uji_coba tanggal_penerapan kematangan | 0 | 0
profil inovasi 2025–2026 | inovasi | _wilayah judul tahapan inisiator jenis bentuk tema urusan urusan_beririsan tanggal_pengembangan tanggal_uji_coba tanggal_penerapan | 9 | 1
profil inovasi 2023 | inovasi | _wilayah judul tahapan inisiator jenis bentuk tema urusan urusan_beririsan tanggal_uji_coba tanggal_penerapan anggaran kematangan | 6 | 0
bukti dukung | bukti | nomor tanggal tentang dokumen | 0 | 0
telaah dan kendali mutu | telaah | _judul _wilayah kematangan kematangan_verifikasi hasil | 3 | 0
peringkat daerah | skor_iid | _wilayah jumlah_inovasi _skor_mandiri _skor_verifikasi predikat | 3 | 0
hasil sesudah telaah | skor_iid | _wilayah jumlah_inovasi skor predikat | 3 | 0
hasil akhir | skor_iid | _wilayah skor predikat | 2 | 0
"""  # noqa: E501 - a drawn table

# Heading | table | column, or (unknown), (unused), (person)
HEADINGS = """
JUDUL_INOVASI                | inovasi    | judul
nama  inovasi                | inovasi    | judul
Judul Inovasi *              | inovasi    | judul
Judul Inovasi (wajib diisi)  | inovasi    | judul
judul                        | inovasi    | judul
Identitas › Nama Inovasi     | inovasi    | judul
Waktu › Uji Coba             | inovasi    | tanggal_uji_coba
Kab./Kota                    | inovasi    | _wilayah
Kode Wilayah                 | inovasi    | kode
kode                         | inovasi    | kode
Asta Cipta                   | inovasi    | tema
Nama Inisiator               | inovasi    | (orang)
No HP                        | inovasi    | (orang)
Inisiator                    | inovasi    | inisiator
Link Video                   | inovasi    | (tidak dipakai)
lat                          | inovasi    | (tidak dipakai)
Warna kesukaan               | inovasi    | (tidak dikenal)
i16                          | inovasi    | i16
Indikator 16                 | inovasi    | i16
16. Regulasi                 | inovasi    | i16
Regulasi Inovasi Daerah      | inovasi    | i16
Level › Regulasi             | inovasi    | i16
17. Regulasi                 | inovasi    | (tidak dikenal)
Indikator 36                 | inovasi    | (tidak dikenal)
16                           | inovasi    | (tidak dikenal)
Video                        | inovasi    | (tidak dipakai)
Anggaran                     | inovasi    | anggaran
Judul                        | bukti      | tentang
Judul Inovasi                | bukti      | _judul
Judul                        | telaah     | _judul
Skor                         | telaah     | kematangan
Skor                         | skor_iid   | skor
Penilai                      | penilaian  | penilai
Nama Penilai                 | penilaian  | penilai
Pemda                        | wilayah    | (tidak dikenal)
"""


def drawn(table):
    return [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]


def listed(name):
    return next(
        entry["judul"] for entry in layouts._listed()["tata_letak"] if entry["nama"] == name
    )


@pytest.mark.parametrize("case", drawn(LAYOUTS), ids=lambda case: case[0])
def test_every_named_layout_is_one_table_whatever_the_order_of_its_columns(case):
    name, table, columns, unused, persons = case
    for headings in (listed(name), listed(name)[::-1], [h.upper() for h in listed(name)]):
        match, rivals = matching.best(headings)
        assert [rival.table for rival in rivals] == [table]
        assert sorted(match.columns.values()) == sorted(columns.split())
        assert (len(match.unused), len(match.persons)) == (int(unused), int(persons))
        assert match.unknown == ()
        assert layouts.name_of(table, headings) == name


@pytest.mark.parametrize("case", drawn(HEADINGS), ids=lambda case: f"{case[0]}-{case[1]}")
def test_a_heading_names_one_column(case):
    heading, table, expected = case
    match = matching.match([heading], table)
    found = next(iter(match.columns.values()), "")
    for name, indices in (
        ("(tidak dipakai)", match.unused),
        ("(tidak dikenal)", match.unknown),
        ("(orang)", match.persons),
    ):
        found = name if indices else found
    assert found == expected


@pytest.mark.parametrize("table", schemas.NAMES)
def test_names_and_titles_of_every_schema_are_read_back(table):
    fields = schemas.get(table).fields
    for headings in ([f.name for f in fields], [f.title for f in fields]):
        match, rivals = matching.best(headings)
        assert [rival.table for rival in rivals] == [table]
        assert list(match.columns.values()) == [field.name for field in fields]


def test_short_names_are_indicators_between_their_neighbours():
    headings = ["Judul", "Regulasi", "SDM", "Anggaran", "Alat kerja", "Monev", "Video"]
    match = matching.match(headings, "inovasi")
    assert list(match.columns.values()) == ["judul", "i16", "i17", "i18", "i19", "i34", "i35"]
    alone = matching.match(["Judul", "Anggaran", "Video"], "inovasi")
    assert list(alone.columns.values()) == ["judul", "anggaran"]


def test_bare_numbers_are_indicators_in_company():
    match = matching.match(["Judul", "16", "17", "18"], "inovasi")
    assert list(match.columns.values()) == ["judul", "i16", "i17", "i18"]


def test_claimed_and_verified_levels_side_by_side_go_to_their_own_table():
    headings = [
        "Judul Inovasi",
        *(f"{n} › {w}" for n in (16, 17, 18) for w in ("Klaim", "Verifikasi")),
    ]
    claimed = matching.match(headings, "inovasi")
    verified = matching.match(headings, "verifikasi")
    assert [i for i, name in claimed.columns.items() if name[0] == "i"] == [1, 3, 5]
    assert [i for i, name in verified.columns.items() if name[0] == "i"] == [2, 4, 6]


def test_headings_that_fit_two_tables_are_not_decided():
    drawing = (
        "Kode | Tahun | Bulan | Indikator | Nilai | Satuan\n35.79 | 2024 | 3 | p0 | 4 | persen"
    )
    found = check(drawing)
    assert found.total("dibaca") == 0
    assert list(found.rejected["alasan"]) == ["keterangan_kurang"]
    assert "capaian dan layanan" in found.rejected["kalimat"][0]
    assert list(check(drawing, table="capaian").tables) == ["capaian"]


def test_headings_near_two_tables_are_refused():
    found = check("ID Inovasi | Tahun | Sumber\nA1 | 2026 | x", sheet="Data")
    assert found.total("dibaca") == 0
    assert list(found.rejected["alasan"]) == ["judul_tak_dikenal"]


def test_a_table_of_outcomes_is_no_table_of_index_scores():
    found = check("Kabupaten/Kota | Skor\nKota Batu | 70")
    assert "skor_iid" not in found.tables
    asked = check("Kabupaten/Kota | Skor\nKota Batu | 70", table="skor_iid", edition=2025)
    assert asked.clean
