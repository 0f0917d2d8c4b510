"""BPS tables as downloaded: what each drawing of a sheet gives.

A drawn sheet has one line per row and a bar between cells; "&" goes on with the merged heading to
its left, "#=" stands before a number that is stored as one.
"""

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from evaluasi.tables import schemas, series
from evaluasi.tables.faults import Reason
from evaluasi.tables.files import Grid
from evaluasi.tables.intake import bps, bps_words
from evaluasi.tables.intake.context import Context

SHIPPED = Path(__file__).parents[3] / "data" / "jatim" / "capaian.csv"
POOR = "Persentase Penduduk Miskin Menurut Kabupaten/Kota di Provinsi Jawa Timur (persen)"


def sheet(drawing, file="tabel.xlsx"):
    """Turn a drawing into a grid."""
    lines = [line.strip().strip("|").split("|") for line in drawing.strip().splitlines()]
    width = max(map(len, lines))
    rows = [[cell.strip() for cell in line] + [""] * (width - len(line)) for line in lines]
    merged = [
        (number, column, number, column + 1 + _run(row[column + 1 :]) - 1)
        for number, row in enumerate(rows)
        for column in range(width - 1)
        if row[column] != "&" and row[column + 1] == "&"
    ]
    grid = [[_cell(cell) for cell in row] for row in rows]
    return Grid(file, "Sheet1", grid, merged=tuple(merged))


def _run(cells):
    return next((n for n, cell in enumerate(cells) if cell != "&"), len(cells))


def _cell(text):
    if text in ("", "&"):
        return None
    if text.startswith("#="):
        return float(text[2:]) if "." in text else int(text[2:])
    return text


def read(drawing, **context):
    return bps.read(sheet(drawing), Context(**context))


def values(extract):
    """Give kode, tahun, indikator, nilai of each row, as a list of short lines."""
    columns = ["kode", "tahun", "indikator", "nilai"]
    return [" ".join(map(str, record)) for record in extract.rows[columns].to_numpy()]


def reasons(extract):
    return [(fault.alasan, fault.baris, fault.kolom) for fault in extract.faults]


def test_years_across_below_a_merged_heading():
    extract = read(f"""
        | {POOR}, 2022-2023 |
        |  |
        | Kabupaten/Kota | Persentase Penduduk Miskin | & |
        |                | 2022  | 2023 |
        | Pacitan        | 13,80 | 13,65 |
        | Kota Batu      | 3,79  | 3,31 |
        | Jawa Timur     | 10,38 | 10,35 |
        | Sumber: BPS, Survei Sosial Ekonomi Nasional |
    """)
    assert values(extract) == [
        "35.01 2022 p0 13.8",
        "35.01 2023 p0 13.65",
        "35.79 2022 p0 3.79",
        "35.79 2023 p0 3.31",
        "35 2022 p0 10.38",
        "35 2023 p0 10.35",
    ]
    first = extract.rows.iloc[0]
    assert first["satuan"] == "persen"
    assert first["keyakinan"] == "sedang"
    assert first["sumber"] == "BPS: tabel.xlsx"
    assert first["_asal"] == "Persentase Penduduk Miskin 2022"
    assert first.name == ("tabel.xlsx", "Sheet1", 5)
    assert extract.faults == ()
    assert [(line.baris, line.sebab) for line in extract.skipped] == [(8, "catatan kaki")]
    assert "nilai provinsi (kode 35)" in extract.notes[0]


def test_several_indicators_across_with_the_year_in_the_title():
    extract = read("""
        | Garis Kemiskinan, Jumlah, dan Persentase Penduduk Miskin, Jawa Timur, 2023 |
        | Kabupaten/Kota | Garis Kemiskinan | Jumlah Penduduk | Persentase | Indeks Kedalaman |
        |         | (rupiah/kapita/bulan) | Miskin (ribu) | Penduduk Miskin | Kemiskinan (P1) |
        | (1)     | (2)     | (3)   | (4)   | (5)  |
        | Pacitan | 345.678 | 76,93 | 13,65 | 2,01 |
    """)
    assert values(extract) == [
        "35.01 2023 garis_kemiskinan 345678",
        "35.01 2023 penduduk_miskin 76930",
        "35.01 2023 p0 13.65",
    ]
    assert list(extract.rows["satuan"]) == ["rupiah per kapita per bulan", "jiwa", "persen"]
    assert any("Indeks Kedalaman Kemiskinan" in note for note in extract.notes)


