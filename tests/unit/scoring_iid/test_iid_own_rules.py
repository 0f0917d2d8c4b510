"""A user's rule file fills what is not on file, changes nothing that is, and stays marked."""

import re
from pathlib import Path

import pandas as pd
import pytest

from evaluasi import rubrics
from evaluasi import scoring as sc
from evaluasi.errors import ParameterError

ROOT = Path(__file__).parents[3]
METHOD = ROOT / "docs" / "metode" / "iid.md"

FILLS_2024 = """
dasar = "iid-2024"

[aturan.lantai_pembagi]
nilai = 11
sumber = "salinan pedoman 2024"

[aturan.faktor_jumlah]
nilai = 0.38
sumber = "salinan pedoman 2024"

[aturan.batas_jumlah]
nilai = 200
sumber = "salinan pedoman 2024"
"""


@pytest.fixture
def written(tmp_path):
    def write(text, name="aturanku.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def known():
    return pd.DataFrame({"kode": ["99.01", "99.02"], "spd": [40.0, 40.0]})


def test_gaps_are_filled_and_every_number_stays_marked(written, inovasi, known):
    rubric = sc.load_rubric(written(FILLS_2024))
    assert (rubric.id, rubric.jenis, rubric.edisi) == ("aturanku", "aturan pemakai", 2024)
    assert rubric.nama == "Indeks Inovasi Daerah 2024, dengan aturan pemakai"
    rule = rubric.rule("lantai_pembagi")
    assert (rule.nilai, rule.keyakinan) == (11, "aturan pemakai")
    assert rubric.citations(rule.sumber) == ("salinan pedoman 2024",)
    assert rubric.rule("bobot_sid").keyakinan == "B"
    found = sc.regional_index(inovasi.assign(tahun=2024), known, rubric)
    assert found.table["pembagi"].tolist() == [11, 11]
    assert found.table["iid"].notna().all()
    assert set(found.table["keyakinan"]) == {"aturan pemakai"}
    assert "Bukan aturan resmi: aturan pemakai." in found.summary()


def test_a_path_may_be_a_text(written):
    assert sc.load_rubric(str(written(FILLS_2024))).jenis == "aturan pemakai"


def test_a_known_rule_is_never_changed(written):
    text = """
dasar = "iid-2026"
edisi = 2030
[aturan.lantai_pembagi]
nilai = 14
sumber = "kabar"
[[predikat]]
nama = "Inovatif"
mulai = 10
sampai = 20
sumber = "kabar"
[[predikat]]
nama = "Luar Biasa"
mulai = 90
sumber = "kabar"
[[sid]]
kode = "i16"
nama = "x"
bobot = 37
sumber = "kabar"
"""
    with pytest.raises(ParameterError, match="mengubah aturan yang sudah diketahui") as caught:
        sc.load_rubric(written(text))
    assert caught.value.faults == (
        "“edisi” mengikuti berkas dasarnya: hapus",
        "aturan lantai_pembagi sudah diketahui: 12",
        "batas predikat “Inovatif” sudah diketahui",
        "predikat “Luar Biasa” tidak ada pada edisi ini",
        "tabel indikator sid sudah diketahui",
    )


def test_limits_of_a_class_can_be_filled(written):
    text = """
dasar = "iid-2021"
[[predikat]]
nama = "Inovatif"
mulai = 30.01
sampai = 60
sumber = "keputusan 2021"
[[predikat]]
nama = "Kurang Inovatif"
mulai = 0.01
sampai = 30
sumber = "keputusan 2021"
"""
    rubric = sc.load_rubric(written(text))
    found = sc.predicate(45, rubric)
    assert (found.nama, found.keyakinan) == ("Inovatif", "aturan pemakai")
    assert sc.predicate(70, rubric).keyakinan == "C"


def test_a_table_of_weights_can_be_filled(written, kapasitas):
    rows = "\n".join(
        f'[[spd]]\nkode = "{entry.kode}"\nnama = "{entry.nama}"\nbobot = {entry.bobot}\n'
        'sumber = "asumsi: bobot 2026"'
        for entry in sc.load_rubric("iid-2026").spd
    )
    text = f"""
dasar = "iid-2023"
nama = "IID 2023 dengan bobot SPD 2026"
[aturan.bobot_spd]
nilai = 21
sumber = "asumsi: bobot 2026"
{rows}
"""
    rubric = sc.load_rubric(written(text))
    assert rubric.nama == "IID 2023 dengan bobot SPD 2026"
    scores = sc.spd(kapasitas.assign(tahun=2023), rubric).table
    assert scores["spd"].tolist() == [21, 21]


def test_an_edition_of_ones_own_states_what_it_knows_and_the_rest_is_unknown(written):
    text = """
nama = "IID 2027"
edisi = 2027
skala = "0-100"
[aturan.maksimum_total]
nilai = 250
sumber = "surat"
"""
    rubric = sc.load_rubric(written(text))
    assert (rubric.edisi, rubric.jenis) == (2027, "aturan pemakai")
    unknown = {rule.nama: rule.belum_ada for rule in rubric.missing()}
    assert set(unknown) == set(rubrics.RULES) - {"maksimum_total"}
    assert set(unknown.values()) == {"tidak ditulis pada berkas aturan pemakai"}
    assert sc.predicate(50, rubric).alasan == "skornya di luar semua kelas"


def test_an_edition_without_record_carries_only_what_has_the_same_labels(written, inovasi):
    rows = []
    for entry in sc.load_rubric("iid-2026").sid:
        labels = ["x", "y", "z"] if entry.kode == "i34" else list(entry.level)
        level = f"level = {labels}".replace("'", '"') if entry.level else ""
        rows.append(
            f'[[sid]]\nkode = "{entry.kode}"\nnama = "{entry.nama}"\nbobot = {entry.bobot}\n'
            f'sumber = "surat"\n{level}'
        )
    text = "\n".join(
        [
            'nama = "IID 2027"\nedisi = 2027\nskala = "0-100"',
            '[aturan.bobot_sid]\nnilai = 37\nsumber = "surat"',
            *rows,
        ]
    )
    found = sc.rescore(inovasi, sc.load_rubric("iid-2026"), sc.load_rubric(written(text)))
    lost = found.indicators[~found.indicators["dibawa"]]
    assert lost["indikator"].tolist() == ["i33", "i34"]
    assert set(lost["alasan"]) == {"perubahan antara kedua edisi tidak tercatat"}


BASE = 'nama = "x"\nedisi = 2027\nskala = "0-100"\n'
RULE = '[aturan.{name}]\nnilai = {value}\nsumber = "surat"\n'
ROW = '[[sid]]\nkode = "{code}"\nnama = "n"\nbobot = {weight}\nsumber = "surat"\n'


def rule(name, value):
    return RULE.format(name=name, value=value)


def row(code="i16", weight=1, more=""):
    return ROW.format(code=code, weight=weight) + more


# What is wrong → what is said.
FAULTS = {
    "kunci salah ketik": (BASE + 'sekala = "x"', "kunci “sekala” tidak dikenal"),
    "aturan salah ketik": (BASE + rule("lantai", 12), "aturan: kunci “lantai” tidak dikenal"),
    "tanpa nama": ('edisi = 2027\nskala = "0-100"', "“nama” harus berupa teks"),
    "tanpa edisi": ('nama = "x"\nskala = "0-100"', "“edisi” harus berupa tahun"),
    "edisi pecahan": ('nama = "x"\nedisi = 2027.5\nskala = "0-100"', "“edisi” harus berupa tahun"),
    "skala lain": ('nama = "x"\nedisi = 2027\nskala = "1-5"', "“skala” harus salah satu dari"),
    "tanpa sumber": (BASE + "[aturan.lantai_pembagi]\nnilai = 12", "“sumber” wajib diisi"),
    "sumber kosong": (
        BASE + '[aturan.lantai_pembagi]\nnilai = 12\nsumber = " "',
        "“sumber” wajib diisi",
    ),
    "nilai teks": (
        BASE + '[aturan.lantai_pembagi]\nnilai = "12"\nsumber = "s"',
        "“nilai” harus berupa bilangan",
    ),
    "nilai tak hingga": (BASE + rule("lantai_pembagi", "inf"), "“nilai” harus berupa bilangan"),
    "nilai benar": (BASE + rule("lantai_pembagi", "true"), "“nilai” harus berupa bilangan"),
    "nilai nol": (BASE + rule("lantai_pembagi", 0), "“nilai” harus lebih dari 0"),
    "nilai dan belum ada": (
        BASE + rule("lantai_pembagi", 12) + 'belum_ada = "x"',
        "“nilai” dan “belum_ada” tidak boleh bersama",
    ),
    "bobot negatif": (
        BASE + rule("bobot_sid", 1) + row(weight=-1),
        "sid i16: “bobot” harus lebih dari 0",
    ),
    "bobot tidak berjumlah": (
        BASE + rule("bobot_sid", 37) + row(weight=3),
        "jumlah bobot 3, padahal bobot_sid = 37",
    ),
    "bobot tanpa aturan": (BASE + row(), "ada bobot indikator, tetapi bobot_sid belum_ada"),
    "bobot kurang": (
        BASE + rule("bobot_sid", 1) + row() + '[[sid]]\nkode = "i17"\nnama = "n"\nsumber = "s"',
        "bobot indikator i17 belum ditulis",
    ),
    "indikator ganda": (
        BASE + rule("bobot_sid", 2) + row() + row(),
        "sid i16 tertulis lebih dari sekali",
    ),
    "maksimum keliru": (
        BASE + rule("bobot_sid", 1) + rule("maksimum_kematangan", 4) + row(),
        "maksimum_kematangan = 4, padahal 3 × bobot_sid = 3",
    ),
    "faktor kali batas": (
        BASE + rule("faktor_jumlah", 0.4) + rule("batas_jumlah", 200) + rule("maksimum_jumlah", 76),
        "faktor × batas = 80, padahal maksimum_jumlah = 76",
    ),
    "jumlah maksimum": (
        BASE
        + rule("maksimum_spd", 63)
        + rule("maksimum_kematangan", 111)
        + rule("maksimum_jumlah", 76)
        + rule("maksimum_total", 251),
        "jumlah ketiga maksimum 250, padahal maksimum_total = 251",
    ),
    "wajib tak terhitung": (
        BASE + rule("bobot_sid", 1) + row(more="wajib = true\n"),
        "1 indikator bertanda wajib, padahal indikator_wajib = 0",
    ),
    "wajib bukan benar salah": (
        BASE + rule("bobot_sid", 1) + row(more='wajib = "ya"\n'),
        "“wajib” harus true atau false",
    ),
    "dua level": (
        BASE + rule("bobot_sid", 1) + row(more='level = ["a", "b"]\n'),
        "“level” harus memuat 3 butir",
    ),
    "level angka": (
        BASE + rule("bobot_sid", 1) + row(more="level = [1, 2, 3]\n"),
        "“level” harus berupa daftar teks",
    ),
    "level dan dasar": (
        BASE
        + rule("bobot_sid", 1)
        + row(
            more='level = ["a", "b", "c"]\n'
            'dasar = [{ kode = "d", nama = "d", level = ["a", "b", "c"] }]\n'
        ),
        "“level” dan “dasar” tidak boleh bersama",
    ),
    "dasar tanpa level": (
        BASE + rule("bobot_sid", 1) + row(more='dasar = [{ kode = "33a", nama = "d" }]\n'),
        "dasar 33a: “level” wajib diisi",
    ),
    "dasar bukan daftar": (
        BASE + rule("bobot_sid", 1) + row(more='dasar = "33a"\n'),
        "“dasar” harus berupa daftar tabel",
    ),
    "kelas terbalik": (
        BASE
        + rule("bobot_sid", 1)
        + row(more="kelas = [{ dari = 2, sampai = 1 }, { sampai = 3 }, { }]\n"),
        "kelas 1: “sampai” lebih kecil daripada “dari”",
    ),
    "kelas kosong": (
        BASE + rule("bobot_sid", 1) + row(more="kelas = [{ dari = 2 }, { sampai = 3 }, { }]\n"),
        "kelas 3: isi “dari”, “sampai”, atau keduanya",
    ),
    "kelas kurang": (
        BASE + rule("bobot_sid", 1) + row(more="kelas = [{ dari = 2 }]\n"),
        "“kelas” harus memuat 3 butir",
    ),
    "predikat terbalik": (
        BASE + '[[predikat]]\nnama = "A"\nmulai = 9\nsampai = 1\nsumber = "s"',
        "predikat A: “sampai” lebih kecil daripada “mulai”",
    ),
    "predikat berbatas dan belum ada": (
        BASE + '[[predikat]]\nnama = "A"\nmulai = 9\nbelum_ada = "x"',
        "predikat A: batas dan “belum_ada” tidak boleh bersama",
    ),
    "predikat bercelah": (
        BASE
        + '[[predikat]]\nnama = "A"\nmulai = 60\nsampai = 100\nsumber = "s"\n'
        + '[[predikat]]\nnama = "B"\nmulai = 0\nsampai = 50\nsumber = "s"',
        "predikat B tidak berbatasan dengan A",
    ),
    "prognosis kurang": (
        BASE + '[[prognosis]]\nedisi = 2028\nsumber = "s"',
        "prognosis 2028: “lantai_pembagi” harus berupa bilangan",
    ),
}


@pytest.mark.parametrize(("text", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_the_file_is_told(text, told, written):
    with pytest.raises(ParameterError, match=r"aturanku.* tidak dapat dipakai") as caught:
        sc.load_rubric(written(text))
    assert any(told in fault for fault in caught.value.faults), caught.value.faults


def test_all_faults_of_a_file_are_told_at_once(written):
    text = BASE + 'sekala = "x"\n' + rule("lantai", 12) + rule("batas_jumlah", 0)
    with pytest.raises(ParameterError) as caught:
        sc.load_rubric(written(text))
    assert len(caught.value.faults) == 3


# Shapes that cannot be read as rules at all.
SHAPES = {
    "aturan bukan tabel": ('aturan = "x"', "tulis tiap aturan sebagai [aturan.nama]"),
    "aturan bukan tabel dalam": ("[aturan]\nlantai_pembagi = 12", "sebagai [aturan.nama]"),
    "spd bukan daftar": ('[spd]\nkode = "1"', "tulis tiap butir spd sebagai [[spd]]"),
    "dasar bukan teks": ("dasar = 2024", "“dasar” harus berupa nama"),
    "sumber tabel": ('[sumber]\na = "b"', "tulis “sumber” pada tiap aturan"),
}


@pytest.mark.parametrize(("text", "told"), SHAPES.values(), ids=SHAPES)
def test_a_misshapen_file_is_told(text, told, written):
    with pytest.raises(ParameterError, match="Susunan berkas aturan") as found:
        sc.load_rubric(written(text))
    assert any(told in fault for fault in found.value.faults)


def test_a_sources_list_must_hold_texts(written):
    text = BASE + "[aturan.lantai_pembagi]\nnilai = 12\nsumber = [1]"
    with pytest.raises(ParameterError, match="tidak dapat dipakai") as caught:
        sc.load_rubric(written(text))
    assert any("“sumber” harus berupa daftar teks" in fault for fault in caught.value.faults)


def test_a_broken_or_missing_file_is_told(written, tmp_path):
    with pytest.raises(ParameterError, match="bukan TOML yang sah"):
        sc.load_rubric(written("aturan ="))
    with pytest.raises(ParameterError, match="tidak dapat dibaca"):
        sc.load_rubric(tmp_path / "tiada.toml")
    latin = tmp_path / "latin.toml"
    latin.write_bytes('nama = "\xe9"'.encode("latin-1"))
    with pytest.raises(ParameterError, match="tidak dapat dibaca"):
        sc.load_rubric(latin)


@pytest.mark.parametrize("name", ["iid-2019", "iid-2030", "kipp", ""])
def test_an_unknown_rubric_names_those_there_are(name, written):
    with pytest.raises(ParameterError, match=f"Belum ada pedoman “{name}”") as caught:
        sc.load_rubric(name)
    assert "iid-2020, iid-2021" in caught.value.remedy
    with pytest.raises(ParameterError, match="Belum ada pedoman"):
        sc.load_rubric(written(f'dasar = "{name}"'))


def test_the_example_of_the_method_page_works(written, inovasi, known):
    (text,) = re.findall(r"```toml\n(.*?)```", METHOD.read_text(encoding="utf-8"), re.DOTALL)
    rubric = sc.load_rubric(written(text))
    frame = inovasi.assign(tahun=rubric.edisi)
    assert sc.regional_index(frame, known, rubric).table["iid"].notna().all()


def test_a_rubric_shows_itself_as_tables_and_words():
    rubric = sc.load_rubric("iid-2026")
    table = rubric.to_frame().set_index("kode")
    assert len(table) == 40
    assert table.loc["i33", "level_3"].startswith("501 orang atau lebih | >50,00%")
    assert table.loc["1", "sumber"].startswith("prjctpy/simonda")
    rules = sc.load_rubric("iid-2023").rules_to_frame().set_index("aturan")
    assert rules.loc["lantai_pembagi", "nilai"] == 10
    assert rules.loc["predikat: Inovatif", "mulai"] == 35
    assert "tidak terbaca" in rules.loc["syarat_pelayanan_dasar", "belum_ada"]
    assert sc.load_rubric("iid-2023").summary().splitlines()[0] == (
        "Indeks Inovasi Daerah 2023 (resmi): 8 dari 11 aturan diketahui."
    )
    assert "- predikat Inovatif: " in sc.load_rubric("iid-2021").summary()


def test_all_shipped_rubrics_load_and_the_newest_is_complete():
    assert rubrics.available() == tuple(f"iid-{year}" for year in range(2020, 2027))
    for name in rubrics.available():
        rubric = rubrics.load(name)
        assert (rubric.id, rubric.jenis) == (name, "resmi")
        assert rubrics.of_edition(rubric.edisi) is rubric
    assert rubrics.of_edition(2019) is None
