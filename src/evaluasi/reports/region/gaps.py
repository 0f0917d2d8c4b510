"""What would make the report stronger, and how to load it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from evaluasi.reports.folders import PROJECT
from evaluasi.reports.region import awards, iid
from evaluasi.reports.region.positions import missing, positions
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import bullets, mentioned
from evaluasi.tables import schemas
from evaluasi.tables.awards import NOT_RECORDED
from evaluasi.text import _, listing

FOLDER = "data/input"
USERS = "pengguna"


def wanted(subject: Subject) -> pd.DataFrame:
    """Table of the tables not on file for the region: the question each answers, file, columns."""
    rows = []
    for name, question in _questions().items():
        if len(subject.rows_of(name)):
            continue
        schema = schemas.get(name)
        required = [field.name for field in schema.fields if field.required]
        more = len(schema.fields) - len(required)
        columns = ", ".join(required)
        if more:
            columns = _("{columns}, dan {n} kolom lain yang boleh kosong").format(
                columns=columns, n=more
            )
        rows.append(
            {
                _("Tabel"): schema.title,
                _("Menjawab"): question,
                _("Berkas"): f"{name}.csv",
                _("Kolom wajib"): columns,
            }
        )
    return pd.DataFrame(rows)


def wanted_source() -> str:
    """Return where the table of wanted tables comes from."""
    return _("Sumber: skema tabel paket evaluasi.")


def sentences(subject: Subject) -> str:
    """List what is missing from the tables that are on file."""
    absent = [mentioned(series) for series in missing(subject, positions(subject))]
    scores = iid.rows(subject)
    own = set(scores[~iid.provisional(scores)]["tahun"])
    editions = [year for year in iid.editions(subject) if year not in own]
    lists = [
        year
        for year in awards.years(subject)
        if subject.data.award_status(subject.kode, year) == NOT_RECORDED
    ]
    told: list[tuple[Sequence[object], str]] = [
        (absent, _("Capaian (`capaian.csv`): {items}.")),
        (editions, _("Hasil IID (`skor_iid.csv`) dari lampiran keputusan: edisi {items}.")),
        (lists, _("Daftar lengkap penerima IGA (`penghargaan.csv`): {items}.")),
    ]
    return bullets(words.format(items=listing(items)) for items, words in told if items)


def how_to_load(subject: Subject) -> str:
    """Give the commands that bring files into a dataset, for this region and its dataset."""
    data = subject.data
    home = folder(data.path)
    own = data.kind == USERS
    steps = [
        _(
            "Siapkan berkas: ekspor portal, formulir, tabel BPS, atau isian dari "
            "`evaluasi templat isian.xlsx --wilayah {kode}`. Excel, ODS, dan CSV dibaca."
        ),
        _(
            "Periksa: `evaluasi periksa isian.xlsx`. Setiap kesalahan disebut dengan lembar, "
            "baris, kolom, dan perbaikannya; berkas aslinya tidak diubah."
        ),
        _(
            "Masukkan: `evaluasi impor isian.xlsx --ke {target}{base}`. Baris yang belum diterima "
            "menunggu di `karantina_<tabel>.xlsx` pada folder itu."
        ),
        _("Susun lagi: `evaluasi laporan --data {target} --wilayah {kode}`."),
    ]
    words = {
        "target": home if own else FOLDER,
        "base": "" if own else f" --dasar {home}",
        "kode": subject.kode,
    }
    return "\n".join(f"{number}. {step.format(**words)}" for number, step in enumerate(steps, 1))


def folder(path: Path) -> str:
    """Return the dataset's folder within the project; elsewhere its name, the same anywhere."""
    whole = path.resolve()
    inside = whole.is_relative_to(PROJECT)
    return whole.relative_to(PROJECT).as_posix() if inside else whole.name


def _questions() -> dict[str, str]:
    """Return the question that each table would answer, most useful first."""
    return {
        "inovasi": _("inovasi apa saja, milik siapa, sejak kapan, pada tahap apa"),
        "tindak_lanjut": _("inovasi mana yang masih berjalan, melemah, atau berhenti"),
        "verifikasi": _("seberapa sesuai kematangan yang diakui dengan bukti lapangan"),
        "kapasitas": _("aspek pemerintah daerah mana yang menahan skor IID"),
        "layanan": _("apakah layanan berubah sesudah inovasi dimulai, bulan demi bulan"),
        "survei": _("bagaimana kapasitas keberlanjutan menurut pelaksana dan pemakai"),
        "penilaian": _("seberapa sepakat para penilai tentang inovasi yang sama"),
    }