def test_a_sign_for_a_missing_value_is_never_zero():
    extract = read(f"""
        | {POOR} |
        | Kabupaten/Kota | 2021 | 2022 | 2023 |
        | Pacitan        | -    | ...  | 13,65 |
        | Ponorogo       | NA   | –    | … |
        | Jombang        | #=0  | 9,04 | 9,15 |
    """)
    assert values(extract) == [
        "35.01 2023 p0 13.65",
        "35.17 2021 p0 0",
        "35.17 2022 p0 9.04",
        "35.17 2023 p0 9.15",
    ]
    assert "5 sel tanpa data tidak dijadikan nol" in extract.notes[-1]
    assert [(line.baris, line.sebab) for line in extract.skipped] == [(4, "tanpa nilai")]
    assert reasons(extract) == [(Reason.OUT_OF_RANGE, 5, "2021")]


@pytest.mark.parametrize("head", ["grouped", "ordered"])
def test_bare_names_that_two_regions_bear(head):
    groups = ("| Kabupaten |", "| Kota |") if head == "grouped" else ("", "")
    lines = f"""
        | {POOR} |
        | Wilayah Jawa Timur | 2023 |
        {groups[0]}
        | Blitar   | 8,69 |
        | Kediri   | 10,72 |
        | Malang   | 9,45 |
        | Lumajang | 8,93 |
        | Sumenep  | 18,70 |
        {groups[1]}
        | Kediri   | 7,15 |
        | Blitar   | 7,30 |
        | Malang   | 4,26 |
        | Surabaya | 4,65 |
    """
    drawing = "\n".join(line for line in lines.splitlines() if line.strip())
    codes = list(read(drawing).rows["kode"])
    assert codes == [
        "35.05",
        "35.06",
        "35.07",
        "35.08",
        "35.29",
        "35.71",
        "35.72",
        "35.73",
        "35.78",
    ]


@pytest.mark.parametrize(
    "names",
    [
        pytest.param("Surabaya Malang Pacitan Ponorogo Jombang", id="no order"),
        pytest.param("Bangkalan Malang Pamekasan Sampang Surabaya", id="alphabet"),
        pytest.param("Sumenep Malang", id="too few to tell"),
        pytest.param("Pacitan Ponorogo Trenggalek Malang Surabaya", id="two choices"),
    ],
)
def test_a_bare_name_without_an_order_is_left_unread(names):
    rows = "\n".join(f"| {name} | 9,15 |" for name in names.split())
    extract = read(f"| {POOR} |\n| Kabupaten/Kota | 2023 |\n{rows}")
    unread = extract.rows[extract.rows["kode"] == "Malang"]
    assert list(unread["_provinsi"]) == ["Jawa Timur"]
    assert len(extract.rows) == len(names.split())


def test_marks_of_footnotes_are_told_beside_the_value():
    extract = read(f"""
        | {POOR} |
        | Kabupaten/Kota | 2021  | 2022 | 2023* |
        | Pacitan        | 15,11r | 13,80 1) | 13,65 |
        | Jombang        | 9,04** | 9,15 | 9,15 |
        | *) Angka sementara |
    """)
    assert list(extract.rows["nilai"]) == [15.11, 13.8, 13.65, 9.04, 9.15, 9.15]
    assert list(extract.rows["catatan"]) == [
        "angka diperbaiki",
        "bertanda “1” pada sumbernya",
        "angka sementara",
        "angka sangat sementara",
        None,
        "angka sementara",
    ]


def test_the_table_shows_its_decimal_mark():
    extract = read("""
        | PDRB per Kapita Atas Dasar Harga Konstan 2010 (Juta Rupiah), Jawa Timur |
        | Kabupaten/Kota | 2022 | 2023  |
        | Pacitan        | 12,5 | 1.234 |
        | Jombang        | 20,1 | 21,3  |
    """)
    assert extract.faults == ()
    assert values(extract)[:2] == ["35.01 2022 pdrb_pk 12500", "35.01 2023 pdrb_pk 1234000"]


def test_a_number_with_two_plausible_readings_is_a_fault():
    extract = read("""
        | PDRB per Kapita ADHK 2010 (Juta Rupiah), Jawa Timur |
        | Kabupaten/Kota | 2023 |
        | Pacitan | 1.234 |
        | Jombang | 1.432 |
    """)
    assert [reason for reason, *_place in reasons(extract)] == [Reason.NOT_NUMBER] * 2
    assert list(extract.rows["nilai"]) == ["1.234", "1.432"]


