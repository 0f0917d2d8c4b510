"""Names and titles come from hundreds of offices: whatever they hold, a reader sees text."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from evaluasi import reports as rp
from evaluasi import tables

ROOT = Path(__file__).parents[2]
CODE = "35.98"
IMAGE = "<img src=x onerror=\"document.title='kena'\">"
SCRIPT = "<script>document.title='kena'</script>"
NAME = f"Kabupaten ../../{SCRIPT} $x_$ 😀"
HOSTILE = f"{IMAGE} {SCRIPT} [klik](javascript:alert(1)) #include `x` $1$ \\ */ 😀"


def add(folder, table, **row):
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns).writerow(row)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, unseal):
    """The report of a region of a user's dataset, and its index."""
    data = tmp_path_factory.mktemp("data") / "milik sendiri"
    shutil.copytree(ROOT / "data" / "jatim", data)
    unseal(data)
    descriptor = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    descriptor |= {"title": HOSTILE, "jenis": "pengguna"}
    (data / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    add(data, "wilayah", kode=CODE, tingkat="kabupaten", nama=NAME, induk="35")
    kecamatan = f"{CODE}.01"
    add(data, "wilayah", kode=kecamatan, tingkat="kecamatan", nama=HOSTILE, induk=CODE)
    add(data, "sumber", sumber="x", asal=HOSTILE, penerbit=HOSTILE, lisensi=HOSTILE)
    known = {"sumber": "x", "keyakinan": "tinggi"}
    case = {"tahun": 2024, "topik": HOSTILE, "ukuran": "lain", "teks": HOSTILE, "catatan": HOSTILE}
    add(data, "kasus", id="x1", kode=CODE, **known, **case)
    title = {"tahun": 2024, "topik": "SKK", "ukuran": "judul_inovasi", "teks": HOSTILE}
    add(data, "kasus", id="x2", kode=kecamatan, **known, **title)
    award = {"ajang": "skk", "kategori": HOSTILE, "nama": HOSTILE}
    add(data, "penghargaan", kode=kecamatan, tahun=2024, **known, **award)
    tables.refresh(data, HOSTILE)
    out = tmp_path_factory.mktemp("laporan") / "a" / "b" / "reports"
    made = rp.run("laporan_wilayah", [CODE], out=out, data=data, workers=1)
    assert not made.failed, made.summary()
    return out


def test_every_file_stays_in_its_folder_under_a_plain_name(folder):
    stem = "35.98_kabupaten-script-document-title-kena-script-x"
    assert {path.name for path in folder.iterdir() if path.is_file()} == {
        f"{stem}.html",
        f"{stem}.pdf",
        "indeks.html",
        "kejadian.jsonl",
        "manifest.json",
    }
    assert [path.name for path in (folder / "notebook").iterdir()] == [f"{stem}.ipynb"]
    assert [path.name for path in folder.parents[1].rglob("*") if path.is_dir()] == [
        "b",
        "reports",
        *sorted(path.name for path in folder.iterdir() if path.is_dir()),
    ]


def test_the_pdf_shows_what_the_file_says(folder):
    (path,) = folder.glob("*.pdf")
    pdf = PdfReader(path)
    shown = "".join("".join(page.extract_text().split()) for page in pdf.pages)
    for part in ("<imgsrc=x", "<script>document", "[klik](javascript:alert(1))", "#include", "😀"):
        assert part in shown
    links = [
        annotation.get_object()["/A"]["/URI"]
        for page in pdf.pages
        for annotation in page.get("/Annots", ())
        if "/URI" in annotation.get_object().get("/A", {})
    ]
    assert not [link for link in links if link.startswith("javascript")]


@pytest.mark.browser
@pytest.mark.parametrize("name", ["indeks.html", "35.98_*.html"])
def test_no_browser_meets_it_as_markup(page, folder, name):
    (path,) = folder.glob(name)
    page.open(path)
    assert "kena" not in page.driver.title.replace(SCRIPT, "")
    assert page.all("img[src=x]") == []
    assert page.all("[onerror], [onload]") == []
    assert page.all("a[href^=javascript]") == []
    assert len(page.all("script")) == (1 if name == "indeks.html" else 0)
    shown = page.driver.execute_script("return document.body.textContent")
    assert NAME in " ".join(shown.split())
    assert HOSTILE in shown
