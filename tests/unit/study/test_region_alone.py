"""The region report tells one region's gap among its placebos, or why there is none."""

import pytest

from evaluasi.reports.region import impact_alone, open_subject


def test_a_region_without_an_award_on_file_has_no_start():
    batu = open_subject("data/jatim", "35.79")
    assert "tidak ada tahun mulai" in impact_alone.sentence(batu)
    assert impact_alone.table(batu).empty
    assert impact_alone.chart(batu) is None


def test_a_winner_is_told_with_its_rank_and_no_claim():
    situbondo = open_subject("data/jatim", "35.12")
    told = impact_alone.sentence(situbondo)
    assert "0,44 persen poin di atas kendali sintetisnya" in told
    assert "peringkat 3 dari 24" in told
    assert "belum ada bukti" in told
    assert impact_alone.chart(situbondo) is not None
    frame = impact_alone.table(situbondo).set_index("Capaian")
    refused = frame.loc["Indeks Pembangunan Manusia, seri LF SP2020", "Catatan"]
    assert "memerlukan 8" in refused


def test_a_region_that_nobody_resembles_is_not_read():
    sumenep = open_subject("data/jatim", "35.29")
    assert "tidak dapat meniru jalurnya" in impact_alone.sentence(sumenep)
    assert impact_alone.chart(sumenep) is None


def test_all_regions_of_a_province_share_one_comparison(monkeypatch):
    first = impact_alone.table(open_subject("data/jatim", "35.12"))
    monkeypatch.setattr(impact_alone, "_compared", None)  # would fail if asked again
    again = impact_alone.table(open_subject("data/jatim", "35.12"))
    assert again.equals(first)


@pytest.mark.parametrize(("data", "kode"), [("data/nasional", "91.03"), ("data/jatim", "35")])
def test_other_subjects_have_a_reason_or_no_such_section(data, kode):
    subject = open_subject(data, kode)
    told = impact_alone.sentence(subject)
    assert told == "" if subject.kind == "provinsi" else "tidak dapat ditaksir" in told
    assert impact_alone.table(subject).empty
