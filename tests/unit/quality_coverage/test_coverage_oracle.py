"""The counts of random reports equal those of a plain loop over the cells."""

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluasi.quality import coverage
from evaluasi.rubrics import load

CODES = [f"i{n}" for n in range(16, 36)]
MANDATORY = {i.kode for i in load("iid-2026").sid if i.wajib}
WEIGHTS = {i.kode: i.bobot for i in load("iid-2026").sid}
REPORTS = st.lists(
    st.tuples(
        st.sampled_from(["Dinas Sosial", "DINAS SOSIAL", "Bappeda", ""]),
        st.text(alphabet="-0123", min_size=20, max_size=20),
        st.sets(st.sampled_from(CODES), max_size=6),
    ),
    min_size=1,
    max_size=5,
)


def counted(rows):
    """Count one office's cells one by one."""
    blank = zero = mandatory_blank = mandatory_zero = proven = unproven = 0
    for _office, levels, documents in rows:
        for code, sign in zip(CODES, levels, strict=True):
            blank += sign == "-"
            zero += sign == "0"
            mandatory_blank += sign == "-" and code in MANDATORY
            mandatory_zero += sign == "0" and code in MANDATORY
            proven += sign in "123" and code in documents
            unproven += sign in "123" and code not in documents
    return [len(rows), blank, zero, mandatory_blank, mandatory_zero, proven, unproven]


def mean_maturity(rows):
    """Mean over the innovations that have any level."""
    points = [
        sum(int(sign) * WEIGHTS[code] for code, sign in zip(CODES, levels, strict=True)
            if sign != "-")
        for _office, levels, _documents in rows
        if set(levels) != {"-"}
    ]  # fmt: skip
    return sum(points) / len(points) if points else None


@given(report=REPORTS)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_counts_of_a_random_report(dataset, innovations, report):
    lines = ["id_inovasi,tahun,indikator,dokumen", "lain,2026,i16,x.pdf"]
    lines += [
        f"n{k},2026,{code},{code}.pdf"
        for k, (_office, _levels, documents) in enumerate(report)
        for code in sorted(documents)
    ]
    rows = innovations(
        *((f"n{k}", office, "", "", levels) for k, (office, levels, _d) in enumerate(report))
    )
    found = coverage(dataset(inovasi=rows, bukti="\n".join(lines) + "\n"), "35.79", 2026)
    columns = ["inovasi", "level_kosong", "level_nol", "wajib_kosong", "wajib_nol", "bukti_ada",
               "bukti_kurang"]  # fmt: skip
    for key, row in found.offices.iterrows():
        own = [entry for entry in report if entry[0].casefold() == key]
        assert row[columns].tolist() == counted(own)
        wanted = mean_maturity(own)
        assert pd.isna(row["kematangan"]) if wanted is None else row["kematangan"] == wanted
    assert found.offices["inovasi"].sum() == len(report)
    lacks = found.offices[["level_kosong", "level_nol", "bukti_kurang"]].sum().sum()
    assert len(found.lacking) == lacks
