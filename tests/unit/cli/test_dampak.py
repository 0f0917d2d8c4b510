"""`evaluasi dampak`: what it prints and with which code it ends."""

import pytest

from evaluasi.cli import main
from evaluasi.reports.impact import running


@pytest.fixture
def _without_report(monkeypatch):
    """Leave the notebook out: it has a test of its own."""

    class Nothing:
        exit_code = 0

        def summary(self):
            return ""

    monkeypatch.setattr(running, "report", lambda *_args, **_more: Nothing())


@pytest.mark.usefixtures("_without_report")
def test_it_tells_designs_doubt_and_grade_and_writes_a_workbook(capsys, tmp_path):
    words = ["dampak", "--capaian", "ipm_baru", "--perlakuan", "iga", "--keluaran", str(tmp_path)]
    assert main(words) == 0
    said = capsys.readouterr().out
    for part in ("Menurut setiap rancangan", "taksiran utama", "Tingkat bukti", "Buku kerja"):
        assert part in said
    assert (tmp_path / "dampak-ipm-baru-iga-jawa-timur-tercatat.xlsx").exists()


@pytest.mark.usefixtures("_without_report")
def test_a_refusal_is_told_with_its_form_and_ends_with_one(capsys, tmp_path):
    words = ["dampak", "--capaian", "p0", "--perlakuan", "skk", "--keluaran", str(tmp_path)]
    assert main(words) == 1
    said = capsys.readouterr().out
    assert "Tidak dapat ditaksir" in said
    assert (tmp_path / "dampak-p0-skk-jawa-timur-tercatat_templat.xlsx").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--capaian", "ipm", "--perlakuan", "iga"], "bukan satu seri"),
        (["--capaian", "kebahagiaan", "--perlakuan", "iga"], "tidak dikenal"),
        (["--capaian", "p0", "--perlakuan", "adipura"], "ajang penghargaan"),
        (["--capaian", "p0", "--perlakuan", "tidak-ada.csv"], "tidak-ada.csv"),
        (["--capaian", "p0", "--perlakuan", "iga", "--provinsi", "Atlantis"], "Atlantis"),
        (["--capaian", "p0", "--perlakuan", "iga", "--tahun", "1990"], "1990"),
        (["--capaian", "p0", "--perlakuan", "iga", "--data", "tidak/ada"], "tidak"),
    ],
)
def test_a_wrong_call_is_explained_and_ends_with_two(capsys, tmp_path, words, said):
    assert main(["dampak", *words, "--keluaran", str(tmp_path)]) == 2
    heard = capsys.readouterr()
    assert said in heard.err
    assert "Traceback" not in heard.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "words",
    [["--capaian", "p0"], ["--perlakuan", "iga"], ["--capaian", "p0", "--perlakuan", "iga",
     "--jeda", "satu"], ["--capaian", "p0", "--perlakuan", "iga", "--pembacaan", "longgar"]],
)  # fmt: skip
def test_an_option_that_is_missing_or_misspelt_ends_with_two(words):
    with pytest.raises(SystemExit) as ended:
        main(["dampak", *words])
    assert ended.value.code == 2
