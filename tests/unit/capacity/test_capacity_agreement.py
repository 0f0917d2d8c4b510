"""No mean of assessors before their agreement, and no interval without what it rests on."""

import math

import numpy as np
import pandas as pd
import pytest
from answering import CODES, PSAT, drawn, row, sheet, survey

from evaluasi import sustainability as su
from evaluasi.agreement import cronbach_alpha, icc, krippendorff_alpha
from evaluasi.sustainability.instruments.domain_scores import OVERALL, OWN, PUBLISHED
from evaluasi.sustainability.instruments.measurement import alpha_interval, assessor_agreement


def test_assessors_who_disagree_are_not_averaged_and_stay_visible():
    rng = np.random.default_rng(2)
    sheets = [
        sheet(f"O{place}", f"R{place}{person}", rng.integers(1, 8))
        for place in range(8)
        for person in range(2)
    ]
    found = su.capacity(survey(*sheets))
    rows = found.table[found.table["domain"] != OVERALL]
    assert set(rows["status"]) == {"ditahan"}
    assert rows["rata"].isna().all()
    assert rows["terendah"].notna().all()
    assert "tidak sepakat" in rows["alasan"].iloc[0]
    assert found.for_quadrant()["nilai"].isna().all()


def test_assessors_who_agree_are_averaged():
    found = su.capacity(drawn(10, 4, between=1.5, rater=0.1, item=0.3))
    rows = found.table[found.table["domain"] != OVERALL]
    assert set(rows["status"]) == {"dipakai"}
    assert (rows["bawah"] < rows["rata"]).all()
    assert (rows["rata"] < rows["atas"]).all()


def test_one_assessor_is_told_and_never_called_agreement():
    found = su.capacity(sheet("A", "R1", 5))
    whole = row(found, "A", OVERALL)
    assert whole["status"] == "dengan catatan"
    assert "satu penilai" in whole["alasan"]
    assert found.reliability["kesepakatan"].isna().all()


def test_two_assessors_of_one_object_cannot_be_tested():
    found = su.capacity(survey(sheet("A", "R1", 5), sheet("A", "R2", 6)))
    assert "belum dapat diuji" in row(found, "A", OVERALL)["alasan"]


def test_a_few_sheets_borrow_the_published_reliability_and_say_so():
    found = su.capacity(sheet("A", "R1", 5))
    domains = found.reliability[found.reliability["domain"] != OVERALL]
    assert set(domains["asal_alfa"]) == {PUBLISHED}
    for line in domains.to_dict("records"):
        told = PSAT.domain(line["domain"]).acuan
        expected = su.measurement_error(told["simpangan"], told["alfa"])
        assert (line["sem"], line["mdc"]) == pytest.approx((expected.sem, expected.mdc))
    assert "Amerika Serikat" in found.summary()


def test_enough_sheets_give_a_reliability_of_their_own():
    answers = drawn(8, 3)
    found = su.capacity(answers)
    line = found.reliability.iloc[0]
    own = answers[answers["butir"].astype(int) <= 5]
    wide = own.pivot(index=["objek", "responden"], columns="butir", values="nilai")
    assert line["asal_alfa"] == OWN
    assert line["lembar"] == 24
    assert line["alfa"] == pytest.approx(cronbach_alpha(wide))
    spread = wide.mean(axis=1).std()
    assert line["simpangan"] == pytest.approx(spread)
    assert line["sem"] == pytest.approx(spread * math.sqrt(1 - line["alfa"]))


def test_an_instrument_without_published_values_has_no_borrowed_error():
    answers = sheet("A", "R1", 5).assign(instrumen="csat").iloc[:35]
    names = [code for code in su_codes("csat") for _item in range(5)]
    found = su.capacity(answers.assign(domain=names), "csat")
    assert found.reliability["sem"].isna().all()
    assert np.isnan(row(found, "A", OVERALL)["bawah"])


def su_codes(name):
    from evaluasi.rubrics import instruments

    return [one.kode for one in instruments.load(name).ranah]


def test_noise_is_at_least_what_items_and_what_assessors_say():
    found = su.capacity(drawn(10, 4, rater=1.0, item=0.3)).reliability
    assert (found["derau"] >= found["sem"] - 1e-12).all()
    assert (found["derau"] >= found["antarpenilai"] - 1e-12).all()


def test_interval_of_a_mean_covers_the_truth():
    """200 objects with a true mean between the ends: about 95 of 100 intervals hold it."""
    true = np.random.default_rng(5).uniform(3, 5, size=200)
    found = su.capacity(drawn(200, 4, own=true, rater=0.7, item=0.5, seed=9))
    rows = found.table[(found.table["domain"] == OVERALL) & found.table["rata"].notna()]
    held = rows["bawah"].to_numpy() <= true
    held &= true <= rows["atas"].to_numpy()
    assert len(rows) == 200
    assert abs(held.mean() - 0.95) < 3 * math.sqrt(0.95 * 0.05 / 200)


