"""One office is one row whatever its spelling; what only may be one office is asked, not merged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluasi.errors import ParameterError
from evaluasi.quality import Office, Quota, coverage
from evaluasi.quality.coverage_offices import Place, abbreviates, folded, proposals

BATU = Place("Kota Batu", "kota")
KEDIRI = Place("Kabupaten Kediri", "kabupaten")
JATIM = Place("Jawa Timur", "provinsi")
FULL = "3" * 20


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        ("Dinas Kesehatan", "DINAS  KESEHATAN", BATU),
        ("Dinas Kesehatan", "Dinas Kesehatan Kota Batu", BATU),
        ("Dinas Kesehatan", " dinas-kesehatan, kota batu ", BATU),
        ("Dinas Kesehatan", "Dinas\N{NO-BREAK SPACE}Kesehatan", BATU),
        ("Dinas Sosial", "Dinas Sosial Kab. Kediri", KEDIRI),
        ("Dinas Sosial", "Dinas Sosial Kabupaten Kediri", KEDIRI),
        ("Dinas Sosial", "Dinas Sosial Provinsi Jawa Timur", JATIM),
    ],
)
def test_case_space_punctuation_and_the_regions_own_name_do_not_tell_offices_apart(
    one, other, place
):
    assert folded(one, place) == folded(other, place)


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        ("Kecamatan Batu", "Kecamatan", BATU),
        ("Kecamatan Kota Batu", "Kecamatan", BATU),
        ("Puskesmas Batu", "Puskesmas", BATU),
        ("Dinas Kesehatan", "Dinas Kesehatan Kota Kediri", KEDIRI),
        ("Dinas Kesehatan", "Dinas Kesehatan Kabupaten Batu", BATU),
        ("SMPN 1", "SMPN 2", BATU),
        ("Dinas Kesehatan", "DINKES", BATU),
        ("Kota Batu", "", BATU),
    ],
)
def test_nothing_else_is_merged(one, other, place):
    assert folded(one, place) != folded(other, place)


@given(name=st.text(alphabet="aB .-3É\N{NO-BREAK SPACE}", max_size=12))
@settings(max_examples=60)
def test_folding_twice_changes_nothing(name):
    once = folded(name, BATU)
    assert folded(once, BATU) == once
    assert folded(name.upper(), BATU) == folded(name.lower(), BATU)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("dinkes", "dinas kesehatan"),
        ("bappeda", "badan perencanaan pembangunan daerah"),
        ("dpmptsp", "dinas penanaman modal dan pelayanan terpadu satu pintu"),
        ("satpol pp", "satuan polisi pamong praja"),
        ("dissos", "dinas sosial"),
    ],
)
def test_common_abbreviations_are_recognised(short, long):
    assert abbreviates(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [("dinkes", "dinas sosial"), ("dinkes", "dinas kesehatan hewan"), ("dinas", "dinas kesehatan"),
     ("inspektorat", "inspektorat"), ("disdik", "dinas pendidikan")],
)  # fmt: skip
def test_what_leaves_a_word_out_is_no_abbreviation(short, long):
    assert not abbreviates(short, long)


def test_proposals_name_both_and_say_why():
    names = {folded(name, BATU): name for name in [
        "Dinas Kesehatan", "DINKES", "Dinas Perikanan", "Dinas Perikann", "Dinas Sosial",
        "Dinas Sosial Batu",
        "SMPN 1", "SMPN 2", "UPT I Bumiaji", "UPT V Bumiaji", "Kecamatan Batu",
    ]}  # fmt: skip
    found = {(p.first, p.second): p.why for p in proposals(names, BATU)}
    assert found == {
        ("DINKES", "Dinas Kesehatan"): "yang satu tampak sebagai singkatan yang lain",
        ("Dinas Perikanan", "Dinas Perikann"): "ejaannya hampir sama",
        ("Dinas Sosial", "Dinas Sosial Batu"): "hanya berbeda nama wilayah",
    }


@pytest.fixture
def typed(dataset, innovations):
    """Make a dataset of innovations by these offices."""

    def make(*offices):
        rows = [(f"a{n}", office, "", "", FULL) for n, office in enumerate(offices)]
        return dataset(inovasi=innovations(*rows))

    return make


def test_spellings_are_one_row_under_the_commonest_and_are_told(typed):
    ds = typed("Dinas Kesehatan", "DINAS KESEHATAN", "Dinas  Kesehatan", "DINKES", "")
    found = coverage(ds, "35.79", 2026)
    counts = dict(zip(found.offices["opd"], found.offices["inovasi"], strict=True))
    assert counts == {"Dinas Kesehatan": 3, "DINKES": 1, "(OPD belum diisi)": 1}
    assert any("Dihitung sebagai satu OPD: “DINAS KESEHATAN”" in note for note in found.warnings)
    assert any("Apakah “DINKES” dan “Dinas Kesehatan” satu OPD" in n for n in found.warnings)
    assert any("1 inovasi tidak menyebut OPD" in note for note in found.warnings)


def test_offices_that_entered_nothing_stand_on_top_at_zero(typed):
    quota = Quota(offices=(Office("Dinas Kesehatan", 0), Office("Dinas Sosial", 2)))
    found = coverage(typed("dinas kesehatan"), "35.79", 2026, quota=quota).offices
    assert found["opd"].tolist() == ["Dinas Sosial", "Dinas Kesehatan"]
    assert found["inovasi"].tolist() == [0, 1]
    assert found["kuota"].tolist() == [3, 1]
    assert found["kurang_kuota"].tolist() == [3, 0]
    assert found["perhatian"].iloc[0].startswith("belum memasukkan inovasi; kurang 3 inovasi")


def test_an_alias_on_the_list_joins_what_was_only_proposed(typed):
    quota = Quota(offices=(Office("Dinas Kesehatan", 1, ("DINKES",)),))
    found = coverage(typed("Dinas Kesehatan", "dinkes"), "35.79", 2026, quota=quota)
    assert found.offices["inovasi"].tolist() == [2]
    assert not any("Apakah" in note for note in found.warnings)


@pytest.mark.parametrize(
    ("quota", "asked"),
    [
        (Quota(offices=(Office("Dinas Sosial", 4),)), 5),
        (Quota(2, 0, (Office("Dinas Sosial", 4),)), 2),
        (Quota(0, 3, (Office("Dinas Sosial", 4),)), 12),
        (Quota(2, 0, (Office("Dinas Sosial"),)), 2),
        (Quota(offices=(Office("Dinas Sosial"),)), None),
    ],
)
def test_the_quota_is_per_office_and_per_unit(typed, quota, asked):
    found = coverage(typed("Dinas Sosial"), "35.79", 2026, quota=quota).offices
    assert found["kuota"].astype(object).where(found["kuota"].notna(), None).tolist() == [asked]


def test_without_a_list_no_quota_is_made_up(typed):
    found = coverage(typed("Dinas Sosial"), "35.79", 2026)
    assert found.offices["kuota"].isna().all()
    assert "kurang" not in found.offices["perhatian"].iloc[0]
    assert any("Daftar OPD belum diberikan" in note for note in found.warnings)


def test_a_rule_without_units_holds_without_a_list(typed):
    found = coverage(typed("Dinas Sosial", ""), "35.79", 2026, quota=Quota(3, 0)).offices
    asked = found.dropna(subset=["kuota"])
    assert asked[["opd", "kurang_kuota"]].to_numpy().tolist() == [["Dinas Sosial", 2]]


@pytest.mark.parametrize(
    "offices",
    [
        (Office("Dinas Sosial"), Office("DINAS SOSIAL Kota Batu")),
        (Office("Dinas Sosial"), Office("Dinas Lain", None, ("dinas sosial",))),
    ],
)
def test_a_list_that_names_an_office_twice_is_refused(typed, offices):
    with pytest.raises(ParameterError, match="lebih dari sekali"):
        coverage(typed("Dinas Sosial"), "35.79", 2026, quota=Quota(offices=offices))


def test_needs_are_in_order_quota_then_mandatory_then_evidence(dataset, innovations):
    rows = innovations(
        ("a", "A lengkap", "", "", FULL),
        ("b", "B tanpa bukti", "", "", FULL),
        ("c", "C wajib kosong", "", "", "-" + "3" * 19),
        ("d", "D kurang kuota", "", "", FULL),
        ("e", "E level kosong", "", "", "33-" + "3" * 17),
    )
    documents = "id_inovasi,tahun,indikator,dokumen\n" + "".join(
        f"{id_},2026,i{n},x{n}.pdf\n" for id_ in "acde" for n in range(16, 36)
    )
    names = ["A lengkap", "B tanpa bukti", "C wajib kosong", "E level kosong"]
    offices = (*(Office(name, 0) for name in names), Office("D kurang kuota", 5))
    ds = dataset(inovasi=rows, bukti=documents)
    found = coverage(ds, "35.79", 2026, quota=Quota(offices=offices))
    assert [name[0] for name in found.offices["opd"]] == ["D", "C", "B", "E", "A"]
    assert found.offices["perhatian"].iloc[-1] == "lengkap"
    assert found.innovations["id"].tolist() == ["d", "c", "b", "e", "a"]
    assert found.lacking["id"].drop_duplicates().tolist() == ["c", "b", "e"]
