"""Sentences, pictures and files of a study: no more is claimed than was found."""

import openpyxl
import pytest
from service_case import AT, OTHER, REGION, counts, with_services

from evaluasi.reports.service import charts, doubting, happenings, presenting, running, study, words
from evaluasi.reports.service import tables as frames
from evaluasi.reports.service.lines import lines
from evaluasi.reports.workbooks import service


def made(simulated, level, unit="pengaduan", **choices):
    ds = with_services(
        simulated,
        {(REGION, "a"): counts(level), (OTHER, "a"): counts(1.0, seed=5)},
        unit=unit,
    )
    return study(ds, "a", REGION, AT, **choices)


def test_a_change_is_told_with_its_interval_and_without_a_cause(complaints):
    told = words.found_plain(complaints)
    assert told.startswith("Sejak Januari 2022, pengaduan masuk di Kabupaten Malang rata-rata 50,8")
    assert "lebih rendah" in told
    assert "−69,2 sampai −21,5" in told
    assert "bukan bukti bahwa yang dimulai waktu itu penyebabnya" in words.found(complaints)


def test_an_interval_with_zero_is_told_as_nothing_seen(simulated):
    told = made(simulated, 1.0)
    assert told.effect.open
    assert words.found_plain(told).startswith("Belum terlihat perubahan")
    assert "bukan bukti bahwa tidak ada perubahan" in words.found(told)


def test_the_grade_of_one_interrupted_series_is_two_and_simulated_data_say_so(complaints):
    assert complaints.grade.level == 2
    assert complaints.grade.sentence.startswith("SIMULASI: Belum ada bukti")
    assert "deret pembanding dari wilayah" in words.graded(complaints)


def test_the_family_and_its_reason_are_told(complaints, simulated):
    assert "quasi-Poisson: satuannya “pengaduan”" in words.family_reason(complaints)
    assert "sesuai permintaan" in words.family_reason(made(simulated, 0.7, keluarga="poisson"))
    assert "bukan cacahan" in words.family_reason(made(simulated, 0.7, unit="hari"))


def test_a_control_that_moved_itself_is_named(simulated):
    ds = with_services(simulated, {(REGION, "a"): counts(0.7), (OTHER, "a"): counts(0.7, seed=5)})
    told = doubting.cautions(study(ds, "a", REGION, AT, pembanding=OTHER))
    assert "Kabupaten Kediri sendiri juga berubah" in told


def test_a_projection_beyond_its_base_is_told(complaints, simulated):
    assert "24 bulan sebelum patahan sejauh 48 bulan" in words.projection(complaints)
    assert "makin tidak pasti" in words.projection(complaints)
    assert "makin tidak pasti" not in words.projection(made(simulated, 0.7))


def test_words_of_a_dataset_are_shown_as_they_stand(simulated):
    hostile = made(simulated, 0.7, unit="[x](http://a) *b*")
    told = doubting.cautions(hostile)
    assert "\\[x\\]\\(http" in told
    assert "\\*b\\*" in told


def test_innovations_around_the_break_are_rival_explanations(complaints):
    all_of_them = happenings.rivals(complaints.question)
    assert len(all_of_them) == 44
    assert len(happenings.rivals(complaints.question, 10)) == 10
    assert happenings.rivals_note(complaints.question, 10) == "34 lainnya pada buku kerja"
    assert "44 inovasi" in happenings.rivals_sentence(complaints.question)


def test_without_the_table_of_innovations_nothing_is_said_to_have_been_absent(simulated):
    ds = with_services(simulated, {(REGION, "a"): counts()}, innovations=simulated.inovasi.iloc[:0])
    told = happenings.rivals_sentence(study(ds, "a", REGION, AT).question)
    assert "tidak diketahui" in told


def test_readings_that_hold_zero_are_counted_as_in_the_table(complaints):
    frame = frames.sensitivity(complaints).iloc[1:]
    same = frame[frame[frames.UNIT] == "persen"]
    opened = (same[frames.LOW] <= 0) & (same[frames.HIGH] >= 0)
    told = doubting.disagreement(complaints)
    assert f"{len(same)} pembacaan lain" in told
    first = frame.columns[0]
    for label in same[first][opened]:
        assert label[0].lower() + label[1:] in told
    for label in frame[first][frame[frames.ESTIMATE].isna()]:
        assert label[0].lower() + label[1:] in told


def test_the_picture_of_readings_leaves_nothing_out_untold(complaints):
    drawn = charts.sensitivity(complaints).data
    frame = frames.sensitivity(complaints)
    without = int(frame[frames.ESTIMATE].isna().sum())
    assert charts.sensitivity_note(complaints).startswith("1 pembacaan")
    assert len(drawn) + without + 1 == len(frame)


def test_the_picture_of_the_series_holds_every_month(complaints):
    assert len(charts.path(complaints).data) == 72


@pytest.mark.parametrize("name", ["pengaduan_masuk", "pengaduan_selesai"])
def test_the_same_study_writes_the_same_bytes(simulated, tmp_path, name):
    one, two = (
        service.save(study(simulated, name, REGION, AT), tmp_path / f"{i}.xlsx").read_bytes()
        for i in (1, 2)
    )
    assert one == two


def test_the_workbook_holds_every_table_of_the_report(complaints, refused, tmp_path):
    book = openpyxl.load_workbook(service.save(complaints, tmp_path / "buku.xlsx"))
    assert {
        "Ringkasan", "Data", "Deret", "Perubahan", "Pembacaan lain", "Patahan palsu",
        "Autokorelasi", "Inovasi di sekitar patahan", "Tingkat bukti", "Sumber", "Pengaturan",
    } == set(book.sheetnames)  # fmt: skip
    assert "SIMULASI" in " ".join(
        str(cell.value) for row in book["Deret"].iter_rows() for cell in row if cell.value
    )
    book = openpyxl.load_workbook(service.save(refused, tmp_path / "tolak.xlsx"))
    assert "Deret" not in book.sheetnames
    said = [cell.value for row in book["Ringkasan"].iter_rows() for cell in row if cell.value]
    assert any("Hanya 2 titik sebelum" in str(line) for line in said)


def test_files_are_named_after_all_that_was_asked(simulated, complaints):
    assert running.stem(complaints) == ("layanan-pengaduan-masuk-35-07-kabupaten-malang-2022-01")
    stems = {
        running.stem(
            study(simulated, "pengaduan_selesai", REGION, AT, pembanding=pembanding,
                  paparan=paparan, keluarga=family)
        )
        for pembanding in ("", OTHER, "35.10", "35.06,35.10", "35.10,35.73", "35.10,35.78")
        for paparan in ("", "pengaduan_masuk")
        for family in ("", "poisson", "normal")
    }  # fmt: skip
    assert len(stems) == 36
    assert running.stem(study(simulated, "pengaduan_masuk", REGION, AT, tahun=2023)) not in {
        *stems, running.stem(complaints)}  # fmt: skip
    assert max(map(len, stems)) < 110


def test_lines_for_a_terminal_tell_question_number_doubt_and_grade(complaints):
    told = lines(complaints)
    for part in ("Apakah", "50,8 persen", "patahan palsu", "Korelasi sisaan", "Tingkat bukti 2"):
        assert part in told
    assert "\\" not in told
    assert presenting.title(complaints) in (
        "Studi layanan: pengaduan masuk, Kabupaten Malang, sejak Januari 2022"
    )


def test_months_of_the_series_are_those_of_the_table(complaints):
    frame = frames.path(complaints)
    assert frame.iloc[0, 0] == "2020-01"
    assert (frame.iloc[:, -1] == "ya").sum() == 48