def test_the_plausible_range_decides_where_one_reading_alone_fits():
    extract = read("""
        | Garis Kemiskinan (Rupiah/Kapita/Bulan), Jawa Timur |
        | Kabupaten/Kota | 2023 |
        | Pacitan | 345.678 |
        | Jombang | 432.100 |
    """)
    assert list(extract.rows["nilai"]) == [345678, 432100]


def test_a_series_that_is_not_named_is_asked_for():
    drawing = """
        | [Metode Baru] Indeks Pembangunan Manusia Menurut Kabupaten/Kota |
        | Wilayah Jawa Timur | 2022 | 2023 |
        | Pacitan | 69,37 | 70,19 |
        | Kota Batu | 77,22 | 78,18 |
    """
    extract = read(drawing)
    assert [fault.alasan for fault in extract.faults] == [Reason.CONTEXT]
    assert "--indikator: ipm_baru atau ipm_lama" in extract.faults[0].kalimat
    assert "ipm_baru = LF SP2020, ipm_lama = SP2010" in extract.faults[0].kalimat
    assert set(extract.rows["indikator"]) == {None}
    answered = read(drawing, indicator="ipm_baru")
    assert answered.faults == ()
    assert set(answered.rows["seri"]) == {"LF SP2020"}


def test_a_series_has_no_values_before_it_began():
    drawing = """
        | [Metode Baru] Indeks Pembangunan Manusia Menurut Kabupaten/Kota |
        | Wilayah Jawa Timur | 2019 | 2020 |
        | Pacitan | 68,16 | 68,39 |
    """
    extract = read(drawing, indicator="ipm_baru")
    assert reasons(extract) == [(Reason.CONFLICT, 3, "2019")]
    assert "mulai tahun 2020" in extract.faults[0].kalimat
    assert reasons(read(drawing, indicator="ipm_lama")) == []


@pytest.mark.parametrize(
    ("title", "kode"),
    [
        ("Indeks Pembangunan Manusia (UHH LF SP2020)", "ipm_baru"),
        ("Umur Harapan Hidup Saat Lahir Hasil Long Form SP2020", "uhh_baru"),
        ("Umur Harapan Hidup Saat Lahir (SP2010)", "uhh_lama"),
        ("Harapan Lama Sekolah (tahun)", "hls"),
        ("[Metode Baru] Rata-rata Lama Sekolah", "rls"),
        ("Pengeluaran per Kapita Disesuaikan (Ribu Rupiah/Orang/Tahun)", "pengeluaran"),
        ("PDRB per Kapita Atas Dasar Harga Berlaku (Ribu Rupiah)", "pdrb_pk_adhb"),
        ("Laju Pertumbuhan PDRB Atas Dasar Harga Konstan 2010 (persen)", "pertumbuhan"),
        ("Tingkat Pengangguran Terbuka (TPT) Agustus", "tpt"),
        ("Tingkat Partisipasi Angkatan Kerja", "tpak"),
        ("Gini Rasio", "gini"),
        ("Jumlah Penduduk (jiwa)", "penduduk"),
        ("Jumlah Penduduk Menurut Kabupaten/Kota", "penduduk"),
        ("Proyeksi Penduduk Kabupaten/Kota", "penduduk"),
        ("Jumlah Penduduk dan Laju Pertumbuhan Penduduk", "penduduk"),
        ("Jumlah Penduduk Miskin (jiwa)", "penduduk_miskin"),
    ],
)
def test_titles_and_the_indicator_they_name(title, kode):
    assert bps_words.named(title) == {kode}


@pytest.mark.parametrize(
    "title",
    [
        "Jumlah Penduduk Menurut Kelompok Umur",
        "Jumlah Penduduk 15 Tahun ke Atas yang Bekerja",
        "Jumlah Penduduk Lanjut Usia",
        "Laju Pertumbuhan Penduduk",
        "Indeks Kedalaman Kemiskinan (P1)",
        "Jumlah Inovasi Daerah",
        "Rata-rata Konsumsi Kalori",
    ],
)
def test_titles_that_name_none(title):
    assert bps_words.named(title) == frozenset()


