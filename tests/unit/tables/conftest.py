"""A small dataset that every test may bend before it is written."""

import hashlib
import json
from importlib import resources

import pytest

from evaluasi.tables import provenance

FILES = {
    "wilayah": """\
kode,kode_bps,tingkat,nama,induk,luas_km2,penduduk,catatan
35,35,provinsi,Jawa Timur,,48055.88,41918633,
35.10,3510,kabupaten,Kabupaten Banyuwangi,35,5782.5,1768041,
35.74,3574,kota,Kota Probolinggo,35,56.67,248129,
35.79,3579,kota,Kota Batu,35,194.17,227218,
35.79.03,3579010,kecamatan,Junrejo,35.79,,,
""",
    "skor_iid": """\
kode,tahun,sumber,skor,skala,predikat,peringkat,lingkup_peringkat,jumlah_inovasi,keputusan,keyakinan,catatan
35.10,2019,koran,74400,poin,,1,kabupaten,186,,tinggi,
35.10,2021,koran,84.19,0-100,Sangat Inovatif,1,kabupaten,,002.6-5848/2021,tinggi,
35.10,2021,warta,4924,poin,Sangat Inovatif,75,kabupaten,,,tinggi,sebelum keputusan
35.79,2022,koran,50,0-100,Inovatif,,,,,sedang,
35.79,2022,warta,40,0-100,Inovatif,,,,,rendah,
35.79,2023,warta,55,0-100,Inovatif,,,,,rendah,
35.74,2022,koran,61,0-100,Sangat Inovatif,,,,,tinggi,
35.74,2022,warta,62,0-100,Sangat Inovatif,,,,,tinggi,
""",
    "penghargaan": """\
kode,tahun,ajang,kategori,sumber,keyakinan,nama,kode_kandidat,urutan,pengakuan,catatan
35.10,2022,iga,kabupaten terinovatif,koran,tinggi,Kabupaten Banyuwangi,,1,pemenang,
35.10,2020,iga,kabupaten sangat inovatif,koran,sedang,Kabupaten Banyuwangi,,,predikat,
35.10,2021,iga,kabupaten terinovatif,koran,sedang,Kabupaten Banyuwangi,,,pemenang,
,2024,skk,pemenang,koran,rendah,Junrejo,35.79.03;35.10.05,,pemenang,nama ganda
""",
    "capaian": """\
kode,tahun,indikator,nilai,satuan,seri,acuan_waktu,sumber,keyakinan,catatan
35.10,2012,p0,9.97,persen,,setara September (disimpulkan),A,tinggi,
35.74,2012,p0,10.92,persen,,setara September (disimpulkan),A,rendah,janggal
35.79,2012,p0,4.47,persen,,setara September (disimpulkan),A,tinggi,
35.79,2015,p0,4.71,persen,,Maret,L,tinggi,
35.79,2020,ipm_lama,75.9,indeks 0-100,SP2010,,L,tinggi,
35.79,2020,ipm_baru,77.35,indeks 0-100,LF SP2020,,A,tinggi,
35.74,2011,tpt,5.5,persen,,Agustus,A,tinggi,
35.74,2012,tpt,5.1,persen,,Agustus,A,tinggi,
""",
    "sumber": """\
sumber,asal,penerbit,lisensi,catatan
A,github:contoh,BPS Provinsi Jawa Timur,fakta,
L,github:lain,BPS,fakta,
koran,https://koran.contoh,Koran Contoh,fakta,
warta,https://warta.contoh,Warta Contoh,fakta,
""",
}
COMPLETE = [{"ajang": "iga", "tahun": 2022, "tingkat": "kota", "lengkap": True}]


def schema(table):
    file = resources.files("evaluasi.tables") / "schemas" / f"{table}.json"
    return json.loads(file.read_text(encoding="utf-8"))


class Package:
    """Files as text by path, and the descriptor as a dictionary, until `write`."""

    def __init__(self, folder):
        self.folder = folder
        self.files = {f"{table}.csv": text for table, text in FILES.items()}
        self.descriptor = {
            "name": "contoh",
            "title": "Data contoh",
            "jenis": "publik",
            "created": "2026-11-21T00:00:00Z",
            "wilayah_utama": "35",
            "resources": [
                {"name": table, "path": f"{table}.csv", "schema": schema(table)} for table in FILES
            ],
        }
        self.resource("penghargaan")["kelengkapan"] = COMPLETE

    def resource(self, table):
        (found,) = (entry for entry in self.descriptor["resources"] if entry["name"] == table)
        return found

    def field(self, table, column):
        (found,) = (e for e in self.resource(table)["schema"]["fields"] if e["name"] == column)
        return found

    def swap(self, table, old, new):
        path = f"{table}.csv"
        assert old in self.files[path]
        self.files[path] = self.files[path].replace(old, new, 1)

    def drop(self, *tables):
        for table in tables:
            self.descriptor["resources"].remove(self.resource(table))
            del self.files[f"{table}.csv"]

    def seal(self):
        """State the digest of every file, as a descriptor that ships does."""
        for entry in self.descriptor["resources"]:
            content = self.files[entry["path"]].encode()
            entry["bytes"] = len(content)
            entry["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"

    def write(self):
        self.folder.mkdir(exist_ok=True)
        for path, text in self.files.items():
            content = text if isinstance(text, bytes) else text.encode()
            (self.folder / path).write_bytes(content)
        text = json.dumps(self.descriptor, ensure_ascii=False)
        (self.folder / "datapackage.json").write_text(text, encoding="utf-8")
        return self.folder


@pytest.fixture
def package(tmp_path):
    return Package(tmp_path / "contoh")


@pytest.fixture(autouse=True)
def fresh_process(monkeypatch):
    """What other tests loaded must not reach the provenance of these."""
    monkeypatch.setattr(provenance, "_loaded", {})
