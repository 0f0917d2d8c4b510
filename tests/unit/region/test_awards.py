"""Awards: absence is named for what it is, and what followed is described, never explained."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from evaluasi.reports.region import aftermath, awards, designs, leads, outcome_charts

NOTEBOOK = Path(__file__).parents[3] / "notebooks/laporan_wilayah.ipynb"
CAUSAL = re.compile(
    r"menyebabkan|disebabkan|sebabnya|akibat|berkat|berdampak|dampak|mengubah|memengaruhi|"
    r"mempengaruhi|pengaruh|karena penghargaan|hasil penghargaan|membuktikan|terbukti|efektif",
    re.IGNORECASE,
)
TESTING = re.compile(r"nilai[- ]p\b|p-value|p <|signifikan|uji t\b|selang kepercayaan")


def spoken(subject):
    """Everything that the comparison puts into a report."""
    chart = aftermath.chart(subject)
    frames = [aftermath.first_changes(subject), aftermath.later_changes(subject)]
    frames.append(aftermath.uncertainty(subject))
    words = [aftermath.cautions(subject), aftermath.sentences(subject), awards.sentences(subject)]
    words.append(leads.aftermath_lead(subject))
    words += [chart.alt] if chart else []
    words += [frame.to_string() for frame in frames]
    return "\n".join(words)


@pytest.mark.parametrize("kode", ["35.10", "35.76", "35.78", "35.02", "35.74", "35.79", "35.29"])
def test_no_word_of_cause_and_no_test_is_spoken(opened, kode):
    assert not CAUSAL.search(spoken(opened(kode)))
    assert not TESTING.search(spoken(opened(kode)))


def test_the_notebooks_own_words_on_the_comparison_name_no_cause():
    cells = {
        c["id"]: "".join(c["source"]) for c in json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    }
    for name in ("penghargaan-judul", "penghargaan", "sesudah-judul", "sesudah"):
        assert not CAUSAL.search(cells[name])
        assert not TESTING.search(cells[name])


def test_changes_of_banyuwangi_equal_a_computation_by_hand(opened, printed):
    p0 = printed("p0")
    table = aftermath.first_changes(opened("35.10")).set_index("Penghargaan")
    # 7,52 (2019), 8,06 (2020), 8,07 (2021), 7,51 (2022), 7,34 (2023), 6,54 (2024), 6,13 (2025)
    assert list(table["Perubahan"]) == ["+0,54", "−0,56", "−0,17", "−0,80", "−0,41"]
    changes = sorted(
        p0[kode, 2022] - p0[kode, 2021]
        for kode in {k for k, _year in p0}
        if "35.01" <= kode <= "35.29"
    )
    assert len(changes) == 29
    assert table.at["IGA 2021", "Banyak daerah"] == 29
    assert table.at["IGA 2021", "Median"] == f"{changes[14]:.2f}".replace("-", "−").replace(
        ".", ","
    )
    assert table.at["IGA 2021", "Letak"] == "di atas kuartil ketiga"


def test_a_city_is_compared_with_cities_only(opened):
    assert set(aftermath.first_changes(opened("35.78"))["Banyak daerah"]) <= {9, 0}


def test_an_award_without_a_later_value_is_told_as_such(opened):
    assert "IGA 2025: nilai pertama sesudah pengumuman, Maret 2026, belum ada data." in (
        aftermath.sentences(opened("35.07"))
    )


def test_later_years_say_which_other_awards_fall_within(opened):
    table = aftermath.later_changes(opened("35.10")).set_index(["Penghargaan", "Kurun"])
    remark = table["Peringatan"]
    assert remark["IGA 2019", "2019–2021"].strip() == ""
    assert remark["IGA 2019", "2019–2025"] == "ada penghargaan lain di dalam rentang ini"


def test_comparisons_with_and_without_uncertain_rows_stand_side_by_side(opened):
    table = aftermath.uncertainty(opened("35.10")).set_index("Penghargaan")
    with_all, certain = table.columns[1], table.columns[3]
    # Up to 2021: Malang 2019, then Sumenep 2020 are certain, Bojonegoro 2021 too; the 2020 lists,
    # Malang's and Situbondo's predicates are not.
    assert (table.at["IGA 2021", with_all], table.at["IGA 2021", certain]) == (9, 3)
    assert (table.at["IGA 2019", with_all], table.at["IGA 2019", certain]) == (1, 1)


@pytest.mark.parametrize(
    ("kode", "year", "doubt", "told"),
    [
        (
            "35.74",
            2024,
            "predikat",
            "predikat Sangat Inovatif, bukan hadiah utama",
        ),  # keyakinan tinggi
        ("35.02", 2020, "predikat", "predikat Sangat Inovatif, bukan hadiah utama"),
        ("35.07", 2021, "predikat", "predikat Sangat Inovatif, bukan hadiah utama"),
        ("35.73", 2019, "satu sumber", "hanya ada satu sumber"),
    ],
)
def test_a_doubtful_award_is_told_with_its_own_reason(opened, kode, year, doubt, told):
    subject = opened(kode)
    assert awards.doubts(subject) == {year: doubt}
    sentence = awards.recorded_sentence(subject)
    assert f"Untuk {year} " in sentence
    assert told in sentence
    assert "meragukan" not in sentence
    assert outcome_charts.award_marks(subject)[year + 0.75] == f"IGA {year} ({doubt})"


def test_the_table_of_awards_says_per_row_how_sure_it_is(opened):
    table = awards.table(opened("35.07"))
    assert list(table["Kepastian"]) == ["pasti", "predikat", "hadiah atau predikat", "pasti"]
    assert list(aftermath.uncertainty(opened("35.02"))["Baris wilayah ini"]) == ["predikat"]


def test_completeness_is_told_as_what_this_dataset_states(opened):
    assert "2021 dan 2022 daftar penerimanya lengkap" in awards.sentences(opened("35.27"))
    other = awards.sentences(opened("35.27", data="nasional"))
    assert "Untuk 2022 daftar penerimanya lengkap" in other
    assert "dataset dengan cakupan lain dapat menyatakannya berbeda" in other


def test_a_province_is_not_looked_for_on_lists_older_than_itself(opened):
    told = awards.sentences(opened("95", data="nasional"))
    assert "Provinsi Papua Pegunungan berdiri pada 2022" in told
    assert not re.search(r"20(18|19|20|21)\b", told)
    assert "2021" in awards.sentences(opened("91", data="nasional"))


@pytest.mark.parametrize("kode", ["93.01", "95", "91.03"])
def test_papua_left_out_of_2022_is_not_read_as_a_verdict(opened, kode):
    told = awards.sentences(opened(kode, data="nasional"))
    assert "Pada 2022 daerah di Papua dan Papua Barat tidak dilibatkan dalam IGA" in told
    assert "Untuk 2022 daftar penerimanya lengkap" not in told


def test_where_no_change_is_on_file_there_is_no_table_of_them(opened):
    subject = opened("32.73", data="nasional")
    told = aftermath.sentences(subject)
    assert "nilai awal, Maret 2018, belum ada data" in told
    assert aftermath.cautions(subject) == ""
    for section in (aftermath.first_changes, aftermath.later_changes, aftermath.uncertainty):
        assert section(subject).empty


def test_a_region_without_poverty_values_is_told_so(opened):
    assert aftermath.sentences(opened("91.03", data="nasional")) == (
        "Belum ada data kemiskinan untuk wilayah ini."
    )


def test_absence_from_an_incomplete_list_is_not_absence(opened):
    told = awards.sentences(opened("35.79"))
    assert "Untuk 2022 daftar penerimanya lengkap dan Kota Batu tidak ada di dalamnya." in told
    assert "tidak tercatat tidak berarti tanpa penghargaan" in told
    assert "tanpa penghargaan" not in told.replace("tidak berarti tanpa penghargaan", "")


def test_a_region_without_an_award_on_file_is_not_compared(opened):
    subject = opened("35.79")
    assert aftermath.chart(subject) is None
    assert aftermath.cautions(subject) == ""
    assert "tidak tercatat" in aftermath.sentences(subject)
    assert aftermath.first_changes(subject).empty


def test_designs_are_judged_by_what_is_on_file(opened):
    table = designs.table(opened("35.10"))
    assert len(table) == 4
    assert set(table["Status"]) == {"belum memungkinkan"}
    assert "2021 dan 2022" in table.iloc[0]["Yang tersedia"]
    assert "2018 dan 2019" in table.iloc[0]["Yang kurang"]
    assert designs.table(opened("35")).empty


def test_the_chart_tells_the_same_changes_as_the_table(opened):
    subject = opened("35.10")
    data = aftermath.chart(subject).data
    table = aftermath.first_changes(subject)
    shown = [f"{value:+.2f}".replace("-", "−").replace(".", ",") for value in data[subject.name]]
    assert shown == list(table["Perubahan"])
    medians = [f"{value:+.2f}".replace("-", "−").replace(".", ",") for value in data["Median"]]
    assert medians == list(table["Median"])


def test_awards_after_the_reporting_year_are_unknown(opened):
    assert list(awards.table(opened("35.10", 2020))["Tahun"]) == [2019]
    assert isinstance(aftermath.first_changes(opened("35.10", 2020)), pd.DataFrame)
