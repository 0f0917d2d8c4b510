"""What lies in data/jatim and data/nasional is whole, fits its descriptor, and is Indonesian."""

import re
from collections import Counter

import pytest
from shipped import paths

TABLES = "wilayah petak skor_iid iid_nasional penghargaan kasus capaian sumber"
# Read by hand from the source, 2010 to 2025.
POVERTY_OF_BATU = "5.08 4.74 4.47 4.77 4.59 4.71 4.48 4.31 3.89 3.81 3.89 4.09 3.79 3.31 3.06 2.86"
ENGLISH = """
    a about above according after all also an and announced are as at award based been before below
    between by claimed coaching complete contradicts could decree derived each error every fell
    first for from given had has have he head highest his if in into is it its last later list
    listed lowest matched mean name named new no nominee not number of on one only or order other
    outlet part points printed probably province rank region regions said same scale scores second
    share she source sources stated than that the their theme then there these they third this to
    two under until value values was were when where which while winner winners with year
"""


def keys(rows, columns):
    return [tuple(row[column] for column in columns) for row in rows]


def test_every_table_ships_in_both(dataset):
    assert sorted(dataset.tables) == sorted(TABLES.split())
    assert {path.name for path in dataset.folder.iterdir()} == {
        "datapackage.json",
        *(part for resource in dataset.resources.values() for part in paths(resource)),
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("jatim", {"provinsi": 1, "kabupaten": 29, "kota": 9, "kecamatan": 666}),
        ("nasional", {"provinsi": 38, "kabupaten": 416, "kota": 98, "kecamatan": 666}),
    ],
)
def test_all_regions_are_there(request, name, expected):
    regions = request.getfixturevalue(name).tables["wilayah"]
    assert Counter(row["tingkat"] for row in regions) == expected


def test_regions_agree_with_the_list_in_the_package(nasional):
    from evaluasi import regions

    columns = ["kode", "kode_bps", "tingkat", "nama", "induk"]
    own = regions.table().astype(object)
    own = own.where(own.notna(), "").to_dict("records")
    assert sorted(keys(own, columns)) == sorted(keys(nasional.tables["wilayah"], columns))


def test_primary_keys_are_whole_and_unique(dataset):
    for table, resource in dataset.resources.items():
        found = keys(dataset.tables[table], resource["schema"]["primaryKey"])
        assert len(found) == len(set(found)), table
        assert all(all(key) for key in found), table


def test_foreign_keys_point_at_something(dataset):
    for table, resource in dataset.resources.items():
        for key in resource["schema"].get("foreignKeys", []):
            target = dataset.tables[key["reference"]["resource"] or table]
            known = set(keys(target, key["reference"]["fields"]))
            dangling = {k for k in keys(dataset.tables[table], key["fields"]) if any(k)} - known
            assert not dangling, (table, key["fields"])


def test_cells_obey_their_fields(dataset):
    checks = {
        "integer": re.compile(r"-?\d+"),
        "number": re.compile(r"-?\d+(\.\d+)?"),
        "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
        "string": re.compile(r"\S(.*\S)?"),
    }
    for table, resource in dataset.resources.items():
        for field in resource["schema"]["fields"]:
            name, rules = field["name"], field.get("constraints", {})
            filled = [row[name] for row in dataset.tables[table] if row[name]]
            assert all(map(checks[field["type"]].fullmatch, filled)), (table, name)
            if rules.get("required"):
                assert len(filled) == len(dataset.tables[table]), (table, name)
            if "enum" in rules:
                assert set(filled) <= set(rules["enum"]), (table, name)
            if "pattern" in rules:
                assert all(re.fullmatch(rules["pattern"], cell) for cell in filled), (table, name)
            if "minimum" in rules:
                assert all(float(cell) >= rules["minimum"] for cell in filled), (table, name)


def test_codes_are_text_with_their_zeros(dataset):
    codes = {row["kode"] for rows in dataset.tables.values() for row in rows if row.get("kode")}
    assert "35.10" in codes
    assert "35.1" not in codes
    assert {row["kode_bps"] for row in dataset.tables["wilayah"] if row["kode"] == "35.10"} == {
        "3510"
    }


