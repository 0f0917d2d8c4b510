"""A second `evaluasi laporan` makes only what is new, failed, changed or missing."""

import contextlib
import json
import shutil
from pathlib import Path

import pytest

from evaluasi import cli, tables
from evaluasi.reports import freshness

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ROOT / "tests" / "notebooks"
BATU, SURABAYA = "35.79", "35.78"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A working folder with data and notebooks of its own, and two reports made from them."""
    folder = tmp_path_factory.mktemp("kerja")
    shutil.copytree(ROOT / "data" / "jatim", folder / "data")
    shutil.copy(NOTEBOOKS / "laporan_kecil.ipynb", folder / "laporan.ipynb")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        # Nobody who edits the package while this runs shall make a report stale.
        patch.setattr(freshness, "program_hash", lambda: "0" * 64)
        patch.setenv("SOURCE_DATE_EPOCH", "1795219200")
        assert cli.main(command()) == 0
        yield folder


def command(*words, wilayah=f"{SURABAYA},{BATU}"):
    options = f"laporan --notebook laporan.ipynb --data data --keluaran hasil --wilayah {wilayah}"
    return [*options.split(), *words]


@pytest.fixture
def plan(home, capsys):
    """Return what would be made and why, by code."""

    def ask(*words, **options):
        assert cli.main(command("--kering", *words, **options)) == 0
        lines = capsys.readouterr().out.splitlines()[1:]
        return {line.split()[0]: line.partition(": ")[2] for line in lines}

    return ask


def make(capsys, *words, **options):
    code = cli.main(command(*words, **options))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@contextlib.contextmanager
def edited(data):
    """Change one number of the dataset, on record, for a while."""
    files = {path: path.read_bytes() for path in (data / "kasus.csv", data / "datapackage.json")}
    rows = files[data / "kasus.csv"]
    (data / "kasus.csv").write_bytes(rows.replace(b"jumlah_inovasi,8,", b"jumlah_inovasi,9,"))
    tables.refresh(data, "jumlah inovasi dibetulkan")
    yield
    for path, content in files.items():
        path.write_bytes(content)


def pages(home):
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in home.glob("hasil/35*")}


def test_nothing_changed_nothing_made(home, plan, capsys):
    before = pages(home)
    assert plan() == plan("--lanjut") == {SURABAYA: "segar", BATU: "segar"}
    for words in ([], ["--lanjut"]):
        code, out, err = make(capsys, *words)
        assert (code, err) == (0, "")
        assert out.startswith("Semua 2 laporan masih segar, tidak ada yang dibuat")
        assert out.endswith("indeks.html\n")
    assert pages(home) == before


def test_paksa_makes_all_again_and_the_same(home, plan, capsys):
    before = pages(home)
    assert plan("--paksa") == dict.fromkeys((SURABAYA, BATU), "diminta ulang")
    assert make(capsys, "--paksa")[0] == 0
    after = pages(home)
    assert {path: content for path, (content, _) in after.items()} == {
        path: content for path, (content, _) in before.items()
    }
    assert all(after[path][1] > before[path][1] for path in before)


def test_a_damaged_file_is_made_again_and_no_other(home, plan, capsys):
    before = pages(home)
    (page,) = home.glob(f"hasil/{BATU}*.html")
    whole = page.read_bytes()
    page.write_bytes(whole[:-10])
    (pdf,) = home.glob(f"hasil/{SURABAYA}*.pdf")
    pdf.unlink()
    assert plan() == {SURABAYA: "hilang: PDF", BATU: "isi berkas berubah: HTML"}
    code, out, _ = make(capsys, "--lanjut", wilayah=BATU)
    assert (code, page.read_bytes()) == (0, whole)
    assert out.startswith("1 dari 1 laporan selesai")
    assert plan() == {SURABAYA: "hilang: PDF", BATU: "segar"}
    code, out, _ = make(capsys)
    assert "1 dari 1 laporan selesai" in out
    assert "; 1 lainnya masih segar." in out
    assert {p: content for p, (content, _) in pages(home).items()} == {
        p: content for p, (content, _) in before.items()
    }


def test_what_changed_is_named(home, plan, capsys):
    notes = home / "catatan" / f"{BATU}.md"
    notes.parent.mkdir()
    notes.write_text("Catatan baru.", encoding="utf-8")
    assert plan() == {SURABAYA: "segar", BATU: f"berubah: catatan/{BATU}.md"}
    notes.unlink()
    with edited(home / "data"):
        assert set(plan("--tahun", "2024").values()) == {"berubah: data, parameter tahun"}
    notebook = home / "laporan.ipynb"
    nb = json.loads(notebook.read_text(encoding="utf-8"))
    nb["cells"][0]["source"] = "# Laporan kecil yang lain"
    kept = notebook.read_bytes()
    notebook.write_text(json.dumps(nb), encoding="utf-8")
    assert set(plan().values()) == {"berubah: notebook"}
    notebook.write_bytes(kept)
    assert set(plan().values()) == {"segar"}


def test_no_old_pdf_stays_beside_a_new_page(home, plan, capsys):
    (page,), (pdf,) = home.glob(f"hasil/{BATU}*.html"), home.glob(f"hasil/{BATU}*.pdf")
    before = pdf.read_bytes()
    page.unlink()
    assert make(capsys, "--format", "html", wilayah=BATU)[0] == 0
    assert pdf.read_bytes() == before  # it says what the new page says
    assert plan(wilayah=BATU) == {BATU: "segar"}
    assert make(capsys, "--format", "html", "--tahun", "2024", wilayah=BATU)[0] == 0
    assert not pdf.exists()
    assert plan(wilayah=BATU) == {BATU: "berubah: parameter tahun"}
    assert make(capsys, wilayah=BATU)[0] == 0
    assert pdf.read_bytes() == before


def test_a_failed_report_is_tried_again(home, plan, capsys):
    fragile = ["--notebook", "gagal.ipynb", "--format", "html"]
    source = (NOTEBOOKS / "gagal_satu.ipynb").read_text(encoding="utf-8")
    (home / "gagal.ipynb").write_text(source, encoding="utf-8")
    assert make(capsys, *fragile)[0] == 1
    assert plan(*fragile) == {SURABAYA: "segar", BATU: "gagal sebelumnya"}
    (home / "gagal.ipynb").write_text(source.replace("raise ValueError", "print"), "utf-8")
    assert plan(*fragile) == {SURABAYA: "berubah: notebook", BATU: "gagal sebelumnya"}
    assert make(capsys, *fragile)[0] == 0
    assert set(plan(*fragile).values()) == {"segar"}
    assert not list(home.glob("hasil/log/*.log"))
