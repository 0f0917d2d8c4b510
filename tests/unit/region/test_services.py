"""A region with monthly services is pointed to their study, with words that run as they stand."""

import re

from evaluasi.cli import main
from evaluasi.reports.region import open_subject, services


def test_a_region_without_monthly_services_is_told_nothing():
    assert services.sentence(open_subject("data/jatim", "35.07")) == ""


def test_the_command_named_runs_as_far_as_its_month(capsys):
    told = services.sentence(open_subject("data/simulasi", "35.07"))
    assert "pengaduan masuk dan pengaduan selesai (Januari 2020–Desember 2025)" in told
    (command,) = re.findall(r"`evaluasi (dampak [^`]*)`", told)
    words = command.split()
    assert words[words.index("--patahan") + 1] == "TAHUN-BULAN"
    del words[words.index("--patahan") : words.index("--patahan") + 2]
    assert main(words) == 2
    assert "--patahan 2021-05" in capsys.readouterr().err
