"""Anyone can run a notebook by `papermill --engine evaluasi`; their own process stays as it is."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import papermill
import pytest
from conftest import NOTEBOOKS, outputs_of, text_of
from papermill.exceptions import PapermillExecutionError

from evaluasi.reports.engine import adapter, role
from evaluasi.reports.engine.child import ProcessDiedError
from evaluasi.reports.engine.kernels import needs_kernel

pytestmark = pytest.mark.filterwarnings("default")  # papermill's and jupyter's own


def run(name, output="keluaran.ipynb", **options):
    return papermill.execute_notebook(
        NOTEBOOKS / f"{name}.ipynb", output, engine_name="evaluasi", progress_bar=False, **options
    )


def test_papermill_finds_the_engine_however_it_is_imported(run_fresh):
    for first in (
        "import papermill",
        "import evaluasi.reports.engine",
        "from evaluasi.reports.engine import EvaluasiEngine",
    ):
        said = run_fresh(
            f"{first}\nfrom papermill.engines import papermill_engines as engines\n"
            "print(engines.get_engine('evaluasi').__name__)"
        )
        assert said == "EvaluasiEngine\n"


def test_the_command_line_runs_a_notebook_with_its_parameters(in_folder):
    notebook = str(NOTEBOOKS / "parameters.ipynb")
    command = [sys.executable, "-m", "papermill", "--engine", "evaluasi", notebook, "k.ipynb"]
    subprocess.run([*command, "-p", "wilayah", "35.07"], check=True, capture_output=True)
    assert text_of(outputs_of("k.ipynb")[-1]) == "35.07\n"


def test_the_callers_process_stays_as_it_is(in_folder):
    before = (dict(os.environ), Path.cwd(), list(sys.path), sys.stdout, sys.modules["__main__"])
    run("leaks")
    after = (dict(os.environ), Path.cwd(), list(sys.path), sys.stdout, sys.modules["__main__"])
    assert after == before


def test_the_output_is_the_same_notebook_in_the_same_place(in_folder):
    nb = run("displays")
    assert [path.name for path in in_folder.iterdir()] == ["keluaran.ipynb"]
    assert nb.metadata.language_info.name == "python"
    assert {cell.metadata.papermill.status for cell in nb.cells} == {"completed"}
    assert all(cell.metadata.papermill.duration is not None for cell in nb.cells)
    # The third cell's display was renewed by the fourth and the fifth, in another process.
    assert outputs_of("keluaran.ipynb")[2][0]["data"]["text/plain"] == ["'paling akhir'"]


def test_text_of_children_and_of_c_code_stands_where_it_was_written(in_folder):
    run("fd_output")
    by_cell = outputs_of("keluaran.ipynb")
    texts = [
        [output.get("text") or output["data"]["text/plain"] for output in outputs]
        for outputs in by_cell
    ]
    assert texts == [
        ["satu\ndua\ntiga\nempat\nlima\n", "galat\n"],
        ["sebelum\ndari C\nsesudah\nlangsung\nasli\nhabis\n"],
        ["anak menyusul\ndari anak\ninduk\n"],
        ["sebelum tampilan\n", ["'tampilan'"], "sesudah tampilan\n", ["0"]],
    ]


def test_an_error_in_a_cell_is_raised_and_recorded(in_folder):
    with pytest.raises(PapermillExecutionError, match="division by zero"):
        run("raises")
    cells = json.loads(Path("keluaran.ipynb").read_text())["cells"]
    ran = [cell["metadata"]["papermill"]["status"] for cell in cells if cell["id"][:3] == "sel"]
    assert ran == ["completed", "failed", "pending"]


def test_a_crash_is_told_and_the_part_before_it_is_kept(in_folder):
    with pytest.raises(ProcessDiedError, match="kode 3"):
        run("exits_hard")
    cells = json.loads(Path("keluaran.ipynb").read_text())["cells"]
    assert [cell["metadata"]["papermill"]["status"] for cell in cells] == [
        "completed",
        "failed",
        "pending",
    ]
    assert outputs_of("keluaran.ipynb")[0] == [
        {"name": "stdout", "output_type": "stream", "text": "mulai\n"}
    ]


def test_a_cell_has_papermills_time_limit(in_folder):
    with pytest.raises(PapermillExecutionError, match="Batas waktu 0,5 detik"):
        run("loops", execution_timeout=0.5)


def test_a_process_that_never_speaks_is_given_up(in_folder, monkeypatch):
    monkeypatch.setattr("evaluasi.reports.engine.child.START_SECONDS", 0.0)
    with pytest.raises(ProcessDiedError):
        run("parameters")


def test_text_is_repeated_where_papermill_was_asked_to(in_folder, caplog):
    out, err = io.StringIO(), io.StringIO()
    caplog.set_level("INFO", logger="papermill")
    run("streams", stdout_file=out, stderr_file=err, log_output=True)
    assert out.getvalue().startswith("satu\ntiga\nsatu\ntiga\n")
    assert err.getvalue().startswith("dua\ndua\n")
    assert "dua\n" in [record.getMessage() for record in caplog.records]


def test_a_notebook_that_asks_for_a_kernel_gets_one(in_folder):
    run("kernel_wanted")
    assert outputs_of("keluaran.ipynb")[0][0]["data"]["text/plain"] == ["True"]


def test_a_notebook_that_turns_out_to_need_a_kernel_is_run_again_in_one(in_folder):
    nb = run("uses_widget")
    assert nb.metadata.widgets
    assert text_of(outputs_of("keluaran.ipynb")[1]) == "selesai\n"


@pytest.mark.parametrize(
    ("metadata", "kernel", "needed"),
    [
        ({}, "python3", False),
        ({}, None, False),
        ({"kernelspec": {"language": "python"}}, "python3", False),
        ({"kernelspec": {"language": "R"}}, "ir", True),
        ({"evaluasi": {"kernel": True}}, "python3", True),
        ({"evaluasi": {"gambar": 3}}, "python3", False),
        ({}, "tidak-terpasang", True),
    ],
)
def test_which_notebooks_need_a_kernel(notebook, metadata, kernel, needed):
    nb = notebook("parameters")
    nb.metadata = type(nb.metadata)(metadata)
    assert needs_kernel(nb, kernel) is needed


@pytest.fixture
def fresh():
    """Be a fresh process, though this one is not: fit for notebooks that change nothing."""
    role.become("fresh")
    yield
    role.become("user")


def test_a_fresh_process_runs_the_notebook_itself(in_folder, fresh, monkeypatch):
    monkeypatch.setattr(adapter, "run_cells_apart", None)
    run("parameters")
    assert text_of(outputs_of("keluaran.ipynb")[-1]) == "35.79\n"


def test_the_record_on_disk_is_whole_after_every_cell(in_folder, fresh, monkeypatch):
    seen = []
    replace = Path.replace

    def note(draft, target):
        seen.append([len(cell) for cell in outputs_of(draft)])
        return replace(draft, target)

    monkeypatch.setattr(Path, "replace", note)
    run("forks", "k.ipynb")
    assert seen[0] == [0, 0, 0]
    assert [1, 0, 0] in seen
    assert seen[-1] == [1, 0, 1]


def test_a_record_that_cannot_be_written_leaves_no_draft(in_folder, monkeypatch):
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("penuh")))
    with pytest.raises(OSError, match="penuh"):
        run("parameters")
    assert not list(in_folder.iterdir())
