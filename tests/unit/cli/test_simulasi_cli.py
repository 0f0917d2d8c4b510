"""`evaluasi simulasi` refuses a wrong call in Indonesian, and its help names every scale."""

import pytest

from evaluasi import cli
from evaluasi.cli import simulasi
from evaluasi.simulation.world import TITLES


def run(capsys, *words):
    try:
        code = cli.main(words)
    except SystemExit as ended:
        code = ended.code
    return code, *capsys.readouterr()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "wajib diisi: --keluaran"),
        (["--keluaran", " "], "tidak boleh kosong"),
        (["--keluaran", "x", "--benih", "-1"], "bukan benih; tulis bilangan bulat dari 0"),
        (["--keluaran", "x", "--benih", "1,5"], "bukan benih; tulis bilangan bulat dari 0"),
        (["--keluaran", "x", "--skala", "besar"], "'besar' tidak dikenal (pilih dari"),
    ],
)
def test_a_wrong_call_is_told(capsys, words, told):
    code, out, err = run(capsys, "simulasi", *words)
    assert (code, out) == (2, "")
    assert told in err


def test_help_names_every_scale(capsys):
    code, out, err = run(capsys, "simulasi", "--help")
    assert (code, err) == (0, "")
    assert all(scale in out for scale in TITLES)
    for english in ("usage", "options:", "show this", "default"):
        assert english not in out


def test_scales_of_the_command_are_those_of_the_simulation():
    assert tuple(TITLES) == simulasi.SCALES


def test_a_missing_base_is_told_without_writing_anything(capsys, tmp_path):
    words = ["simulasi", "--keluaran", str(tmp_path / "x"), "--data", str(tmp_path / "tiada")]
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert "tidak ada" in err
    assert not list(tmp_path.iterdir())
