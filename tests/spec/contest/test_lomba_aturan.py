"""The contests that ship say what the domain notes say, and no more."""

import pytest

from evaluasi.rubrics import contests

# contest     funnel                  stages
FUNNELS = """
iga-2023      527 → 53 → ? → ?        indeks presentasi validasi
kiks          65 → 6 → 3              seleksi final
skk-jatim     ? → 30 → 7 → 3          administrasi presentasi tinjau_lapang
"""

# Presentation of the IGA 2023; of no other stage of any contest are weights published.
WEIGHTS = """
kebaharuan                          30
kemanfaatan                         25
replikasi dan aplikatif             20
kewenangan daerah dan kolaborasi    15
penyajian                           10
"""


@pytest.mark.parametrize("case", FUNNELS.strip().splitlines())
def test_funnel(case):
    name, rest = case.split(maxsplit=1)
    funnel, stages = (part.strip() for part in rest.split("  ", maxsplit=1))
    contest = contests.load(name)
    assert contest.funnel() == funnel
    assert [stage.kode for stage in contest.tahap] == stages.split()


def test_every_contest_that_ships_is_drawn_here():
    drawn = {case.split()[0] for case in FUNNELS.strip().splitlines()}
    assert drawn == set(contests.available())


def test_weights_of_the_presentation_of_2023():
    stage = contests.load("iga-2023").tahap[1]
    drawn = dict(line.rsplit(maxsplit=1) for line in WEIGHTS.strip().splitlines())
    assert stage.bobot.nilai == {name.strip(): int(weight) for name, weight in drawn.items()}
    assert stage.bobot.keyakinan == "A"


def test_every_other_weight_is_unknown():
    for name in contests.available():
        contest = contests.load(name)
        assert contest.gabungan.nilai is None
        known = [one.kode for one in contest.tahap if one.bobot.nilai is not None]
        assert known == (["presentasi"] if name == "iga-2023" else [])


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("presentasi", "presentasi"),
        ("Presentasi Kepala Daerah", "presentasi"),
        (" VALIDASI  lapangan", "validasi"),
        ("tinjau_lapang", "validasi"),
        ("wawancara", None),
    ],
)
def test_a_stage_is_known_by_its_names(word, stage):
    found = [one.kode for one in contests.load("iga-2023").tahap if one.is_called(word)]
    assert found == ([stage] if stage else [])
