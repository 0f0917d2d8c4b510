"""The shipped values, printed the way BPS prints them, come back as they were."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evaluasi import regions
from evaluasi.tables import series
from evaluasi.tables.files import Grid
from evaluasi.tables.intake import bps
from evaluasi.tables.intake.context import Context

SHIPPED = Path(__file__).parents[3] / "data" / "jatim" / "capaian.csv"
TITLES = {
    "p0": "Persentase Penduduk Miskin (persen)",
    "penduduk_miskin": "Jumlah Penduduk Miskin (jiwa)",
    "penduduk": "Jumlah Penduduk (jiwa)",
    "garis_kemiskinan": "Garis Kemiskinan (rupiah/kapita/bulan)",
    "ipm_lama": "Indeks Pembangunan Manusia (SP2010)",
    "ipm_baru": "Indeks Pembangunan Manusia (LF SP2020)",
    "uhh_lama": "Umur Harapan Hidup Saat Lahir (SP2010)",
    "uhh_baru": "Umur Harapan Hidup Saat Lahir (LF SP2020)",
    "hls": "Harapan Lama Sekolah (tahun)",
    "rls": "Rata-rata Lama Sekolah (tahun)",
    "pengeluaran": "Pengeluaran per Kapita Disesuaikan (ribu rupiah/orang/tahun)",
    "pdrb_pk": "PDRB per Kapita Atas Dasar Harga Konstan 2010 (ribu rupiah)",
    "pdrb_pk_adhb": "PDRB per Kapita Atas Dasar Harga Berlaku (ribu rupiah)",
    "pertumbuhan": "Laju Pertumbuhan PDRB Atas Dasar Harga Konstan 2010 (persen)",
    "tpt": "Tingkat Pengangguran Terbuka (persen)",
    "tpak": "Tingkat Partisipasi Angkatan Kerja (persen)",
    "gini": "Rasio Gini",
    "pad": "Pendapatan Asli Daerah (rupiah)",
}


@pytest.fixture(scope="module")
def shipped():
    frame = pd.read_csv(SHIPPED, dtype={"kode": str})
    return frame[frame["kode"].str.len() == 5]


def indonesian(value, decimals):
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def english(value, decimals):
    return f"{value:,.{decimals}f}"


def stored(value, _decimals):
    return float(value)


def wide(frame):
    return frame.pivot_table(index="kode", columns="tahun", values="nilai").sort_index()


def bare(kode):
    return regions.get(kode).nama.removeprefix("Kabupaten ").removeprefix("Kota ")


@pytest.mark.parametrize("printed", [indonesian, english, stored])
@pytest.mark.parametrize("kode", TITLES)
def test_shipped_values_come_back(shipped, kode, printed):
    table = shipped[shipped["indikator"] == kode]
    table = (
        table.pivot_table(index="kode", columns="tahun", values="nilai").sort_index().iloc[:, -4:]
    )
    decimals = max(series.get(kode).desimal, 2 if kode == "pdrb_pk" else 0)
    years = [str(year) for year in table.columns]
    rows = [[f"{TITLES[kode]} Menurut Kabupaten/Kota di Jawa Timur, {years[0]}-{years[-1]}"]]
    rows.append(["Kabupaten/Kota", *years])
    for region, record in table.iterrows():
        cells = ["..." if pd.isna(value) else printed(value, decimals) for value in record]
        rows.append([bare(region), *cells])
    rows[0] += [None] * len(years)
    extract = bps.read(Grid("a.xlsx", "Data", rows), Context())
    assert extract.faults == ()
    assert set(extract.rows["indikator"]) == {kode}
    found = wide(extract.rows.astype({"nilai": float, "tahun": int}))
    expected = table if printed is stored else table.round(decimals)
    assert list(found.index) == list(expected.index)
    assert list(found.columns) == list(expected.columns)
    np.testing.assert_allclose(found.to_numpy(), expected.to_numpy(), rtol=1e-12)


def test_every_series_with_shipped_values_is_here(shipped):
    assert set(shipped["indikator"]) - {"idsd"} == set(TITLES)
