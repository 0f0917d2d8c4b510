"""What holds for each question: worded as one, internal, with its rule and an innocent reading."""

import re

import pytest

from evaluasi.errors import ParameterError, RegionError
from evaluasi.quality import authenticity
from evaluasi.tables import provenance
from evaluasi.tables.provenance import Provenance

CODES = (
    "nama_berganti",
    "masuk_berulang",
    "judul_sama",
    "judul_antarwilayah",
    "tanggal",
    "hari_yang_sama",
    "lonjakan",
    "klaim_verifikasi",
    "kematangan_verifikasi",
    "bukti_bersama",
    "digital_tanpa_layanan",
)
ACCUSING = re.compile(
    r"palsu|curang|bohong|manipulasi|rekayasa|melanggar|fiktif|pelaku", re.IGNORECASE
)


@pytest.mark.parametrize("code", CODES)
def test_a_question_is_a_question_with_evidence(code, full):
    question = authenticity(full)[code]
    assert question.unasked == ""
    assert question.internal
    assert question.count > 0
    assert len(question.table) > 0
    assert question.sentence.endswith("?") or "?" in question.sentence
    assert question.rule
    assert question.source
    assert question.confidence
    assert question.innocent
    assert not ACCUSING.search(question.summary())
    assert f"{question.title}: {question.count}." in question.summary()


def test_these_are_all(full):
    assert tuple(question.code for question in authenticity(full).questions) == CODES


def test_missing_tables_are_told_not_raised(bare):
    found = authenticity(bare)
    unasked = {q.code: q.unasked for q in found.questions if q.unasked}
    waits = "belum dapat ditanyakan: tabel {} belum dimuat"
    assert unasked == {
        "klaim_verifikasi": waits.format("verifikasi"),
        "kematangan_verifikasi": waits.format("verifikasi"),
        "bukti_bersama": waits.format("bukti"),
    }
    assert set(found.tables) == set(CODES) - set(unasked)
    frame = found.to_frame().set_index("kode")
    assert list(frame.index[frame["jumlah"].isna()]) == list(unasked)


def test_an_empty_dataset_leaves_every_question_unasked(make_dataset):
    found = authenticity(make_dataset())
    told = {question.unasked for question in found.questions}
    assert told == {"belum dapat ditanyakan: tabel inovasi belum dimuat"}


def test_a_scope_only_takes_away(full):
    whole, part = authenticity(full), authenticity(full, 2026, "35.79")
    for question in part.questions:
        if not question.unasked and "kode" in question.table:
            assert set(question.table["kode"]) <= {"35.79"}
        assert question.count <= whole[question.code].count
    assert part["nama_berganti"].count == 1


@pytest.mark.parametrize(
    ("edition", "region", "told"),
    [(2023, None, "edisi 2023"), (None, "11.01", "11.01"), (2023, "35.79", "edisi 2023")],
)
def test_nothing_to_ask_about_is_a_wrong_call(full, edition, region, told):
    with pytest.raises(ParameterError, match=told):
        authenticity(full, edition, region)


def test_a_region_goes_by_code_or_name(full):
    by_name, by_code = (authenticity(full, region=word) for word in ("Kota Batu", "35.79"))
    assert by_name.scope == by_code.scope
    with pytest.raises(RegionError, match="Atlantis"):
        authenticity(full, region="Kota Atlantis")


def test_a_scope_without_verification_says_so(full):
    found = authenticity(full, 2025)
    for code in ("klaim_verifikasi", "kematangan_verifikasi"):
        assert found[code].unasked == (
            "belum dapat ditanyakan: tidak ada verifikasi untuk edisi dan wilayah ini"
        )


def test_a_question_about_nothing_is_not_worded_as_one(full):
    quiet = authenticity(full, 2025)["digital_tanpa_layanan"]
    assert (quiet.count, quiet.unasked) == (0, "")
    assert quiet.summary() == "Digital tanpa layanan daring: tidak ada yang menonjol."


def test_an_unknown_code_names_the_known_ones(full):
    with pytest.raises(ParameterError, match="nama_berganti"):
        authenticity(full)["tidak_ada"]


def test_simulated_data_carry_their_mark_into_every_table(make_dataset, full):
    simulated = Provenance(kinds=("simulasi",), titles=("Rekaan",))
    made = make_dataset(
        simulated, inovasi=full.inovasi, verifikasi=full.verifikasi, bukti=full.bukti
    )
    for question in authenticity(made).questions:
        for table in (question.table, *question.details.values()):
            assert provenance.of(table).simulated


def test_the_dataset_is_not_touched(full):
    before = full.inovasi.copy(deep=True)
    authenticity(full)
    assert full.inovasi.equals(before)


def test_rows_in_another_order_give_the_same_questions(full, make_dataset):
    turned = make_dataset(
        inovasi=full.inovasi.iloc[::-1], verifikasi=full.verifikasi.iloc[::-1], bukti=full.bukti
    )
    one, other = authenticity(full), authenticity(turned)
    for code in CODES:
        assert one[code].count == other[code].count
