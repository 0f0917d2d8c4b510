"""What does not match its descriptor is refused, all faults at once, with what to do next."""

import contextlib
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluasi.errors import DatasetError
from evaluasi.tables import load, schemas
from evaluasi.tables.faults import Reason


def refusal(folder):
    with pytest.raises(DatasetError) as caught:
        load(folder)
    return caught.value


def edit(table, old, new):
    return lambda package: package.swap(table, old, new)


def no_file(package):
    del package.files["capaian.csv"]


def not_utf8(package):
    package.files["sumber.csv"] = "sumber,asal,penerbit,lisensi,catatan\nA,é,é,é,é\n".encode(
        "cp1252"
    )


def semicolons(package):
    package.files["capaian.csv"] = package.files["capaian.csv"].replace(",", ";")


ONLY_IN_INTAKE = {
    Reason.WRONG_KIND,
    Reason.ENCRYPTED,
    Reason.BROKEN,
    Reason.TOO_LARGE,
    Reason.NO_HEADER,
    Reason.NO_VALUE,
    Reason.ERROR_CELL,
    Reason.UNKNOWN_REGION,
    Reason.AMBIGUOUS_REGION,
    Reason.CONTEXT,
    Reason.CONFLICT,
}
MALFORMED = [
    # reason, how the dataset was bent, what the first line of faults must say
    (Reason.NO_FILE, no_file, "capaian.csv: berkas ini disebut deskriptor, tetapi tidak ada"),
    (Reason.UNREADABLE, not_utf8, "sumber.csv: berkas tidak berkode UTF-8"),
    (Reason.DELIMITER, semicolons, "capaian.csv: kolom dipisahkan titik koma"),
    (
        Reason.MISSING_COLUMN,
        edit("capaian", "nilai,", "hasil,"),
        "capaian.csv, baris 1, kolom nilai",
    ),
    (
        Reason.EXTRA_COLUMN,
        edit("capaian", "nilai,", "hasil,"),
        "kolom hasil: kolom ini tidak disebut",
    ),
    (
        Reason.REPEATED_COLUMN,
        edit("sumber", "asal,", "sumber,"),
        "kolom sumber: kolom ini ada lebih dari sekali",
    ),
    (
        Reason.CELL_COUNT,
        edit("capaian", "4.47,persen", "4,47,persen"),
        "baris 4: baris ini berisi 11",
    ),
    (Reason.EMPTY, edit("capaian", "4.47,persen", ",persen"), "baris 4, kolom nilai: wajib diisi"),
    (Reason.NOT_INTEGER, edit("capaian", "2012", "2012.0"), "kolom tahun: “2012.0” bukan bilangan"),
    (Reason.NOT_NUMBER, edit("capaian", "4.47", "n.a."), "kolom nilai: “n.a.” bukan angka"),
    (
        Reason.NOT_LISTED,
        edit("capaian", "Maret,L,tinggi", "Maret,L,yakin"),
        "kolom keyakinan: “yakin”",
    ),
    (Reason.LOST_ZERO, edit("capaian", "35.10", "35.1"), "“35.1” kehilangan nol di ujung"),
    (Reason.PATTERN, edit("capaian", "35.10", "3510"), "“3510” tidak sesuai bentuk"),
    (Reason.OUT_OF_RANGE, edit("capaian", "2012", "1912"), "“1912” di luar batas 2000 sampai 2100"),
    (
        Reason.REPEATED_KEY,
        edit("capaian", "35.74,2012,p0", "35.10,2012,p0"),
        "baris 2, kolom kode, tahun, indikator: “35.10, 2012, p0” dipakai 2 kali, pada baris 2, 3",
    ),
    (Reason.NO_SUCH_KEY, edit("capaian", "35.79", "35.78"), "“35.78” tidak ada pada tabel wilayah"),
    (
        Reason.UNIT,
        edit("capaian", "4.47,persen", "4.47,orang"),
        "kolom satuan: satuan indikator ini dalam katalog adalah “persen”",
    ),
]


@pytest.mark.parametrize(("reason", "bend", "line"), MALFORMED, ids=[m[0].value for m in MALFORMED])
def test_a_file_that_does_not_match_is_refused_by_place(package, reason, bend, line):
    bend(package)
    error = refusal(package.write())
    assert any(line in fault for fault in error.faults), error.faults
    assert error.remedy


def test_every_reason_that_a_shipped_table_can_give_has_its_case():
    """Dates and months stand in tables that the small dataset lacks: see test_validate."""
    given = set(Reason) - ONLY_IN_INTAKE - {Reason.NOT_DATE, Reason.NOT_MONTH}
    assert {case[0] for case in MALFORMED} == given


