"""`evaluasi dampak --layanan`: what it prints and with which code it ends."""

import pytest

from evaluasi.cli import main
from evaluasi.reports.service import running

SIMULATED = ["--data", "data/simulasi"]
COMPLAINTS = ["dampak", "--layanan", "pengaduan_masuk", *SIMULATED]


@pytest.fixture
def _without_report(monkeypatch):
    """Leave the notebook out: it has a test of its own."""

    class Nothing:
        exit_code = 0

        def summary(self):
            return ""

    monkeypatch.setattr(running, "report", lambda *_args, **_more: Nothing())


@pytest.mark.usefixtures("_without_report")
@pytest.mark.parametrize(("at", "code"), [("2022-01", 0), ("2020-03", 1)])
def test_it_tells_the_answer_or_the_refusal_and_writes_a_workbook(capsys, tmp_path, at, code):
    words = ["--wilayah", "Kabupaten Malang", "--patahan", at, "--keluaran", str(tmp_path)]
    assert main([*COMPLAINTS, *words]) == code
    said = capsys.readouterr().out
    assert ("Tidak dapat ditaksir" in said) is bool(code)
    assert "SIMULASI" in said
    assert (tmp_path / f"layanan-pengaduan-masuk-35-07-kabupaten-malang-{at}.xlsx").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--wilayah", "35.07"], "--patahan 2021-05  Sekolah Kolaborasi Pengaduan"),
        (["--wilayah", "35.07", "--patahan", "Mei"], "bukan bulan"),
        (["--wilayah", "Atlantis", "--patahan", "2022-01"], "Atlantis"),
        (["--wilayah", "35.07", "--patahan", "2022-01", "--pembanding", "35.07"], "wilayah lain"),
    ],
)
def test_a_wrong_call_is_explained_and_ends_with_two(capsys, tmp_path, words, said):
    assert main([*COMPLAINTS, *words, "--keluaran", str(tmp_path)]) == 2
    heard = capsys.readouterr()
    assert said in heard.err
    assert "Traceback" not in heard.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "words",
    [
        COMPLAINTS,
        [*COMPLAINTS, "--wilayah", "35.07,35.06"],
        [*COMPLAINTS, "--wilayah", "35.07", "--perlakuan", "iga"],
        [*COMPLAINTS, "--wilayah", "35.07", "--keluarga", "gauss"],
        ["dampak", "--capaian", "p0", "--perlakuan", "iga", "--patahan", "2022-01"],
    ],
)
def test_options_that_do_not_go_together_end_with_two(words):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
