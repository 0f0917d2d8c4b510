"""`evaluasi jelajah` starts JupyterLab, or says in a sentence why it can't."""

import sys

import pytest

from evaluasi.errors import EvaluasiError
from evaluasi.reports.explore import lab


def make_notebook(folder):
    path = folder / "notebooks" / "jelajah.ipynb"
    path.parent.mkdir()
    path.write_text("{}", encoding="utf-8")
    return path


def test_jupyterlab_shows_the_project_so_that_data_and_reports_are_in_sight(tmp_path):
    assert lab.root_of(make_notebook(tmp_path)) == tmp_path
    assert lab.root_of(tmp_path / "milik_saya.ipynb") == tmp_path


def test_without_jupyterlab_a_sentence_says_how_to_install_it(tmp_path, monkeypatch):
    path = make_notebook(tmp_path)
    monkeypatch.setattr(lab, "find_spec", lambda _name: None)
    with pytest.raises(EvaluasiError, match="JupyterLab belum terpasang") as caught:
        lab.open_lab(path)
    assert "pip install jupyterlab" in caught.value.remedy


def test_ctrl_c_leaves_the_question_to_jupyterlab_and_waits_for_its_end(tmp_path, monkeypatch):
    path = make_notebook(tmp_path)
    waits = iter([KeyboardInterrupt, 0])

    class Server:
        def __init__(self, command, cwd):
            assert command[:4] == [sys.executable, "-m", "jupyter", "lab"]
            assert cwd == tmp_path

        def __enter__(self):
            return self

        def __exit__(self, *error):
            return None

        def wait(self):
            answer = next(waits)
            if answer is KeyboardInterrupt:
                raise answer
            return answer

    monkeypatch.setattr(lab.subprocess, "Popen", Server)
    assert lab.open_lab(path) == 0
    assert not list(waits)
