"""`datapackage.json` says the truth about the files beside it, in the terms of the standard."""

import hashlib
import json
import re

from shipped import ROOT, paths

SCHEMAS = ROOT / "src" / "evaluasi" / "tables" / "schemas"
NAME = re.compile(r"[-a-z0-9._]+")
TYPES = {"string", "number", "integer", "date"}


def digest(content):
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_package_has_what_the_standard_asks_for(dataset):
    package = dataset.package
    assert package["profile"] == "tabular-data-package"
    assert NAME.fullmatch(package["name"])
    assert package["title"]
    assert package["description"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
    assert package["created"] == "2026-11-21T00:00:00Z"
    assert package["jenis"] == "publik"
    assert all(NAME.fullmatch(licence["name"].lower()) for licence in package["licenses"])
    assert all(source["title"] for source in package["sources"])


def test_only_the_home_dataset_names_a_home_province(jatim, nasional):
    assert jatim.package["wilayah_utama"] == "35"
    assert "wilayah_utama" not in nasional.package


def test_resources_have_what_the_standard_asks_for(dataset):
    for name, resource in dataset.resources.items():
        assert resource["profile"] == "tabular-data-resource"
        assert NAME.fullmatch(name)
        assert resource["title"]
        assert resource["description"]
        assert resource["encoding"] == "utf-8"
        assert resource["schema"]["missingValues"] == [""]
        for field in resource["schema"]["fields"]:
            assert field["type"] in TYPES
            assert field["title"]
            assert field["description"]


def test_schemas_are_those_of_the_package(dataset):
    for name, resource in dataset.resources.items():
        schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
        own = {"title": resource["title"], "description": resource["description"]}
        assert resource["schema"] | own == schema


def test_columns_of_the_files_are_those_described(dataset):
    for resource in dataset.resources.values():
        columns = ",".join(field["name"] for field in resource["schema"]["fields"])
        for path in paths(resource):
            with (dataset.folder / path).open(encoding="utf-8") as file:
                assert file.readline() == f"{columns}\n"


def test_sizes_and_digests_are_true(dataset):
    for resource in dataset.resources.values():
        parts = [(dataset.folder / path).read_bytes() for path in paths(resource)]
        for stated, content in zip(resource.get("bagian", []), parts, strict="bagian" in resource):
            assert (stated["bytes"], stated["hash"]) == (len(content), digest(content))
        # A table in parts is one table: its digest is that of the parts put together.
        header = parts[0].split(b"\n", 1)[0] + b"\n"
        whole = header + b"".join(part.removeprefix(header) for part in parts)
        assert (resource["bytes"], resource["hash"]) == (len(whole), digest(whole))


def test_parts_are_listed_in_the_order_of_the_table(nasional):
    resource = nasional.resources["capaian"]
    assert [part["path"] for part in resource["bagian"]] == resource["path"]
    codes = [row["kode"] for row in nasional.tables["capaian"]]
    assert codes == sorted(codes)


def test_files_stay_small_enough_to_track(dataset):
    assert all(path.stat().st_size < 1_900_000 for path in dataset.folder.iterdir())


def test_tables_without_a_source_column_name_their_sources(dataset):
    for name, resource in dataset.resources.items():
        columns = {field["name"] for field in resource["schema"]["fields"]}
        assert ("sumber" in columns) != bool(resource.get("sumber")), name


def test_every_collection_has_a_line_in_the_licence_page(nasional):
    page = (ROOT / "data" / "LISENSI.md").read_text(encoding="utf-8")
    rows = {cells[1]: cells for line in page.splitlines() if len(cells := line.split("|")) > 5}
    rows = {code.strip(): cells for code, cells in rows.items()}
    letters = [row for row in nasional.tables["sumber"] if len(row["sumber"]) == 1]
    assert {row["sumber"] for row in letters} == rows.keys() - {"kode", "---"}
    for row in letters:
        origin = row["asal"].partition("github:")[2].split(" ")[0]
        assert origin in rows[row["sumber"]][4]
        for licence in ("MIT", "CC BY 4.0"):
            assert (licence in row["lisensi"]) == (licence in rows[row["sumber"]][5])


def test_counts_in_the_readme_are_true(jatim, nasional):
    page = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    stated = {
        cells[1].strip(): [int(cell.replace(".", "")) for cell in cells[3:5]]
        for line in page.splitlines()
        if len(cells := line.split("|")) == 6 and cells[1].strip() in jatim.tables
    }
    assert stated == {
        table: [len(jatim.tables[table]), len(nasional.tables[table])] for table in jatim.tables
    }