@pytest.mark.parametrize(
    "title",
    [
        "Perubahan Persentase Penduduk Miskin, Jawa Timur",
        "Peringkat Persentase Penduduk Miskin, Jawa Timur",
        "Persentase Penduduk Miskin Ekstrem, Jawa Timur",
        "Persentase Penduduk Miskin Usia 15 Tahun ke Atas, Jawa Timur",
    ],
)
def test_a_title_about_something_near_is_not_the_indicator(title):
    extract = read(f"""
        | {title} |
        | Kabupaten/Kota | 2022 | 2023 |
        | Pacitan | 13,8 | 13,6 |
        | Jombang | 9,1 | 9,2 |
    """)
    assert [fault.alasan for fault in extract.faults] == [Reason.CONTEXT]


def test_the_year_of_a_yearbook_is_not_the_year_of_its_tables():
    drawing = """
        | {book} |
        | Persentase Penduduk Miskin{year} |
        | Kabupaten/Kota | Persentase Penduduk Miskin |
        | Pacitan | 13,65 |
        | Jombang | 9,15 |
    """
    book = "Provinsi Jawa Timur Dalam Angka 2024"
    assert read(drawing.format(book=book, year="")) is None
    assert set(read(drawing.format(book=book, year=", 2023")).rows["tahun"]) == {2023}


def test_a_number_of_persons_is_whole():
    extract = read("""
        | Jumlah Penduduk Miskin, Jawa Timur |
        | Kabupaten/Kota | 2022 | 2023 |
        | Pacitan | 1.076,93 | 76.935 |
        | Jombang | 1.117,15 | 117.150 |
    """)
    assert [fault.alasan for fault in extract.faults] == [Reason.UNIT] * 2


@pytest.mark.parametrize("heading", ["2023", "Tingkat Pengangguran Terbuka 2023", "Jumlah 2023"])
def test_a_table_about_a_part_of_the_population_is_not_the_region(heading):
    extract = read(f"""
        | Tingkat Pengangguran Terbuka Perempuan, Jawa Timur |
        | Kabupaten/Kota | {heading} |
        | Pacitan | 2,1 |
        | Jombang | 5,1 |
    """)
    assert [fault.alasan for fault in extract.faults] == [Reason.CONTEXT]
    assert "sebagian penduduk" in extract.faults[0].kalimat


def test_columns_about_a_part_of_the_population_are_left_out():
    extract = read("""
        | Tingkat Pengangguran Terbuka menurut Jenis Kelamin, 2023 |
        | Kabupaten/Kota | TPT Laki-laki | TPT Perempuan | TPT Total |
        | Pacitan | 2,2 | 1,6 | 1,9 |
        | Jombang | 5,2 | 4,4 | 4,9 |
    """)
    assert values(extract) == ["35.01 2023 tpt 1.9", "35.17 2023 tpt 4.9"]


def test_of_two_months_the_one_that_the_series_refers_to():
    extract = read("""
        | Tingkat Pengangguran Terbuka, Jawa Timur |
        | Kabupaten/Kota | 2022 | & | 2023 | & |
        |                | Februari | Agustus | Februari | Agustus |
        | Pacitan | 3,1 | 3,7 | 1,9 | 1,8 |
        | Jombang | 5,1 | 5,4 | 4,9 | 4,6 |
    """)
    assert values(extract)[:2] == ["35.01 2022 tpt 3.7", "35.01 2023 tpt 1.8"]
    assert set(extract.rows["acuan_waktu"]) == {"Agustus"}
    assert "“2022 Februari” dan “2023 Februari” tidak diambil" in extract.notes[0]


def test_a_month_that_is_not_the_series_is_a_fault():
    extract = read("""
        | Persentase Penduduk Miskin September 2023, Jawa Timur |
        | Kabupaten/Kota | Persentase Penduduk Miskin |
        | Pacitan | 13,1 |
        | Jombang | 9,1 |
    """)
    assert [reason for reason, *_place in reasons(extract)] == [Reason.CONFLICT] * 2


def test_cells_that_are_no_numbers_keep_their_text():
    extract = read(f"""
        | {POOR} |
        | Kabupaten/Kota | 2022 | 2023 |
        | Pacitan | tiga belas | 13,65 |
        | Jombang | 9,04 | #=915 |
    """)
    assert reasons(extract) == [(Reason.NOT_NUMBER, 3, "2022"), (Reason.OUT_OF_RANGE, 4, "2023")]
    assert list(extract.rows["nilai"]) == ["tiga belas", 13.65, 9.04, 915]


def test_the_answer_must_not_contradict_the_title():
    extract = read(
        f"""
        | {POOR} |
        | Kabupaten/Kota | 2023 |
        | Pacitan | 13,65 |
        | Jombang | 9,15 |
        """,
        indicator="tpt",
    )
    assert [fault.alasan for fault in extract.faults] == [Reason.CONFLICT]


