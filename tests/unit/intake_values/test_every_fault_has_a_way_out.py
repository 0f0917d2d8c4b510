"""Each column says what it expects, and each reason says what to do."""

import pytest

from evaluasi.tables import schemas
from evaluasi.tables.faults import Reason
from evaluasi.tables.intake.wording import expected, remedy, told
from evaluasi.tables.schemas import Field

FIELDS = [(name, field) for name in schemas.NAMES for field in schemas.get(name).fields]


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("value", ["", "1.234", "35.1", "Uji", "#REF!", "31-02-2024", "-"])
def test_every_reason_has_one_sentence_of_remedy(reason, value):
    for field in (None, Field("i16", "integer", minimum=0, maximum=3), Field("x", "string")):
        sentence = remedy(reason, field, value)
        assert sentence[0].isupper() or sentence[0] == "“"
        assert sentence.endswith(".")
        assert sentence.count(". ") == 0


def test_reasons_are_told_apart():
    sentences = [remedy(reason) for reason in Reason]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_every_column_with_a_rule_says_it(table, field):
    ruled = field.enum or field.pattern or field.type != "string"
    assert expected(field).startswith("teks") != bool(ruled)
    assert expected(field).endswith("(wajib diisi)") == field.required


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("inovasi", "i16", "angka bulat 0 sampai 3"),
        ("inovasi", "kematangan", "angka 0 sampai 150"),
        ("inovasi", "penerima", "angka bulat, paling sedikit 0 (orang)"),
        ("inovasi", "tanggal_penerapan", "tanggal, misalnya 21-10-2024"),
        ("inovasi", "tahapan", "salah satu dari: inisiatif; uji coba; penerapan"),
        ("inovasi", "tahun", "tahun empat angka, misalnya 2026 (wajib diisi)"),
        ("layanan", "bulan", "bulan dan tahun, misalnya Maret 2024 (wajib diisi)"),
        ("inovasi", "opd", "teks"),
    ],
)
def test_what_is_expected_in_words(table, column, words):
    assert expected(schemas.get(table).field(column)) == words


def test_a_long_list_is_cut_and_counted():
    assert expected(schemas.get("inovasi").field("urusan")).endswith("dan 30 lainnya")


@pytest.mark.parametrize(
    ("table", "column", "reason", "value", "told"),
    [
        ("inovasi", "urusan", Reason.NOT_LISTED, "Kesehtan", "“Kesehatan”"),
        ("inovasi", "tahapan", Reason.NOT_LISTED, "penerpan", "“penerapan”"),
        ("inovasi", "kode", Reason.LOST_ZERO, "35.1", "35.10"),
        ("capaian", "nilai", Reason.NOT_NUMBER, "1.234", "1234 atau 1,234"),
        ("inovasi", "i16", Reason.OUT_OF_RANGE, "9", "0, 1, 2, atau 3"),
        ("inovasi", "i16", Reason.NOT_INTEGER, "2026-04-03", "berubah menjadi tanggal"),
        ("inovasi", "urusan", Reason.NOT_LISTED, "Kesehatan, Sosial", "satu urusan utama"),
        ("inovasi", "tahapan", Reason.NOT_LISTED, "inisiatif, penerapan", "satu isi daftar saja"),
        ("inovasi", "urusan", Reason.NOT_LISTED, "Sosial; kominfo", "satu urusan utama"),
        (
            "inovasi",
            "tanggal_penerapan",
            Reason.NOT_DATE,
            "10/21/2024",
            "bila benar, tulis 21-10-2024",
        ),
        (
            "inovasi",
            "tanggal_penerapan",
            Reason.NOT_DATE,
            "Oktober 2024",
            "Lengkapi dengan tanggal",
        ),
        ("inovasi", "tanggal_penerapan", Reason.NOT_DATE, "16-07-1905", "mungkin tahun"),
        ("inovasi", "tanggal_penerapan", Reason.NOT_DATE, "2024", "Lengkapi dengan tanggal"),
        ("inovasi", "tanggal_penerapan", Reason.NOT_DATE, "21/10/24", "tahun dengan empat angka"),
        ("inovasi", "tanggal_penerapan", Reason.NOT_DATE, "21 Okt '98", "tahun dengan empat angka"),
    ],
)
def test_the_value_gives_a_better_remedy(table, column, reason, value, told):
    field = schemas.get(table).field(column)
    assert told in remedy(reason, field, value)
    assert told not in remedy(reason, field)


@pytest.mark.parametrize("value", ["31-02-2024", "31-02-1987", "entah", "31/12/2024 atau 2025"])
def test_a_date_without_a_known_fault_gets_the_common_remedy(value):
    field = schemas.get("inovasi").field("tanggal_penerapan")
    assert remedy(Reason.NOT_DATE, field, value) == remedy(Reason.NOT_DATE)


def test_a_list_with_a_stranger_in_it_is_not_several_entries():
    field = schemas.get("inovasi").field("urusan")
    assert "satu urusan" not in remedy(Reason.NOT_LISTED, field, "Kesehatan; Sosial; entah")


def test_a_number_out_of_range_has_one_meaning():
    field = schemas.get("inovasi").field("kematangan")
    assert remedy(Reason.OUT_OF_RANGE, field, "151.125") == remedy(Reason.OUT_OF_RANGE)


def test_what_is_near_nothing_gets_no_suggestion():
    field = schemas.get("inovasi").field("urusan")
    assert remedy(Reason.NOT_LISTED, field, "zzz") == remedy(Reason.NOT_LISTED, field)


@pytest.mark.parametrize(("value", "code"), [("35.1", "35.10"), ("35,1", "35.10")])
def test_a_lost_zero_is_put_back_where_a_region_has_that_code(value, code):
    field = schemas.get("inovasi").field("kode")
    assert f"tulis {code}." in remedy(Reason.LOST_ZERO, field, value)


def test_no_code_is_proposed_that_no_region_has():
    field = schemas.get("inovasi").field("kode")
    assert "35.70" not in remedy(Reason.LOST_ZERO, field, "35.7")


@pytest.mark.parametrize("reason", [Reason.NOT_DATE, Reason.NOT_NUMBER, Reason.NOT_INTEGER])
def test_a_sentence_gives_no_advice_that_the_remedy_contradicts(reason):
    assert told(reason, "tinggi").startswith("“tinggi” bukan ")
    assert "tulis" not in told(reason, "tinggi")


def test_a_number_with_two_readings_is_not_said_to_be_none():
    assert "dua angka" in told(Reason.NOT_NUMBER, "1.234")