def test_faults_of_all_files_are_told_together(package):
    package.swap("capaian", "4.47", "x")
    package.swap("wilayah", "kabupaten,Kab", "distrik,Kab")
    del package.files["skor_iid.csv"]
    error = refusal(package.write())
    assert [fault.split(":")[0] for fault in error.faults] == [
        "capaian.csv, baris 4, kolom nilai",
        "skor_iid.csv",
        "wilayah.csv, baris 3, kolom tingkat",
    ]


def test_a_fault_in_one_table_does_not_make_references_to_it_look_wrong(package):
    package.swap("wilayah", "kota,Kota Batu", "kotamadya,Kota Batu")
    error = refusal(package.write())
    assert len(error.faults) == 1


def test_a_table_that_cannot_be_read_does_not_make_references_to_it_look_wrong(package):
    del package.files["wilayah.csv"]
    error = refusal(package.write())
    assert [fault.split(":")[0] for fault in error.faults] == ["wilayah.csv"]


def set_in(path, value):
    """Build the change that writes a value into the descriptor, resources by their name."""

    def change(package):
        *steps, last = path
        place = package.descriptor
        for step in steps:
            place = package.resource(step[1:]) if step.startswith("@") else place[step]
        place[last] = value

    return change


MISDESCRIBED = [
    (
        set_in(["jenis"], "rahasia"),
        "“jenis” harus salah satu dari: resmi, publik, simulasi, pengguna",
    ),
    (lambda package: package.descriptor.pop("jenis"), "“jenis” harus salah satu dari"),
    (set_in(["resources"], []), "daftar “resources” tidak ada atau kosong"),
    (set_in(["@capaian", "name"], "capain"), "tabel “capain” tidak dikenal"),
    (set_in(["@capaian", "path"], "../rahasia.csv"), "menunjuk ke luar folder"),
    (set_in(["@capaian", "path"], "/etc/passwd.csv"), "menunjuk ke luar folder"),
    (set_in(["@capaian", "path"], "https://contoh.id/a.csv"), "menunjuk ke luar folder"),
    (set_in(["@capaian", "path"], "capaian.xlsx"), "berkas “capaian.xlsx” bukan CSV"),
    (set_in(["@capaian", "path"], []), "“path” tidak menyebut berkas"),
    (set_in(["@capaian", "dialect"], {"delimiter": ",,"}), "harus satu huruf"),
    (set_in(["@capaian", "schema"], "skema.json"), "skema tidak memuat daftar “fields”"),
    (
        lambda package: package.field("capaian", "kode").update(type="number"),
        "tabel capaian: kolom “kode” bertipe number, seharusnya string",
    ),
    (
        lambda package: package.field("capaian", "nilai").update(type="any"),
        "kolom “nilai” bertipe “any”; yang dikenal:",
    ),
    (
        lambda package: package.field("capaian", "nilai").update(constraints={"jsonSchema": {}}),
        "batasan “jsonSchema” pada kolom “nilai” belum didukung",
    ),
    (
        lambda package: package.resource("capaian")["schema"]["fields"].pop(3),
        "tabel capaian: kolom wajib “nilai” tidak disebut",
    ),
    (
        lambda package: package.drop("sumber"),
        "tabel capaian merujuk sumber (sumber) yang tidak ada",
    ),
    (
        lambda package: package.descriptor["resources"].append(package.resource("wilayah")),
        "tabel wilayah disebut lebih dari sekali",
    ),
]


@pytest.mark.parametrize(("bend", "line"), MISDESCRIBED, ids=[case[1] for case in MISDESCRIBED])
def test_a_descriptor_that_cannot_be_used_is_refused(package, bend, line):
    bend(package)
    error = refusal(package.write())
    assert any(line in fault for fault in error.faults), error.faults
    assert "datapackage.json" in error.problem


def test_a_missing_folder_names_the_one_that_ships(tmp_path):
    error = refusal(tmp_path / "tiada")
    assert "tidak ada" in error.problem
    assert "data/jatim" in error.remedy