def test_jatim_is_a_slice_of_nasional(jatim, nasional):
    for table in set(TABLES.split()) - {"sumber"}:
        here = [
            row
            for row in nasional.tables[table]
            if (row.get("kode") or row.get("kode_kandidat") or "35").startswith("35")
        ]
        assert jatim.tables[table] == here, table
    letters = {row["sumber"]: row for row in nasional.tables["sumber"]}
    assert all(letters[row["sumber"]] == row for row in jatim.tables["sumber"])


def test_every_source_listed_is_used(dataset):
    used = {
        row["sumber"]
        for table, rows in dataset.tables.items()
        if table != "sumber"
        for row in rows
        if "sumber" in row
    }
    used |= {code for r in dataset.resources.values() for code in r.get("sumber", [])}
    assert {row["sumber"] for row in dataset.tables["sumber"]} == used


@pytest.mark.parametrize("name", ["jatim", "nasional"])
def test_poverty_of_kota_batu_and_the_score_of_banyuwangi(request, name):
    tables = request.getfixturevalue(name).tables
    poverty = [
        (int(row["tahun"]), row["nilai"])
        for row in tables["capaian"]
        if row["kode"] == "35.79" and row["indikator"] == "p0"
    ]
    assert poverty == list(zip(range(2010, 2026), POVERTY_OF_BATU.split(), strict=True))
    scores = [
        (row["skor"], row["skala"], row["predikat"], row["keyakinan"])
        for row in tables["skor_iid"]
        if row["kode"] == "35.10" and row["tahun"] == "2021"
    ]
    assert scores == [("84.19", "0-100", "Sangat Inovatif", "tinggi")]


def test_scores_keep_the_scale_they_were_printed_on(nasional):
    scores = [row for row in nasional.tables["skor_iid"] if row["skor"]]
    assert len(scores) == 39
    assert all(float(row["skor"]) <= 100 for row in scores if row["skala"] == "0-100")
    assert all(row["skala"] == "poin" for row in scores if row["tahun"] <= "2020")
    late = {row["kode"]: row for row in scores if row["skala"] == "poin" and row["tahun"] > "2020"}
    assert sorted(late) == ["35.26", "35.27", "35.28", "35.29"]
    assert all(row["keyakinan"] == "rendah" for row in late.values())


def test_an_indicator_has_one_unit_and_old_and_new_series_stay_apart(dataset):
    units, series = {}, {}
    for row in dataset.tables["capaian"]:
        units.setdefault(row["indikator"], set()).add(row["satuan"])
        series.setdefault(row["indikator"], set()).add(row["seri"])
    assert len(units) == 19
    assert all(len(found) == 1 for found in units.values())
    assert series["ipm_lama"] == series["uhh_lama"] == {"SP2010"}
    assert series["ipm_baru"] == series["uhh_baru"] == {"LF SP2020"}


def test_nothing_is_filled_where_the_source_has_a_hole(jatim):
    years = {row["tahun"] for row in jatim.tables["capaian"] if row["indikator"] == "tpt"}
    assert years == {str(year) for year in range(2008, 2026)} - {"2016"}


def test_nominees_and_claimants_have_no_award(nasional):
    awarded = set(keys(nasional.tables["penghargaan"], ["kode", "tahun"]))
    assert not awarded & {
        ("35.73", "2018"),
        ("13.05", "2019"),
        ("35.07", "2022"),
        ("63.11", "2025"),
    }
    assert ("35.73", "2019") in awarded  # stands in the score file alone


def test_ambiguous_winners_have_candidates_instead_of_a_code(jatim):
    known = {row["kode"]: row["nama"] for row in jatim.tables["wilayah"]}
    ambiguous = [row for row in jatim.tables["penghargaan"] if not row["kode"]]
    assert {row["nama"]: row["kode_kandidat"] for row in ambiguous} == {
        "Kartoharjo": "35.20.15;35.77.01",
        "Kademangan": "35.05.04;35.74.01",
    }
    for row in ambiguous:
        assert {known[code] for code in row["kode_kandidat"].split(";")} == {row["nama"]}
        assert row["keyakinan"] == "rendah"