def test_agreement_is_krippendorffs_of_units_whoever_rated_them():
    scores = pd.DataFrame(
        [(f"O{n}", f"R{n}{k}", n + 0.2 * k) for n in range(6) for k in range(3)],
        columns=["objek", "penilai", "nilai"],
    )
    found = assessor_agreement(scores)
    table = scores["nilai"].to_numpy().reshape(6, 3).T
    assert found.estimate == pytest.approx(krippendorff_alpha(table, "interval").estimate)
    assert np.isnan(found.icc)


def test_crossed_assessors_get_the_intraclass_correlation_too():
    rng = np.random.default_rng(3)
    table = pd.DataFrame(rng.normal(size=(7, 1)) + 0.5 * rng.normal(size=(7, 3)))
    long = table.stack().reset_index().set_axis(["objek", "penilai", "nilai"], axis=1)
    expected = icc(table).table.set_index("bentuk").loc["ICC(A,1)"]
    found = assessor_agreement(long)
    assert found.icc == pytest.approx(expected["nilai"])
    assert found.icc_ci == pytest.approx((expected["bawah"], expected["atas"]))


def test_a_mean_is_worth_more_than_one_assessor_and_negative_agreement_never_is():
    scores = pd.DataFrame(
        [("A", "1", 1), ("A", "2", 7), ("B", "1", 7), ("B", "2", 1), ("C", "1", 1), ("C", "2", 7)],
        columns=["objek", "penilai", "nilai"],
    )
    found = assessor_agreement(scores)
    assert found.estimate < 0
    assert found.of_mean(3) == found.estimate
    assert found.verdict(3)[0] == "ditahan"


def test_interval_of_alpha_holds_the_truth():
    """Parallel items: alpha = k r / (1 + (k - 1) r) is known."""
    rng, k, n, true = np.random.default_rng(4), 5, 25, 5 * 0.5 / (1 + 4 * 0.5)
    inside = 0
    for _draw in range(400):
        values = math.sqrt(0.5) * rng.normal(size=(n, 1)) + math.sqrt(0.5) * rng.normal(size=(n, k))
        low, high = alpha_interval(cronbach_alpha(pd.DataFrame(values)), n, k)
        inside += low <= true <= high
    assert abs(inside / 400 - 0.95) < 3 * math.sqrt(0.95 * 0.05 / 400)


def test_simulated_answers_stay_marked():
    from evaluasi.tables import provenance

    answers = drawn(3, 2)
    origin = provenance.Provenance(("simulasi",), ("rekaan",))
    found = su.capacity(provenance.stamp(answers, origin))
    for frame in (found.table, found.reliability, found.for_quadrant()):
        assert provenance.of(frame).simulated


def test_the_picture_of_an_object_has_a_row_per_domain():
    found = su.capacity(drawn(5, 3))
    chart = found.plot("O001")
    assert len(chart.data) == len(CODES) + 1
    with pytest.raises(Exception, match="tidak dinilai"):
        found.plot("tiada")


# alpha  assessors  status           what is said
VERDICTS = """
.90      2          dipakai          -
.80      2          dipakai          -
.79      2          dengan catatan   sementara
.667     2          dengan catatan   sementara
.66      2          dengan catatan   berbeda pendapat
.51      2          dengan catatan   berbeda pendapat
.49      2          ditahan          tidak sepakat
.49      3          dengan catatan   berbeda pendapat
.28      5          ditahan          tidak sepakat
.29      5          dengan catatan   berbeda pendapat
-.20     9          ditahan          tidak sepakat
.90      1          dengan catatan   satu penilai
"""


@pytest.mark.parametrize("line", VERDICTS.strip().splitlines())
def test_what_may_be_averaged(line):
    """The mean of k assessors is withheld below .667: alpha .50 of two, .286 of five."""
    alpha, assessors, rest = line.split(maxsplit=2)
    status = next(word for word in ("dipakai", "dengan catatan", "ditahan") if word in rest)
    said = rest.removeprefix(status).strip()
    nothing = (math.nan, math.nan)
    agreed = su.AssessorAgreement(float(alpha), nothing, 9, 9, math.nan, nothing, "")
    found, reason = agreed.verdict(int(assessors))
    assert found == status
    assert said in reason if said != "-" else not reason


def test_a_sheet_without_a_domain_has_no_whole_of_its_own():
    partial = sheet("A", "R2", 6)
    partial.loc[0:4, "nilai"] = np.nan
    found = su.capacity(survey(sheet("A", "R1", 4), partial))
    whole = row(found, "A", OVERALL)
    assert (whole["penilai"], whole["terendah"], whole["tertinggi"]) == (1, 4, 4)
    assert whole["rata"] == pytest.approx((4 + 7 * 5) / 8)
    assert row(found, "A", CODES[0])["rata"] == 4
