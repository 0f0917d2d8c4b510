"""Whatever a cell does, its own report fails with a sentence and the others are made."""

import json
import sys
from functools import partial

import pytest
from batches import NOTEBOOKS, ROOT, entries, hidden, torn

from evaluasi import reports as rp
from evaluasi.reports import batch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="batas memori hanya di Linux")

SOFT_LIMIT = 3.0
MEMORY_LIMIT = 512 << 20
# Region → what its notebook does, and the sentence it fails with; None: the report is made.
FAULTS = {
    "35.01": ("raises", "ValueError: tidak bisa"),
    "35.02": ("loops forever", "Batas waktu 3 detik terlampaui."),
    "35.03": ("eats memory", "Memori habis."),
    "35.04": ("calls sys.exit", "Sel mengakhiri notebook dengan sys.exit(3)."),
    "35.05": ("forks", None),
    "35.06": ("prints a megabyte", None),
    "35.07": ("crashes the interpreter", "Proses notebook berhenti mendadak."),
    "35.08": ("nothing out of the ordinary", None),
}
BROKEN = [code for code, (_, sentence) in FAULTS.items() if sentence]
FINE = [code for code in FAULTS if code not in BROKEN]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One batch with all of them."""
    out = tmp_path_factory.mktemp("mogok")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "SOFT_LIMIT_SECONDS", SOFT_LIMIT)
        limited = partial(batch.scheduler.run_tasks, memory_limit=MEMORY_LIMIT)
        patch.setattr(batch.scheduler, "run_tasks", limited)
        found = rp.run(
            NOTEBOOKS / "mogok.ipynb", list(FAULTS), out=out, data=ROOT / "data/jatim", workers=2
        )
    return out, found


def test_the_batch_ends_with_one_and_names_each_failure(made):
    _, found = made
    assert found.exit_code == 1
    assert found.summary().startswith(f"{len(FINE)} dari {len(FAULTS)} laporan selesai dalam ")
    failures = [line for line in found.summary().splitlines() if line.startswith("  - ")]
    assert [line.split()[1] for line in failures] == BROKEN


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_report_says_why_in_a_sentence(made, code):
    entry = entries(made[0])[code]
    assert entry["status"] == "gagal"
    assert entry["galat"]["pesan"] == FAULTS[code][1]
    assert entry["keluaran"] == {}


@pytest.mark.parametrize("code", BROKEN)
def test_what_was_done_before_the_fault_is_kept(made, code):
    (partial_notebook,) = (made[0] / "log").glob(f"{code}_*.sebagian.ipynb")
    cells = json.loads(partial_notebook.read_text(encoding="utf-8"))["cells"]
    said = [cell for cell in cells if 'rp.say("Mulai.")' in "".join(cell["source"])]
    assert "Mulai." in json.dumps(said[0]["outputs"])
    assert "Angka: " not in json.dumps(cells)
    assert next((made[0] / "log").glob(f"{code}_*.log")).read_text(encoding="utf-8")


@pytest.mark.parametrize("code", FINE)
def test_the_others_are_made(made, code):
    out, _ = made
    entry = entries(out)[code]
    assert entry["status"] == "selesai"
    assert set(entry["keluaran"]) == {"html", "pdf", "ipynb"}
    page = (out / entry["keluaran"]["html"]["berkas"]).read_text(encoding="utf-8")
    assert "1,00 (2021)" in page
    assert page.count("Mulai.") == 1
    assert "xxx" not in page


def test_nothing_half_written_is_left(made):
    assert torn(made[0]) == []
    assert hidden(made[0]) == []


def test_the_index_tells_all_of_it(made):
    index = (made[0] / "indeks.html").read_text(encoding="utf-8")
    for code in BROKEN:
        assert FAULTS[code][1] in index
    assert index.count("1,00 (2021)") == len(FINE)