def test_a_folder_without_descriptor_says_which_file_is_missing(tmp_path):
    assert "datapackage.json" in refusal(tmp_path).problem


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"a"', "\ufeff{]", "[" * 100_000])
def test_a_descriptor_that_is_no_json_object_is_refused(tmp_path, text):
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    assert "datapackage.json" in refusal(tmp_path).problem


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(
    key=st.sampled_from(
        ["name", "title", "created", "wilayah_utama", "sources", "licenses", "perubahan"]
    ),
    part=st.sampled_from(["name", "path", "dialect", "hash", "bagian", "sumber", "kelengkapan"]),
    raw=JSON,
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_shape_of_descriptor_escapes_as_another_error(package, key, part, raw):
    kept = json.dumps(package.descriptor)
    package.descriptor[key] = raw
    package.resource("capaian")[part] = raw
    folder = package.write()
    package.descriptor = json.loads(kept)
    with contextlib.suppress(DatasetError):
        load(folder)


def test_the_sentence_of_a_refusal(package):
    package.swap("capaian", "4.47,persen", "4.47,orang")
    folder = package.write()
    assert str(refusal(folder)) == (
        f"Isi dataset {folder} tidak cocok dengan deskriptornya: 1 kesalahan.\n"
        "  - capaian.csv, baris 4, kolom satuan: "
        "satuan indikator ini dalam katalog adalah “persen”\n"
        "Perbaiki berkas itu (kode wilayah harus tetap teks), atau salin ulang berkasnya."
    )


def test_a_table_may_lie_in_several_files(package):
    head, *rows = package.files.pop("capaian.csv").splitlines()
    package.files["capaian-1.csv"] = "\n".join([head, *rows[:3]]) + "\n"
    package.files["capaian-2.csv"] = "\n".join([head, *rows[3:]]) + "\n"
    package.resource("capaian")["path"] = ["capaian-1.csv", "capaian-2.csv"]
    assert load(package.write()).capaian["nilai"].tolist() == [
        float(row.split(",")[3]) for row in rows
    ]


def test_a_key_shared_across_files_names_both(package):
    text = package.files["capaian.csv"]
    package.files["lain.csv"] = "\n".join(text.splitlines()[:2]) + "\n"
    package.resource("capaian")["path"] = ["capaian.csv", "lain.csv"]
    places = [fault.split(",")[0] for fault in refusal(package.write()).faults]
    assert places == ["capaian.csv", "lain.csv"]


def test_the_order_of_columns_in_a_file_does_not_matter(package):
    expected = load(package.write()).sumber
    rows = [line.split(",")[::-1] for line in package.files["sumber.csv"].splitlines()]
    package.files["sumber.csv"] = "\n".join(",".join(row) for row in rows) + "\n"
    assert load(package.write()).sumber.equals(expected)


def test_an_optional_column_that_a_package_lacks_is_empty(package):
    fields = package.resource("sumber")["schema"]["fields"]
    fields.remove(package.field("sumber", "catatan"))
    package.files["sumber.csv"] = re.sub(r",\w*$", "", package.files["sumber.csv"], flags=re.M)
    loaded = load(package.write()).sumber
    assert list(loaded.columns) == list(schemas.get("sumber").columns)
    assert loaded["catatan"].isna().all()


def test_a_column_of_ones_own_is_kept_as_described(package):
    package.resource("sumber")["schema"]["fields"].append({"name": "umur", "type": "integer"})
    package.files["sumber.csv"] = re.sub(r"$(?=\n)", ",7", package.files["sumber.csv"], flags=re.M)
    package.swap("sumber", "catatan,7", "catatan,umur")
    assert load(package.write()).sumber["umur"].tolist() == [7, 7, 7, 7]


def test_a_descriptor_cannot_loosen_what_the_project_demands(package):
    package.field("capaian", "kode").pop("constraints")
    package.swap("capaian", "35.10", "35.1")
    assert "kehilangan nol" in refusal(package.write()).faults[0]


def test_another_delimiter_is_read_when_described(package):
    package.resource("wilayah")["dialect"] = {"delimiter": ";"}
    package.files["wilayah.csv"] = package.files["wilayah.csv"].replace(",", ";")
    assert load(package.write()).wilayah["kode"].iloc[1] == "35.10"


def test_an_edited_file_is_refused_until_its_edit_is_on_record(package):
    package.seal()
    assert load(package.write()).notes == ()
    package.swap("capaian", "4.47", "4.48")
    fault = refusal(package.write())
    assert fault.faults == ("capaian.csv",)
    assert f'tables.refresh("{package.folder.as_posix()}"' in fault.remedy


def test_the_fingerprint_depends_on_every_file_and_on_nothing_else(package, tmp_path):
    first = load(package.write()).fingerprint
    package.folder = tmp_path / "salinan"
    assert load(package.write()).fingerprint == first
    seen = {first}
    for path in package.files:
        package.files[path] += "\n"
        seen.add(load(package.write()).fingerprint)
    package.descriptor["title"] = "Judul lain"
    seen.add(load(package.write()).fingerprint)
    assert len(seen) == len(package.files) + 2


def test_a_csv_file_that_the_descriptor_does_not_list_is_told_to_be_unread(package):
    package.files["inovasi.csv"] = "id,tahun,kode,judul\na,2024,35.79,Judul\n"
    ds = load(package.write())
    note = (
        "Berkas inovasi.csv ada di folder ini, tetapi tidak disebut deskriptor, jadi tidak dibaca"
    )
    assert ds.unlisted == ("inovasi.csv",)
    assert ds.notes == (note,)
    assert f"{note}." in ds.summary()
    assert not ds.has("inovasi")
    assert note not in ds.provenance.line()  # it concerns no number that is shown
