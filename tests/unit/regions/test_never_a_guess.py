"""Invariants of reading names and codes: whole names find themselves, nothing is guessed."""

import re
import string
from collections import Counter
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi import regions
from evaluasi.errors import ParameterError, RegionError
from evaluasi.regions.reading import SPELLING_MARGIN, SPELLING_THRESHOLD, read
from evaluasi.regions.scope import scope_of

TABLE = regions.table()
REGIONS = [regions.get(kode) for kode in TABLE["kode"]]
KECAMATAN = [r for r in REGIONS if r.tingkat == "kecamatan"]
UPPER = [r for r in REGIONS if r.tingkat != "kecamatan"]
TYPES = re.compile(
    r"^(Kabupaten|Kota)( Administrasi)? |^Daerah (Istimewa|Khusus Ibukota) ", re.IGNORECASE
)


def letters(name):
    return re.sub(r"[^a-z]", "", name.lower())


def bare(region):
    """Strip the type of an official name, independently of the code under test."""
    name = region.nama if region.tingkat == "kecamatan" else TYPES.sub("", region.nama)
    return letters(name.replace("Kep.", "Kepulauan"))


def edits(a, b):
    """Optimal string alignment distance, by the textbook table."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def similarity(a, b):
    return 1 - edits(a, b) / max(len(a), len(b))


def test_every_official_name_with_its_type_matches_itself_wholly():
    found = regions.match([r.label for r in UPPER])
    assert found["kode"].tolist() == [r.kode for r in UPPER]
    assert (found["keyakinan"] == 1).all()


def test_every_kecamatan_matches_itself_or_is_told_ambiguous():
    found = regions.match([r.label for r in KECAMATAN])
    namesakes = Counter(bare(r) for r in KECAMATAN)
    for region, (_, kode, _, sure, candidates) in zip(
        KECAMATAN, found.itertuples(index=False), strict=True
    ):
        if namesakes[bare(region)] == 1:
            assert (kode, sure) == (region.kode, 1)
        else:
            assert pd.isna(kode)
            assert region.kode in candidates
            assert len(candidates) == namesakes[bare(region)]


def test_a_kecamatan_name_alone_finds_it_unless_a_larger_region_bears_the_name():
    larger = {bare(r) for r in UPPER}
    namesakes = Counter(bare(r) for r in KECAMATAN)
    # Its name opens with a type word: told ambiguous, or no name at all.
    odd = {"Kota", "Kota Sumenep"}
    for region in KECAMATAN:
        reading = read(region.nama, scope_of(None, None))
        if bare(region) in larger:
            assert region.kode not in reading.codes
        elif namesakes[bare(region)] > 1 or region.nama in odd:
            assert not reading.accepted
            assert region.kode in reading.codes
        else:
            assert reading == ("exact", (region.kode,), 1.0)


def test_every_dotted_code_matches_itself():
    dotted = [r for r in REGIONS if "." in r.kode]
    found = regions.match([r.kode for r in dotted])
    assert found["kode"].tolist() == [r.kode for r in dotted]
    assert (found["keyakinan"] == 1).all()


def test_digits_are_accepted_only_where_no_other_region_can_be_meant():
    kemendagri = {r.kode.replace(".", ""): r.kode for r in REGIONS}
    bps = {r.kode_bps: r.kode for r in REGIONS if r.kode_bps}
    found = regions.match([*kemendagri, *bps])
    for digits, kode in zip(found["masukan"], found["kode"], strict=True):
        meant = {codes[digits] for codes in (kemendagri, bps) if digits in codes}
        if not pd.isna(kode):
            assert meant == {kode}
        else:
            assert len(meant) == 2 or digits.startswith("9")
    assert pd.isna(found["kode"]).sum() > 300


@pytest.mark.parametrize("scheme", ["kemendagri", "bps"])
def test_a_named_scheme_reads_every_code_of_its_list(scheme):
    listed = [r for r in REGIONS if scheme == "kemendagri" or r.kode_bps]
    codes = [r.kode_bps if scheme == "bps" else r.kode.replace(".", "") for r in listed]
    assert regions.match(codes, scheme=scheme)["kode"].tolist() == [r.kode for r in listed]


def test_a_number_that_lost_its_zero_never_becomes_a_code():
    ending = [r.kode for r in REGIONS if re.fullmatch(r"\d\d\.\d0", r.kode)]
    assert len(ending) == 23
    found = regions.match([float(kode) for kode in ending])
    assert found["kode"].isna().all()
    assert [candidates[0] for candidates in found["kandidat"]] == ending


@given(
    st.sampled_from(UPPER),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from([" ", "  ", " - ", "\u00a0", ". "]),
    st.sampled_from(["{}", "  {} ", "“{}”", "{}.", "- {}"]),
)
def test_case_spaces_and_punctuation_do_not_count(region, case, gap, frame):
    typed = frame.format(case(region.label).replace(" ", gap))
    assert regions.match([typed]).loc[0, "kode"] == region.kode


@given(st.lists(st.sampled_from([w for r in REGIONS for w in r.label.split()]), max_size=4))
def test_full_confidence_is_reproducible_from_the_normalised_name(typed):
    text = " ".join(typed)
    reading = read(text, scope_of(None, None))
    if reading.confidence == 1:
        spoken = letters(text.replace("Kep.", "Kepulauan"))
        name = bare(regions.get(reading.codes[0]))
        assert spoken.endswith(name)
        words_before = spoken.removesuffix(name)
        assert re.fullmatch(
            "(provinsi|kabupaten|kota|kecamatan|administrasi|daerah|istimewa|khusus|ibu)*",
            words_before,
        )


@st.composite
def slips(draw, text):
    """Drop, insert, replace one letter, or swap two neighbours."""
    at = draw(st.integers(0, len(text) - 1))
    letter = draw(st.sampled_from(string.ascii_lowercase))
    forms = [
        text[:at] + text[at + 1 :],
        text[:at] + letter + text[at:],
        text[:at] + letter + text[at + 1 :],
        text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
    ]
    return draw(st.sampled_from(forms))


@given(st.sampled_from(REGIONS), st.data())
def test_one_slip_never_leads_to_another_name(region, data):
    """Unless the slip spells another official name letter for letter."""
    label = data.draw(st.sampled_from([region.label, region.nama]))
    reading = read(data.draw(slips(label)), scope_of(None, None))
    if reading.accepted and reading.why != "exact":
        assert bare(regions.get(reading.codes[0])) == bare(region)


@given(st.sampled_from(REGIONS), st.data())
def test_an_accepted_spelling_is_near_and_clear_of_every_other_name(region, data):
    typed = data.draw(slips(bare(region)))
    reading = read(typed, scope_of(None, None))
    if reading.why == "spelling":
        chosen = bare(regions.get(reading.codes[0]))
        others = sorted({similarity(typed, bare(r)) for r in REGIONS if bare(r) != chosen})
        assert similarity(typed, chosen) >= SPELLING_THRESHOLD
        assert similarity(typed, chosen) - others[-1] >= SPELLING_MARGIN - 1e-12
        assert reading.confidence == round(similarity(typed, chosen), 2) < 1


@given(st.lists(st.one_of(st.none(), st.floats(), st.integers(), st.text(), st.dates())))
def test_anything_gives_one_row_per_input_in_order_and_a_code_or_candidates(values):
    found = regions.match(values)
    assert list(found.columns) == ["masukan", "kode", "nama", "keyakinan", "kandidat"]
    assert len(found) == len(values)
    assert all(given is kept for given, kept in zip(values, found["masukan"], strict=True))
    assert (found["kode"].isna() == found["keyakinan"].isna()).all()
    assert (found["kode"].isna() == found["nama"].isna()).all()
    assert (found["kode"].isna() | (found["kandidat"].map(len) == 0)).all()
    known = set(TABLE["kode"])
    assert all(known.issuperset(codes) for codes in found["kandidat"])
    assert found["keyakinan"].dropna().between(SPELLING_THRESHOLD, 1).all()


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA, pd.NaT, "", "  ", "-", "…"])
def test_nothing_typed_is_no_region(nothing):
    row = regions.match([nothing]).iloc[0]
    assert pd.isna(row.kode)
    assert row.kandidat == ()


@pytest.mark.parametrize("number", [35.79, 3579, 3579.0, np.float64(35.79), np.int64(3579)])
def test_numbers_from_a_spreadsheet_are_read_as_codes(number):
    assert regions.match([number]).loc[0, "kode"] == "35.79"


def test_a_series_keeps_its_index_so_that_codes_stay_with_their_rows():
    typed = pd.Series(["Kota Batu", "Malang", "Surabaya"], index=[7, 3, 3])
    found = regions.match(typed)
    assert found.index.tolist() == [7, 3, 3]
    assert found["masukan"].tolist() == typed.tolist()


def test_one_text_is_one_row():
    assert regions.match("Kota Batu")["kode"].tolist() == ["35.79"]


def test_within_keeps_to_a_region_and_what_lies_in_it():
    found = regions.match(["Malang", "Wonosari", "Ketapang", "Kota Bandung", "35"], within="35")
    assert found["kandidat"].tolist()[:2] == [("35.07", "35.73"), ("35.07.32", "35.11.09")]
    assert found["kode"].tolist()[2:] == ["35.27.12", np.nan, "35"]
    assert regions.match(["Wonosari"], within="35.07").loc[0, "kode"] == "35.07.32"
    assert regions.match(["35.79"], within="11").loc[0, "kandidat"] == ("35.79",)


def test_levels_keep_to_their_kind_of_region():
    assert regions.match(["Malang"], levels=["kota"]).loc[0, "kode"] == "35.73"
    assert regions.match(["Batu"], levels=["kecamatan"]).loc[0, "kode"] == "35.79.01"
    assert regions.match(["Bengkulu"], levels="provinsi").loc[0, "kode"] == "17"


@pytest.mark.parametrize("option", [{"levels": ["desa"]}, {"scheme": "BPS"}])
def test_an_unknown_option_is_refused(option):
    with pytest.raises(ParameterError, match="tidak dikenal"):
        regions.match(["Kota Batu"], **option)


def test_an_unknown_parent_is_refused():
    with pytest.raises(RegionError):
        regions.match(["Kota Batu"], within="99")


def test_the_order_of_inputs_changes_no_reading():
    typed = ["Banyuwngi", "Malang", "35.1", "Kota Yogya", "1103", "Surbaya"]
    forward, backward = regions.match(typed), regions.match(typed[::-1])
    pd.testing.assert_frame_equal(forward, backward[::-1].reset_index(drop=True))


def test_candidates_stand_in_a_fixed_order_without_repeats():
    for typed in ("Malang", "Sumatera", "Kota Mlang", "Gondang", "1101"):
        candidates = regions.match([typed]).loc[0, "kandidat"]
        assert len(set(candidates)) == len(candidates) > 1
        assert candidates == regions.match([typed]).loc[0, "kandidat"]
    assert all(a < b for a, b in pairwise(regions.match(["Gondang"]).loc[0, "kandidat"]))
