"""A dataset hands out its tables, keeps them whole, and says what it does not show."""

import pickle

import pandas as pd
import pytest

from evaluasi.errors import DatasetError, ParameterError
from evaluasi.tables import load, schemas


def test_every_table_is_an_attribute_with_typed_columns(package):
    ds = load(package.write())
    for name in schemas.NAMES:
        assert list(getattr(ds, name).columns) == list(schemas.get(name).columns)
        assert name in dir(ds)
    assert not ds.has("inovasi")
    assert ds.inovasi["i16"].dtype == "Int64"
    assert ds.has("capaian")


def test_what_is_no_table_is_refused(package):
    ds = load(package.write())
    assert not hasattr(ds, "capain")
    with pytest.raises(DatasetError, match="capain"):
        ds.table("capain")


def test_codes_are_text(package):
    assert load(package.write()).wilayah["kode"].tolist() == [
        "35",
        "35.10",
        "35.74",
        "35.79",
        "35.79.03",
    ]


def test_changing_what_was_handed_out_changes_nothing(package):
    ds = load(package.write())
    before = ds.capaian
    taken = ds.capaian
    taken.loc[0, "nilai"] = -1
    taken["baru"] = 1
    taken.attrs.clear()
    assert ds.capaian.equals(before)
    assert ds.capaian.attrs == before.attrs != {}


def test_facts_of_the_descriptor_are_carried(package):
    ds = load(package.write())
    assert (ds.name, ds.title, ds.kind, ds.home) == ("contoh", "Data contoh", "publik", "35")
    assert ds.years == (2011, 2024)


def test_scores_of_low_confidence_are_withheld_and_counted(package):
    folder = package.write()
    ds, all_shown = load(folder), load(folder, low_confidence=True)
    assert len(ds.skor_iid) + len(ds.withheld("skor_iid")) == len(all_shown.skor_iid)
    assert set(ds.withheld("skor_iid")["keyakinan"]) == {"rendah"}
    assert "rendah" not in set(ds.skor_iid["keyakinan"])
    assert ds.hidden == {"skor_iid": 2, "capaian": 1}
    assert all_shown.hidden == {}
    assert len(all_shown.withheld("skor_iid")) == 0


def test_outcomes_of_low_confidence_stay_in_the_table_but_out_of_series(package):
    folder = package.write()
    ds = load(folder)
    assert (ds.capaian["keyakinan"] == "rendah").sum() == 1
    assert pd.isna(ds.series("p0", "35.74", [2012]).loc["35.74", 2012])
    assert ds.series("p0", "35.74", [2012], low_confidence=True).loc["35.74", 2012] == 10.92
    assert load(folder, low_confidence=True).series("p0", "35.74").loc["35.74", 2012] == 10.92


def test_a_reporting_year_cuts_every_dated_table(package):
    ds = load(package.write()).upto(2020)
    assert ds.years == (2011, 2020)
    assert set(ds.skor_iid["tahun"]) == {2019}
    assert ds.hidden == {"capaian": 1}
    assert len(ds.wilayah) == 5
    assert list(ds.capaian.index) == list(range(len(ds.capaian)))


def test_a_reporting_year_reads_months_and_days_too(package):
    package.descriptor["resources"].append(
        {
            "name": "layanan",
            "path": "layanan.csv",
            "schema": {
                "fields": [
                    {"name": "kode"},
                    {"name": "bulan", "type": "yearmonth"},
                    {"name": "indikator"},
                    {"name": "nilai", "type": "number"},
                    {"name": "satuan"},
                    {"name": "sumber"},
                ]
            },
        }
    )
    package.files["layanan.csv"] = (
        "kode,bulan,indikator,nilai,satuan,sumber\n"
        "35.79,2020-12,pengaduan,7,aduan,Dinas Kominfo\n"
        "35.79,2025-01,pengaduan,9,aduan,Dinas Kominfo\n"
    )
    ds = load(package.write())
    assert ds.years == (2011, 2025)
    assert ds.upto(2024).layanan["nilai"].tolist() == [7]
    assert ds.layanan.attrs["provenance"].sources[0].penerbit == "Dinas Kominfo"


def test_a_year_before_all_data_is_refused(package):
    with pytest.raises(ParameterError) as caught:
        load(package.write()).upto(2010)
    assert str(caught.value) == (
        "Dataset Data contoh tidak memuat data sampai tahun 2010.\n"
        "Data paling awal berasal dari tahun 2011."
    )


def test_a_dataset_without_dates_has_no_years(package):
    package.drop("skor_iid", "penghargaan", "capaian")
    ds = load(package.write())
    assert ds.years is None
    assert ds.series("p0").empty
    with pytest.raises(ParameterError):
        ds.upto(2025)


def test_a_dataset_survives_pickling(package):
    ds = load(package.write())
    copy = pickle.loads(pickle.dumps(ds))
    assert copy.capaian.equals(ds.capaian)
    assert copy.provenance == ds.provenance
    assert copy.summary() == ds.summary()


def test_the_summary_of_a_dataset(package):
    assert repr(load(package.write())) == (
        "Data contoh (publik), 2011–2024\n"
        "  wilayah: 5\n"
        "  skor_iid: 6\n"
        "  penghargaan: 4\n"
        "  capaian: 8\n"
        "  sumber: 4\n"
        "Keyakinan rendah, tidak ditampilkan: skor_iid 2, capaian 1"
    )
