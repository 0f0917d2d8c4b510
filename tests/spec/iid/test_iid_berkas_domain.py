"""The rubric files hold what the domain files hold: every number, label, mark and gap."""

import csv
import re
import tomllib
from collections import defaultdict
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest

from evaluasi import rubrics
from evaluasi.rubrics.affairs import AFFAIRS, BASIC_SERVICES
from evaluasi.rubrics.changes import DOCUMENTED, between

DOMAIN = Path(__file__).parents[4] / "shared" / "domain"
if not DOMAIN.exists():
    pytest.skip("berkas domain tidak ada di sini", allow_module_level=True)

TEXT = (DOMAIN / "iid.md").read_text(encoding="utf-8")
FLAT = " ".join(TEXT.split())
with (DOMAIN / "iid_indicators.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
EDITIONS = sorted({row["edition"] for row in ROWS})


def listed(edition, aspect):
    """Group the domain rows of one aspect by indicator: SID-33a … SID-33f are one."""
    found = defaultdict(list)
    for row in ROWS:
        if row["edition"] == edition and row["aspect"] == aspect and row["number"] != "36":
            number = row["code"].split("-")[1]
            found[f"i{number[:2]}" if aspect == "SID" else number].append(row)
    return found


def indicators(edition, aspect):
    rubric = rubrics.load(f"iid-{edition}")
    return {entry.kode: entry for entry in (rubric.sid if aspect == "SID" else rubric.spd)}


@pytest.mark.parametrize("aspect", ["SPD", "SID"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_indicator_is_there_with_name_variable_and_weight(edition, aspect):
    expected, found = listed(edition, aspect), indicators(edition, aspect)
    assert list(found) == list(expected)
    for code, rows in expected.items():
        entry, row = found[code], rows[0]
        assert (entry.nama, entry.variabel) == (row["name_id"], row["variable"])
        assert entry.bobot == (float(row["weight"]) if row["weight"] else None)
        if row["weight"]:
            assert {float(r["score"]) for r in rows} == {entry.bobot * n for n in (1, 2, 3)}
            assert float(row["max_score"]) == entry.bobot * 3


@pytest.mark.parametrize("aspect", ["SPD", "SID"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_level_label_is_there_in_its_order(edition, aspect):
    for code, rows in listed(edition, aspect).items():
        entry = indicators(edition, aspect)[code]
        by_base = defaultdict(list)
        for row in rows:
            if row["level"]:
                by_base[row["code"].split("-")[1]].append(row["level_label_id"])
        found = {basis.kode: list(basis.level) for basis in entry.dasar}
        if not found and entry.level:
            found = {code.removeprefix("i"): list(entry.level)}
        assert found == dict(by_base)


@pytest.mark.parametrize("aspect", ["SPD", "SID"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_marks_of_confidence_and_duty_and_the_presence_of_evidence(edition, aspect):
    for code, rows in listed(edition, aspect).items():
        entry, row = indicators(edition, aspect)[code], rows[0]
        # iid.md, later findings: levels of 2021 are A, weights B; weights of 2025 are inferred.
        assert row["confidence"] in {entry.keyakinan, entry.keyakinan_bobot}
        assert bool(entry.bukti) == bool(row["evidence"])
        # 2025 marks only the rows split after 2024's pattern: no list of 2025 is on file.
        duty = {"1": True, "0": False, "": None}[row["mandatory"]]
        assert entry.wajib == (None if edition == "2025" else duty)


@pytest.mark.parametrize(
    ("aspect", "edition", "total"),
    [("SPD", "2026", 21)] + [("SID", e, 37) for e in EDITIONS[1:]] + [("SID", "2021", 50)],
)
def test_weights_sum_as_the_domain_file_says(aspect, edition, total):
    entries = indicators(edition, aspect).values()
    assert sum(entry.bobot for entry in entries) == total
    assert rubrics.load(f"iid-{edition}").rule(f"bobot_{aspect.lower()}").nilai == total


def edges_in(label):
    """Read printed class edges: "<= 2,04%", "2,05% s.d. 5,23%", ">= 5,23%", ">7", "4-7"."""
    numbers = [float(n.replace(",", ".")) for n in re.findall(r"(?<![\d])-?\d+(?:,\d+)?", label)]
    if label.startswith("<="):
        return None, numbers[0]
    if label.startswith(">="):
        return numbers[0], None
    if label.startswith(">"):
        return numbers[0] + 1, None
    if "s.d." in label:
        return numbers[0], numbers[1]
    if re.fullmatch(r"\d+-\d+", label):
        return tuple(map(float, label.split("-")))
    return numbers[0], numbers[0]


def test_class_edges_are_the_printed_ones():
    graded = [entry for entry in rubrics.load("iid-2026").spd if entry.kelas]
    assert [entry.kode for entry in graded] == (
        ["2b", "3", "4", "5a", "5b", "6", "7", "10a", "10b", "11a", "11b", "13a"]
    )
    for entry in graded:
        printed = [edges_in(label) for label in entry.level]
        assert [(edge.dari, edge.sampai) for edge in entry.kelas] == printed, entry.kode


# edition  rule                      words of the domain file
SENTENCES = """
2026  lantai_pembagi         12      | (sum of maturity over all innovations) / MAX(12, n)
2026  faktor_jumlah          0.38    | MIN(n, 200) x 0.38
2026  batas_jumlah           200     | MIN(n, 200) x 0.38
2026  syarat_pelayanan_dasar 5       | cover at least 5 of the 6 basic-service affairs, else 0
2026  maksimum_total         250     | SPD 63 + SID 111 + number of innovations 76
2026  maksimum_spd           63      | SPD 63 + SID 111 + number of innovations 76
2026  maksimum_kematangan    111     | **111** in IID 2022, 2023 and 2026
2023  maksimum_kematangan    111     | **111** in IID 2022, 2023 and 2026
2022  maksimum_kematangan    111     | **111** in IID 2022, 2023 and 2026
2021  maksimum_kematangan    150     | In the 2021 table **150**
2024  maksimum_kematangan    111     | Weights sum to 37, maximum 111
2026  maksimum_jumlah        76      | SPD 63 + SID 111 + number of innovations 76
2023  lantai_pembagi         10      | divisor **MAX(10, n)**
2023  maksimum_jumlah        76      | a maximum of 76 follows from the shares
"""


@pytest.mark.parametrize("case", SENTENCES.strip().splitlines())
def test_a_rule_is_what_the_domain_text_says(case):
    rule, words = case.split("|", maxsplit=1)
    edition, name, value = rule.split()
    assert words.strip() in FLAT
    assert rubrics.load(f"iid-{edition}").rule(name).nilai == float(value)


def test_the_announced_path_is_the_one_on_file():
    assert "12 in 2026, 14 in 2027, 16 in 2028, 18 in 2029" in FLAT
    assert "Affairs required: 5 in 2026, 6 from 2027" in FLAT
    path = rubrics.load("iid-2026").prognosis
    found = [(p.edisi, p.lantai_pembagi, p.syarat_pelayanan_dasar, p.keyakinan) for p in path]
    assert found == [(2027, 14, 6, "B"), (2028, 16, 6, "B"), (2029, 18, 6, "B")]


GAPS = [
    "2024 and 2025 - No guideline text found. Divisor floor (10, 11 or 12), factor 0.38 and "
    "affairs condition: **gap**",
    "Basic-service condition in 2023: **gap**",
    "Numeric SPD class edges are national cut points that change every year. 2026 edges are in "
    "the CSV; 2021-2025: **gap**",
]


@pytest.mark.parametrize("sentence", GAPS)
def test_what_the_domain_file_calls_a_gap_is_one_still(sentence):
    assert sentence in FLAT.replace("### ", "")


def predicate_table():
    for line in TEXT.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.fullmatch(r"20(2\d)", cells[0]) and len(cells) == 7:
            yield cells


@pytest.mark.parametrize("cells", list(predicate_table()), ids=lambda cells: cells[0])
def test_limits_are_those_of_the_predicate_table(cells):
    edition, _scale, *printed = cells[:6]
    classes = rubrics.load(f"iid-{edition}").predikat
    assert len(classes) == 4
    for entry, text in zip(classes, printed, strict=True):
        if entry.mulai is None:
            # 2022 prints "> 60, presumed", and warns not to derive a predicate from its source.
            assert "gap" in text or "presumed" in text or text == "no input"
            continue
        numbers = [float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]
        low, high = entry.mulai, entry.sampai
        if text.startswith(">="):
            assert (numbers, high) == ([low], None)
        elif text.startswith(">"):
            assert (round(numbers[0] + 0.01, 2), high) == (low, 100)
        elif text.startswith("<"):
            assert (0.01, round(numbers[0] - 0.01, 2)) == (low, high)
        else:
            assert (numbers[0], numbers[-1]) == (low, high)


def test_all_editions_of_the_predicate_table_were_compared():
    assert [cells[0] for cells in predicate_table()] == [
        "2020", "2021", "2022", "2023", "2024", "2025", "2026",
    ]  # fmt: skip


def test_the_affairs_are_the_38_on_file():
    (line,) = [line for line in TEXT.splitlines() if line.startswith("**The 38 affairs")]
    listed_ = re.findall(r"\d+ ([^;.]+)[;.]", line.split(":**", maxsplit=1)[1])
    assert tuple(listed_[:38]) == AFFAIRS
    (line,) = [line for line in TEXT.splitlines() if line.startswith("- The six basic-service")]
    six = line.split(": ", maxsplit=1)[1].rstrip(".").split("; ")
    assert tuple(six) == BASIC_SERVICES


# Wordings that say the same: without them every new turn of phrase would count as a change.
SAME = {
    "6 hari ke atas": "6 hari atau lebih",
    "9 bulan ke atas": "9 bulan atau lebih",
    "sistem informasi online/daring": "online/daring",
    "perangkat elektronik": "elektronik",
    "1 kali (2 tahun)": "1 kali",
    "1 kali transfer pengetahuan": "1 kali",
    "2 kali bimtek": "2 kali",
    ">2 kali bimtek": ">2 kali",
    "konten media sosial": "media sosial",
    "foto kegiatan berlatar spanduk": "foto kegiatan berspanduk",
    "buku manual/cetak": "buku manual",
    "buku dapat diakses online": "buku online",
    "3 atau lebih metode": "3 atau lebih",
    "1 dari 4 metode": "1 dari 4",
    "2 dari 4 metode": "2 dari 4",
    "1 dari 4 media": "1 dari 4",
    "2 dari 4 media": "2 dari 4",
    "5 aktor atau lebih": "5 atau lebih",
    "t-0 (tahun berjalan)": "t-0",
    "monev internal perangkat daerah": "monev internal",
    "monev internal pemda": "monev internal",
    "monev eksternal berbasis penelitian/kajian/analisis": "monev eksternal",
    "monev eksternal berbasis penelitian/kajian": "monev eksternal",
    "monev eksternal/penelitian": "monev eksternal",
    "51% s.d. 86%": "51% s.d. 85%",
    "<= 50% / tidak ada pengaduan": "<= 50% atau tidak ada pengaduan",
    "2 kali (daerah berbeda)": "2 kali di daerah berbeda",
    "3 kali (daerah berbeda)": "3 kali di daerah berbeda",
}
# 2024 describes integration twice, digital and non digital; later editions in one set of words.
TOLD_IN_TWO_WAYS = {(2024, 2025, "i30"), (2025, 2026, "i30")}


def plain(labels):
    folded = [label.casefold() for label in labels]
    return [SAME.get(label, label) for label in folded]


def labels_of(entry):
    return [plain(basis.level) for basis in entry.dasar] or [plain(entry.level)]


@pytest.mark.parametrize(("first", "last"), list(pairwise(DOCUMENTED)), ids=str)
def test_wherever_labels_differ_a_change_is_on_record_and_only_there(first, last):
    before, after = indicators(str(first), "SID"), indicators(str(last), "SID")
    differing = {
        code
        for code, entry in after.items()
        if labels_of(before[code]) != labels_of(entry)
        and (first, last, code) not in TOLD_IN_TWO_WAYS
    }
    recorded = {change.indikator for change in between(first, last)}
    renamed = {c.indikator for c in between(first, last) if c.jenis == "nama"}
    assert differing <= recorded
    # Bimtek counts the same occasions over three years instead of two: no label shows it.
    assert recorded - renamed - differing <= {"i20"}


def test_a_rubric_file_names_only_known_sources_and_uses_each():
    for name in rubrics.available():
        file = resources.files("evaluasi.rubrics") / f"{name}.toml"
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        entries = [*raw["aturan"].values(), *raw["predikat"], *raw.get("prognosis", [])]
        entries += [*raw.get("spd", []), *raw.get("sid", [])]
        used = {key for entry in entries for key in entry.get("sumber", [])}
        named_in_notes = {
            key for key in raw["sumber"] for e in entries if key in e.get("catatan", "")
        }
        assert used <= set(raw["sumber"]), name
        assert set(raw["sumber"]) <= used | named_in_notes, name