def test_only_lists_known_to_be_complete_are_called_complete(jatim, nasional):
    def complete(dataset):
        listed = dataset.resources["penghargaan"]["kelengkapan"]
        return {(entry["ajang"], entry["tahun"], entry["tingkat"]) for entry in listed}

    everywhere = {("iga", 2021, "provinsi")} | {
        ("iga", 2022, kind) for kind in ("provinsi", "kabupaten", "kota")
    }
    assert complete(nasional) == everywhere
    # East Java has no region that could have won in the lists of 2021 that are not on file.
    assert complete(jatim) == everywhere | {("iga", 2021, "kabupaten")}


def test_complete_lists_have_the_length_they_state(nasional):
    counts = Counter((row["tahun"], row["kategori"]) for row in nasional.tables["penghargaan"])
    assert counts["2021", "provinsi terinovatif atau sangat inovatif"] == 8
    assert counts["2021", "kabupaten terinovatif atau sangat inovatif"] == 17
    assert counts["2022", "provinsi terinovatif"] == 7
    assert counts["2022", "kabupaten terinovatif"] == 12
    assert counts["2022", "kota terinovatif"] == 12


def test_prize_and_predicate_are_told_apart(nasional):
    for row in nasional.tables["penghargaan"]:
        prize, predicate = "terinovatif" in row["kategori"], "sangat inovatif" in row["kategori"]
        expected = {(True, True): "pemenang atau predikat", (False, True): "predikat"}
        assert row["pengakuan"] == expected.get((prize, predicate), "pemenang")


def test_coached_kecamatan_have_title_theme_and_dates(jatim):
    winners = {
        row["kode"]
        for row in jatim.tables["penghargaan"]
        if (row["ajang"], row["tahun"]) == ("skk", "2023")
    }
    facts = [row for row in jatim.tables["kasus"] if row["topik"] == "SKK"]
    assert len(winners) == 7
    for kode in winners:
        own = {row["ukuran"]: row for row in facts if row["kode"] == kode}
        assert own.keys() == {"judul_inovasi", "tema", "pendampingan"}
        assert own["pendampingan"]["tanggal_mulai"] == "2024-10-21"
        assert own["pendampingan"]["tanggal_selesai"] == "2024-11-02"
        assert own["judul_inovasi"]["keyakinan"] == "sedang"


def test_no_english_word_is_left(dataset):
    free_text = {
        "skor_iid": ["lingkup_peringkat", "catatan"],
        "iid_nasional": ["ukuran", "satuan", "catatan"],
        "penghargaan": ["kategori", "pengakuan", "catatan"],
        "kasus": ["topik", "ukuran", "satuan", "teks", "sumber", "catatan"],
        "capaian": ["satuan", "seri", "acuan_waktu", "catatan"],
        "sumber": ["lisensi", "catatan"],
        "wilayah": ["catatan"],
    }
    cells = {
        row[column]
        for table, columns in free_text.items()
        for row in dataset.tables[table]
        for column in columns
    }
    for resource in [dataset.package, *dataset.resources.values()]:
        cells |= {resource["title"], resource["description"]}
    for resource in dataset.resources.values():
        cells |= {
            text for f in resource["schema"]["fields"] for text in (f["title"], f["description"])
        }
    # Names of products and of the data collection are quoted, not translated.
    names = (
        r"Indonesia Database for Policy and Economic Research|Innovative Government Award|CC BY 4.0"
    )
    words = {
        word: cell
        for cell in cells
        for word in re.findall(r"[a-z]+", re.sub(names, "", cell).lower())
    }
    assert {word: words[word] for word in words.keys() & set(ENGLISH.split())} == {}
    assert len(cells) > 100
