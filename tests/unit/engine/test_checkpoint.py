"""On disk a running notebook is whole at every moment."""

import json
from pathlib import Path

import nbformat
import pytest

from evaluasi.reports.engine import checkpoint as checkpoints
from evaluasi.reports.engine.checkpoint import Checkpoint, Draft


@pytest.fixture
def checkpoint(in_folder, notebook):
    nb = notebook("raises")
    return Checkpoint(Path("sebagian.ipynb"), nb), nb


def on_disk():
    return nbformat.read("sebagian.ipynb", as_version=4)


def test_a_checkpoint_is_the_notebook(checkpoint):
    keeper, nb = checkpoint
    keeper.save(())
    assert on_disk() == nb
    nbformat.validate(on_disk())


def test_changed_cells_and_metadata_are_brought_up_to_date(checkpoint):
    keeper, nb = checkpoint
    keeper.save(())
    nb.cells[1].outputs = [nbformat.v4.new_output("stream", name="stdout", text="é \ud800 </b>")]
    nb.metadata["papermill"] = {"exception": True}
    keeper.save([1])
    assert on_disk() == nb


def test_a_failed_write_spoils_nothing(checkpoint, in_folder, monkeypatch):
    keeper, _ = checkpoint
    keeper.save(())
    before = Path("sebagian.ipynb").read_bytes()

    def refuse(*_):
        raise OSError("penuh")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="penuh"):
        keeper.save([0])
    assert Path("sebagian.ipynb").read_bytes() == before
    assert len(list(in_folder.iterdir())) == 1


def test_drafts_that_are_sent_add_up_to_the_notebook(checkpoint, monkeypatch):
    keeper, nb = checkpoint
    sent = []
    monkeypatch.setattr(checkpoints, "_send", sent.append)
    keeper.save(())
    nb.cells[2].source = "lain"
    keeper.save([2])
    assert not Path("sebagian.ipynb").exists()
    assert set(sent[1].cells) == {2}
    sent[0].renewed(sent[1]).write()
    assert on_disk() == nb


def test_a_draft_of_another_notebook_takes_the_place_of_the_first():
    first, second = Draft(Path("a"), {0: b"0", 1: b"1"}, b"{}"), Draft(Path("b"), {0: b"0"}, b"{}")
    assert first.renewed(second) == second
    assert json.loads(first.rest) == {}
