"""One list of innovations in the portal's columns: the same three rows under every dress."""

import datetime as dt

HEADINGS = (
    "No",
    "Judul Inovasi",
    "Pemda",
    "Admin OPD",
    "Inisiator",
    "Nama Inisiator",
    "Jenis",
    "Urusan Utama",
    "Urusan lain yang beririsan",
    "Kematangan",
    "Tahapan Inovasi",
    "Tanggal Penerapan",
)
PERSONS = ("Sri Wahyuningsih", "Bambang Sutejo", "Made Wirawan")
ROWS = (
    (
        1,
        "SIMANIS (Sistem Layanan Manis)",
        "Kota Batu",
        "Dinas Sosial",
        "Perangkat Daerah",
        PERSONS[0],
        "Digital",
        "Sosial",
        "Kesehatan; Pendidikan",
        84.19,
        "Penerapan",
        dt.datetime(2024, 10, 21),
    ),
    (
        2,
        "Kampung Apel Lestari – Café Desa",
        "Kota Batu",
        "Dinas Pertanian",
        "Masyarakat",
        PERSONS[1],
        "Non Digital",
        "Pertanian",
        None,
        61.5,
        "Uji Coba",
        None,
    ),
    (
        3,
        "Jemput Bola Adminduk",
        "Kota Batu",
        "Dispendukcapil",
        "ASN",
        PERSONS[2],
        "Digital",
        "Administrasi Kependudukan dan Pencatatan Sipil",
        None,
        97,
        "Penerapan",
        dt.datetime(2024, 3, 4),
    ),
)
# What the strict reader must have of them, column by column.
TYPED = {
    "kode": ["35.79"] * 3,
    "tahun": [2026] * 3,
    "judul": [row[1] for row in ROWS],
    "opd": ["Dinas Sosial", "Dinas Pertanian", "Dispendukcapil"],
    "inisiator": ["perangkat daerah", "masyarakat", "ASN"],
    "jenis": ["digital", "non digital", "digital"],
    "urusan": ["Sosial", "Pertanian", "Administrasi Kependudukan dan Pencatatan Sipil"],
    "urusan_beririsan": ["Kesehatan; Pendidikan", None, None],
    "kematangan": [84.19, 61.5, 97.0],
    "tahapan": ["penerapan", "uji coba", "penerapan"],
    "tanggal_penerapan": ["2024-10-21", None, "2024-03-04"],
}


def changed(row=0, **cells):
    """The rows with some cells of one row replaced, named by their heading in snake case."""
    names = [heading.lower().replace(" ", "_") for heading in HEADINGS]
    rows = [list(line) for line in ROWS]
    for name, cell in cells.items():
        rows[row][names.index(name)] = cell
    return rows


def written(date="%d-%m-%Y", comma=","):
    """The rows as text, as a person in Indonesia writes them."""

    def text(cell):
        if isinstance(cell, dt.datetime):
            return cell.strftime(date)
        return "" if cell is None else str(cell).replace(".", comma, isinstance(cell, float))

    return [[text(cell) for cell in row] for row in ROWS]
