"""What introduces a table is said only where the table follows; a summary does not repeat it."""

import pytest

from evaluasi.reports.region import balance, designs, leads, outcomes, summary
from evaluasi.reports.region.positions import headlines, positions


@pytest.mark.parametrize(
    ("kode", "data"), [("31", "nasional"), ("95", "nasional"), ("35", "jatim")]
)
def test_a_province_is_promised_nothing_that_does_not_follow(opened, kode, data):
    subject = opened(kode, data=data)
    assert designs.table(subject).empty
    assert "Tabel ini" not in leads.designs_lead(subject)
    assert "Keduanya" not in leads.ipm_lead(subject)
    assert leads.aftermath_lead(subject) == leads.outcomes_lead(subject) == ""
    assert ("Belum ada dua nilai" in leads.changes_lead(subject)) is (
        outcomes.changes(subject).empty
    )


def test_a_region_with_one_series_of_the_ipm_is_not_promised_two(opened):
    assert "hanya seri SP2010" in leads.ipm_lead(opened("91.03", data="nasional"))
    assert "Keduanya digambar terpisah" in leads.ipm_lead(opened("35.79"))


def test_a_region_with_all_data_gets_all_introductions(opened):
    subject = opened("35.10")
    for lead in (leads.outcomes_lead, leads.changes_lead, leads.aftermath_lead, leads.designs_lead):
        assert lead(subject)


def test_the_first_page_does_not_repeat_the_outcomes_word_for_word(opened):
    subject = opened("35.10")
    told = summary.sentences(subject)
    found = positions(subject)
    assert outcomes.position_sentence(subject, headlines(found)[0]) not in told
    assert balance.sentence(found) not in told


def test_short_names_are_spelled_out_on_the_first_page(opened):
    told = summary.sentences(opened("35.79"))
    assert "Sinergitas Kinerja Kecamatan (SKK)" in told
    assert "Innovative Government Award (IGA)" in told
    worse = summary.sentences(opened("35.22"))
    assert ("PDRB" in worse) is ("produk domestik regional bruto (PDRB)" in worse)