def test_provinces_down():
    extract = read("""
        | Persentase Penduduk Miskin Menurut Provinsi (persen), 2023 |
        | 38 Provinsi | Persentase Penduduk Miskin |
        | ACEH | 14,45 |
        | JAWA TIMUR | 10,35 |
        | PAPUA BARAT DAYA | 18,01 |
        | INDONESIA | 9,36 |
    """)
    assert list(extract.rows["kode"]) == ["11", "35", "96"]
    assert [(line.baris, line.sebab) for line in extract.skipped] == [(6, "jumlah")]


@pytest.mark.parametrize(
    "drawing",
    [
        "| a | b |\n| 1 | 2 |",
        "| Judul Inovasi | Tahun |\n| Sigap | 2023 |\n| Tanggap | 2024 |",
        "| Kabupaten/Kota | Predikat |\n| Pacitan | Inovatif |\n| Kota Batu | Inovatif |",
    ],
)
def test_what_is_no_bps_table_is_left_to_others(drawing):
    assert read(drawing) is None


def test_every_indicator_of_the_schema_can_be_read_and_no_other():
    field = schemas.get("capaian").field("indikator")
    assert set(bps_words.indicators()) == set(field.enum)
    assert all(kode in series.SERIES for kode in bps_words.indicators())


def test_shipped_values_are_plausible():
    shipped = pd.read_csv(SHIPPED, dtype={"kode": str})
    for kode, entry in bps_words.indicators().items():
        found = shipped.loc[shipped["indikator"] == kode, "nilai"]
        if len(found):
            ends = (Decimal(str(found.min())), Decimal(str(found.max())))
            assert all(map(entry.plausible, ends)), (kode, ends)


def test_a_second_table_below_is_told_and_not_mixed_in():
    extract = read(f"""
        | {POOR} |
        | Kabupaten/Kota | 2022 | 2023 |
        | Pacitan | 13,80 | 13,65 |
        | Kabupaten/Kota | 2022 | 2023 |
        | Jombang | 9,04 | 9,15 |
        |  |
        | Tingkat Pengangguran Terbuka |
        | Kabupaten/Kota | 2022 | 2023 |
        | Pacitan | 3,7 | 1,8 |
    """)
    assert len(extract.rows) == 4
    assert set(extract.rows["indikator"]) == {"p0"}
    assert reasons(extract) == [(Reason.CONTEXT, 6, "")]
    assert [(line.baris, line.sebab) for line in extract.skipped] == [(4, "judul berulang")]


def test_shares_stored_as_fractions_are_not_percent():
    extract = read("""
        | Tingkat Pengangguran Terbuka, Jawa Timur |
        | Kabupaten/Kota | 2023 |
        | Pacitan | #=0.018 |
        | Jombang | #=0.046 |
        | Kota Batu | #=0.045 |
    """)
    assert [fault.alasan for fault in extract.faults] == [Reason.UNIT]


def test_of_columns_by_sex_the_sum_is_the_region():
    extract = read("""
        | Jumlah Penduduk Menurut Jenis Kelamin (jiwa), Jawa Timur, 2021 |
        | Kabupaten/Kota | Laki-laki | Perempuan | Jumlah |
        | Pacitan | 292.888 | 294.430 | 587.318 |
        | Jombang | 664.530 | 661.384 | 1.325.914 |
    """)
    assert extract.faults == ()
    assert values(extract) == ["35.01 2021 penduduk 587318", "35.17 2021 penduduk 1325914"]


def test_a_unit_in_the_heading_wins_over_the_title():
    extract = read("""
        | Jumlah Penduduk Miskin (ribu jiwa), Jawa Timur |
        | Kabupaten/Kota | 2022 (jiwa) | 2023 |
        | Pacitan | 77.380 | 76,93 |
    """)
    assert list(extract.rows["nilai"]) == [77380, 76930]


@pytest.mark.parametrize("name", ["01. Pacitan", "1 Kab. Pacitan", "Pacitan*", "PACITAN 1)"])
def test_numbers_and_marks_around_a_name(name):
    extract = read(f"| {POOR} |\n| Kabupaten/Kota | 2023 |\n| {name} | 13,65 |\n| Jombang | 9,15 |")
    assert list(extract.rows["kode"]) == ["35.01", "35.17"]
