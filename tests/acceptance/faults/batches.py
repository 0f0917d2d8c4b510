"""Start `evaluasi laporan` as a user does, and look at the folder it leaves."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema

from evaluasi.reports import manifest

ROOT = Path(__file__).parents[3]
NOTEBOOKS = ROOT / "tests" / "notebooks"
SMALL = NOTEBOOKS / "laporan_kecil.ipynb"
SCHEMA = json.loads(
    Path(manifest.__file__).with_name("manifest.schema.json").read_text(encoding="utf-8")
)
# How a file of each kind ends when it is whole.
ENDINGS = {".html": b"</html>", ".pdf": b"%%EOF", ".ipynb": b"}", ".json": b"}"}


def command(out, *words):
    options = ["--notebook", SMALL, "--keluaran", out, *words]
    return [sys.executable, "-m", "evaluasi", "laporan", *map(str, options)]


def environment(**more):
    return os.environ | {"SOURCE_DATE_EPOCH": "1795219200", "PYTHONIOENCODING": "utf-8"} | more


def run(out, *words, **options):
    return subprocess.run(
        command(out, *words),
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def entries(out):
    """The manifest's entries by region; the manifest must fit its schema."""
    found = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    jsonschema.validate(found, SCHEMA)
    return {entry["kode"]: entry for entry in found["laporan"].values()}


def torn(out):
    """Files that are not whole; what is still being written bears a hidden name."""
    return [
        path.name
        for path in out.rglob("[!.]*.*")
        if path.suffix in ENDINGS and not path.read_bytes().rstrip().endswith(ENDINGS[path.suffix])
    ]


def hidden(out):
    return [path.name for path in out.rglob(".*")]


def contents(out):
    """What a batch made, by file, without how long it took."""
    pages = {path.name: path.read_bytes() for path in out.glob("[0-9]*.*")}
    notebooks = {path.name: untimed(path) for path in (out / "notebook").iterdir()}
    index = (out / "indeks.html").read_text(encoding="utf-8")
    seconds = re.compile(r'<td class="angka" data-v="[\d.]+">[\d,]+</td>\n<td class="berkas">')
    return pages | notebooks | {"indeks.html": seconds.sub("", index)}


def untimed(path):
    nb = json.loads(path.read_text(encoding="utf-8"))
    del nb["metadata"]["papermill"]
    for cell in nb["cells"]:
        cell["metadata"].pop("papermill", None)
        if "injected-parameters" in cell["metadata"].get("tags", ()):
            del cell["id"]  # papermill draws it
    return nb
