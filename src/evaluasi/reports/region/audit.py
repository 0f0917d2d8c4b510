"""Where the region stands on the audit index: a rank as an interval, and what moves it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evaluasi import rubrics
from evaluasi.errors import EvaluasiError
from evaluasi.figures import Chart
from evaluasi.reports.display import escape
from evaluasi.reports.engine.shared import bersama
from evaluasi.reports.region.innovations import TABLE
from evaluasi.reports.region.opening import Key, opened
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import paragraphs
from evaluasi.tables.dataset import Dataset
from evaluasi.text import _, number, percent

if TYPE_CHECKING:
    from evaluasi.scoring.composite.auditing import Audit

STILL = 0.005
"""A Sobol index below this prints as 0 percent."""


def audited(subject: Subject) -> Audit | str:
    """Return the audit of the dataset's latest edition, or why there is none.

    The same as `evaluasi audit` on the same data; once for all reports of a batch.
    """
    return _of(subject.data) if subject.key is None else _shared(subject.key)


def taking_part(subject: Subject) -> Audit | None:
    """Return the audit if the region is in it."""
    found = audited(subject)
    if isinstance(found, str) or subject.kode not in set(found.regions["kode"]):
        return None
    return found


def sentences(subject: Subject) -> str:
    """Say where the region stands, how sure that is, and what the index is not."""
    found = audited(subject)
    if isinstance(found, str):
        return found
    if taking_part(subject) is None:
        return _absent(subject, found)
    row = _row(subject, found)
    others = len(found.regions) - 1
    stands = _(
        "Menurut indeks audit edisi {year} atas {n} wilayah, peringkat {name} {span} (median "
        "{mid}) pada 90% dari {draws} gabungan pilihan cara menghitung; skor auditnya {score} "
        "dari 100. {alike} Peluangnya masuk seperempat teratas {chance}."
    ).format(
        year=found.levels.rubric.edisi,
        n=number(others + 1),
        name=subject.said,
        span=span(row["bawah"], row["atas"]),
        mid=number(row["median"]),
        draws=number(found.draws),
        score=number(row["skor_audit"], 1),
        alike=_alike(int(row["tak_terbedakan"]), others),
        chance=percent(100 * row["peluang_seperempat_teratas"], 0),
    )
    limits = _(
        "Indeks audit bukan indeks resmi: ia merata-rata level yang diakui tanpa lantai pembagi "
        "dan tanpa skor jumlah, untuk menguji seberapa kokoh peringkat yang disusun dari level "
        "itu. Kekeliruan pada isian tidak termasuk, jadi selang yang sempit bukan jaminan."
    )
    return paragraphs(f"{stands} {_moved(subject, found)}", limits, _bounds(subject, found))


def chart(subject: Subject) -> Chart | None:
    """Draw the rank intervals of all regions, the region in front; None where it has none."""
    found = taking_part(subject)
    if found is None:
        return None
    return found.plot(subject.kode, labels=subject.names, peers=subject.peers.codes)


def span(low: float, high: float) -> str:
    """Write a rank interval: "4–6", or one number where the ends are the same."""
    return "–".join(dict.fromkeys((number(low, 0), number(high, 0))))


def _alike(overlapping: int, others: int) -> str:
    if not overlapping:
        return _("Selangnya tidak bertindih dengan selang wilayah lain.")
    return _("{n} dari {others} wilayah lain tidak dapat dibedakan darinya.").format(
        n=number(overlapping), others=number(others)
    )


def _moved(subject: Subject, found: Audit) -> str:
    """Say which choice moves the region's own rank, and what leaving a part out does."""
    from evaluasi.scoring.composite.auditing import BOTH
    from evaluasi.scoring.composite.regional import CLAIMED

    tried = found.sensitivities.get(BOTH, found.sensitivities[CLAIMED])
    totals = tried.units.T[subject.kode]
    most = str(totals.idxmax())
    told = (
        _("Pilihan yang paling menggesernya: {name} (indeks Sobol total {share}).").format(
            name=most, share=percent(100 * float(totals[most]), 0)
        )
        if totals[most] >= STILL
        else _("Tidak satu pun pilihan yang diuji menggesernya.")
    )
    left_out = found.diagnosis.leave_one_out
    nominal = found.indices[CLAIMED].ranks.iloc[:, -1][subject.kode]
    shifts: dict[str, float] = (left_out.ranks.T[subject.kode] - nominal).abs().to_dict()
    part = max(shifts, key=lambda code: shifts[code])
    if not shifts[part] > 0:
        return told
    names = dict(zip(left_out.table["kode"], left_out.table["nama"], strict=True))
    tied = sum(shift == shifts[part] for shift in shifts.values())
    said = (
        _("Tanpa {part}, peringkat nominalnya bergeser paling jauh: {n}.")
        if tied == 1
        else _(
            "Peringkat nominalnya bergeser paling jauh {n}, bila salah satu dari {tied} unsur "
            "dikeluarkan (antara lain {part})."
        )
    )
    furthest = said.format(part=escape(names[part]), n=number(shifts[part]), tied=number(tied))
    return f"{told} {furthest}"


def _bounds(subject: Subject, found: Audit) -> str:
    """Say between what the score lies, whatever the empty cells hold."""
    gap = found.levels.gaps.T[subject.kode]
    if not gap["kosong"]:
        return _("Semua {n} sel levelnya terisi: tidak ada batas karena data kosong.").format(
            n=number(gap["sel"])
        )
    told = _(
        "{k} dari {n} sel levelnya kosong dan dihitung 0, seperti pada indeks resmi: skor auditnya "
        "antara {low} (semua memang 0) dan {high} (semua level tertinggi)."
    )
    return told.format(
        k=number(gap["kosong"]),
        n=number(gap["sel"]),
        low=number(_row(subject, found)["skor_audit"], 1),
        high=number(gap["tertinggi"], 1),
    )


def _row(subject: Subject, found: Audit) -> pd.Series:
    row: pd.Series = found.regions.set_index("kode").T[subject.kode]
    return row


def _absent(subject: Subject, found: Audit) -> str:
    """Say why the region is not in the audit."""
    left = found.levels.left_out.set_index("kode")["alasan"]
    reason = left.get(subject.kode, _("inovasinya pada edisi itu belum dimuat dalam dataset ini"))
    return _("{name} tidak ikut pada indeks audit edisi {year}: {why}.").format(
        name=subject.said, year=found.levels.rubric.edisi, why=escape(reason)
    )


@bersama
def _shared(key: Key) -> Audit | str:
    return _audit(opened(key))


@lru_cache(maxsize=1)
def _of(data: Dataset) -> Audit | str:
    return _audit(data)


def _audit(data: Dataset) -> Audit | str:
    without = _("Indeks audit belum dapat disusun: {why}")
    rows = data.table(TABLE)
    if rows.empty:
        return without.format(why=_("daftar inovasi belum dimuat dalam dataset ini."))
    edition = int(np.max(rows["tahun"]))
    rubric = rubrics.of_edition(edition)
    if rubric is None:
        return without.format(why=_("belum ada pedoman edisi {year}.").format(year=edition))
    from evaluasi.scoring.composite.auditing import audit  # many draws: only where there are data

    try:
        return audit(
            rows,
            data.table("kapasitas") if data.has("kapasitas") else None,
            rubric,
            verifikasi=data.table("verifikasi") if data.has("verifikasi") else None,
        )
    except EvaluasiError as fault:
        return without.format(why=fault.problem[:1].lower() + fault.problem[1:])
