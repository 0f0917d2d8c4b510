"""`evaluasi impor`: words in, a dataset out, the right exit code."""

import openpyxl
import pytest

from evaluasi import cli, load


def run(capsys, *words):
    try:
        code = cli.main(["impor", *map(str, words)])
    except SystemExit as ended:
        code = ended.code
    return code, *capsys.readouterr()


@pytest.fixture
def sent(tmp_path):
    """A function that writes a list of innovations: (title, level of regulation)."""

    def written(*rows, name="daftar.xlsx", region="Kota Batu"):
        workbook = openpyxl.Workbook()
        workbook.active.append(["Kabupaten/Kota", "Judul Inovasi", "Tahapan", "Regulasi", "SDM"])
        for title, level in rows:
            workbook.active.append([region, title, "Penerapan", level, 3])
        path = tmp_path / name
        workbook.save(path)
        return path

    return written


def test_accepted_rows_make_a_dataset(capsys, tmp_path, sent):
    path = sent(("Satu Data", 2), ("Lapor", 3))
    words = (path, "--tabel", "inovasi", "--edisi", 2026, "--ke", tmp_path / "ds")
    code, out, err = run(capsys, *words, "--sumber", "Bappelitbangda", "--tanggal", "2026-11-22")
    assert (code, err) == (0, "")
    assert "Dibaca 2 baris = diterima 2 + dikarantina 0." in out
    assert "Diterima 2 baris = baru 2 + sudah ada 0 + diperbarui 0." in out
    ds = load(tmp_path / "ds")
    assert list(ds.inovasi["judul"]) == ["Satu Data", "Lapor"]
    line = ds.inovasi.attrs["provenance"].line()
    assert "Bappelitbangda" in line
    assert "22 November 2026" in line
    code, out, _err = run(capsys, *words)
    assert code == 0
    assert "baru 0 + sudah ada 2 + diperbarui 0" in out


def test_held_rows_give_exit_code_one_and_name_the_quarantine(capsys, tmp_path, sent):
    path = sent(("Satu Data", 2), ("Lapor", 9))
    code, out, err = run(capsys, path, "--edisi", 2026, "--ke", tmp_path / "ds")
    assert (code, err) == (1, "")
    assert f"Karantina: {tmp_path / 'ds' / 'karantina_inovasi.xlsx'}, 1 baris" in out


def test_other_content_waits_until_perbarui(capsys, tmp_path, sent):
    words = ("--edisi", 2026, "--ke", tmp_path / "ds")
    run(capsys, sent(("Lapor", 1)), *words)
    other = sent(("Lapor", 2), name="lain.xlsx")
    code, _out, _err = run(capsys, other, *words)
    assert code == 1
    code, out, _err = run(capsys, other, *words, "--perbarui")
    assert code == 0
    assert "diperbarui 1." in out
    assert load(tmp_path / "ds").inovasi["i16"].tolist() == [2]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "wajib diisi: BERKAS"),
        (("tiada.xlsx",), "tiada.xlsx"),
        (("{file}", "--tabel", "tiada"), "Tabel “tiada” tidak dikenal"),
        (("{file}", "--tanggal", "11/22/2026"), "bukan tanggal"),
        (("{file}", "--edisi", "2026", "--dasar", "tiada"), "Folder dataset tiada tidak ada"),
        (("{file}", "--edisi", "2026", "--ke", "data/jatim"), "bukan milik pengguna"),
    ],
)
def test_a_wrong_call_is_told_and_writes_nothing(
    capsys, tmp_path, monkeypatch, sent, request, words, told
):
    path = sent(("Lapor", 2))
    monkeypatch.chdir(tmp_path)
    if "data/jatim" in words:
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "jatim").symlink_to(request.config.rootpath / "data" / "jatim")
    before = sorted(tmp_path.rglob("*"))
    code, out, err = run(capsys, *(word.format(file=path) for word in words))
    assert (code, out) == (2, "")
    assert told in err
    assert sorted(tmp_path.rglob("*")) == before
