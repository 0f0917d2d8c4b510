"""Contests as data: a user's file fills gaps, never what is known; every fault at once."""

import pytest
from contest_case import OWN, contest

from evaluasi.errors import ParameterError
from evaluasi.rubrics import contests


@pytest.mark.parametrize("name", contests.available())
def test_every_rule_has_a_source_and_confidence_or_a_reason(name):
    rules = contests.load(name).rules()
    assert len(rules) > 4
    for rule in rules:
        if rule["nilai"] is None:
            assert rule["keterangan"]
            assert not rule["keyakinan"]
        else:
            assert rule["sumber"]
            assert rule["keyakinan"] in ("A", "B", "C")


def test_rules_of_a_users_file_are_marked_as_the_users(tmp_path):
    own = contest(tmp_path)
    marks = {rule["keyakinan"] for rule in own.rules() if rule["nilai"] is not None}
    assert marks == {"aturan pemakai"}
    assert own.funnel() == "? → 2 → 1"
    assert [stage.nama for stage in own.tahap] == ["Babak satu", "dua"]


def test_a_file_with_a_base_fills_its_gaps(tmp_path):
    text = """
    dasar = "skk-jatim"
    [tahap.presentasi.bobot]
    sumber = ["juklak SKK 2026"]
    kriteria = {kompetensi = 25, inovasi = 40, kepemimpinan = 15, kinerja = 20}
    """
    own = contest(tmp_path, text)
    stage = own.tahap[1]
    assert stage.bobot.nilai == {
        "kompetensi": 25,
        "inovasi": 40,
        "kepemimpinan": 15,
        "kinerja": 20,
    }
    assert stage.bobot.keyakinan == "aturan pemakai"
    assert stage.lolos.keyakinan == "A"  # what the base knows keeps its mark
    assert own.tahap[0].bobot.nilai is None


def test_a_users_rule_stays_the_users_whatever_source_it_names(tmp_path):
    text = """
    dasar = "kiks"
    [tahap.final.bobot]
    sumber = ["berita"]
    keyakinan = "A"
    kriteria = {manfaat = 100}
    """
    assert contest(tmp_path, text).tahap[1].bobot.keyakinan == "aturan pemakai"


def test_what_is_known_is_not_changed(tmp_path):
    text = """
    dasar = "iga-2023"
    objek = "desa"
    [tahap.presentasi.bobot]
    kriteria = {kebaharuan = 100}
    [tahap.wawancara.lolos]
    nilai = 3
    """
    with pytest.raises(ParameterError) as caught:
        contest(tmp_path, text)
    told = " ".join(caught.value.faults)
    for word in ("“objek” mengikuti", "presentasi: bobot sudah diketahui", "wawancara"):
        assert word in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kebaharuan = 60", "kebaharuan = 55", "berjumlah 95"),
        ("kebaharuan = 60", "kebaharuan = -60", "bukan bilangan 0 ke atas: -60"),
        ("kebaharuan = 60", 'kebaharuan = "enam"', "bukan bilangan"),
        ("nilai = 2", "nilai = 2.5", "bilangan bulat"),
        ("nilai = 2", "nilai = 0", "lebih dari 0"),
        ("dua = 60", "tiga = 60", "gabungan menyebut tahap tiga"),
        ("[tahap.dua]", '[tahap.dua]\ncara = "undian"', "salah satu dari: penilaian, indeks"),
        ("[tahap.dua]", "[tahap.dua]\nbobt = 3", "“bobt” tidak dikenal"),
        ('nama = "Lomba desa"', "", "“nama” harus berupa teks"),
        ("[gabungan]", '[gabungan]\nbelum_ada = "x"', "tidak boleh bersama"),
    ],
)
def test_a_fault_of_a_file_is_named(tmp_path, old, new, told):
    assert old in OWN
    with pytest.raises(ParameterError) as caught:
        contest(tmp_path, OWN.replace(old, new, 1))
    assert any(told in fault for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nama = ", "bukan TOML yang sah"),
        ("tahap = 3", "Susunan berkas lomba"),
        ('nama = "x"\n[tahap.a]\nlolos = 3', "Susunan berkas lomba"),
        ('nama = "x"', "tidak ada satu"),
        ('dasar = "iga-1999"', "tidak dikenal"),
    ],
)
def test_a_broken_file_is_told(tmp_path, text, told):
    with pytest.raises(ParameterError, match=told):
        contest(tmp_path, text)


def test_a_file_that_is_not_there_and_an_unknown_contest_are_told(tmp_path):
    with pytest.raises(ParameterError, match="tidak dapat dibaca"):
        contests.load(tmp_path / "tak-ada.toml")
    with pytest.raises(ParameterError, match="iga-2023, kiks, dan skk-jatim"):
        contests.load("piala-dunia")
