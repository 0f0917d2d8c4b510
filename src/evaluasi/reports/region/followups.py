"""What became of the region's innovations: visits, states, and how many are still running."""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache

import pandas as pd

from evaluasi import sustainability as su
from evaluasi.figures import Chart
from evaluasi.reports.display import escape
from evaluasi.reports.region.gaps import folder
from evaluasi.reports.region.innovations import TABLE, with_origin
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import paragraphs
from evaluasi.reports.selection import SECOND_LEVEL
from evaluasi.reports.workbooks.sustainability import benchmark_lines
from evaluasi.sustainability import Register, Survival
from evaluasi.sustainability.registry.registers import UNVISITED, status_names
from evaluasi.text import _, listing, number, percent

VISITS = "tindak_lanjut"


def day_of(subject: Subject, tanggal: str) -> dt.date:
    """Return the day a report speaks of: its date, or the end of the year it was asked for."""
    asked = None if subject.key is None else subject.key.year
    return report_day(subject.year, asked, tanggal)


def report_day(last: int, asked: int | None, tanggal: str) -> dt.date:
    """Return the day of a report.

    Parameters
    ----------
    last : int
        Reporting year.
    asked : int or None
        Reporting year that the user asked for: nothing later is looked at.
    tanggal : str
        Date of the report (ISO); empty where it has none.
    """
    end = dt.date(last, 12, 31)
    if not tanggal:
        return end
    written = dt.date.fromisoformat(tanggal)
    return written if asked is None else min(written, end)


def followed(subject: Subject) -> pd.DataFrame:
    """Return the innovations that are followed up, with those of kecamatan in the region."""
    own = subject.rows_of(TABLE)
    if subject.kind not in SECOND_LEVEL:
        return own
    rows = subject.data.table(TABLE)
    return rows[rows["id"].isin(own["id"]) | rows["kode"].str.startswith(f"{subject.kode}.")]


@lru_cache(maxsize=1)  # each table and sentence of a report asks again
def register_of(subject: Subject, tanggal: str) -> Register | None:
    """Return the register of the region's innovations; None where nobody recorded any visit."""
    rows = followed(subject)
    if rows.empty or not subject.data.has(VISITS):
        return None
    visits = subject.data.table(VISITS)
    own = visits[visits["id_inovasi"].isin(rows["id"])]
    return su.register(own, starts=su.starts_of(rows), today=day_of(subject, tanggal))


@lru_cache(maxsize=1)
def _survival(subject: Subject, tanggal: str) -> Survival | None:
    found = register_of(subject, tanggal)
    if found is None or found.history.empty:
        return None
    # When each came under observation is not on file: counted from the first time it was seen.
    return su.survival(found, entry=found.table["pertama_hidup"])


def sentences(subject: Subject, tanggal: str) -> str:
    """Say how many were visited, in which state, and how many last; or what is lacking."""
    found, lasting = register_of(subject, tanggal), _survival(subject, tanggal)
    if found is None or lasting is None:
        return _(
            "Kunjungan tindak lanjut atas inovasi {name} belum tercatat, jadi inovasi mana yang "
            "masih berjalan belum dapat dikatakan. Buat lembarnya dengan "
            "`evaluasi templat kunjungan.xlsx --kunjungan --wilayah {code} --data {folder}`."
        ).format(name=subject.said, code=subject.kode, folder=folder(subject.data.path))
    return paragraphs(
        _counted(found), _lasting(lasting), _published(lasting), _cautions(found, lasting)
    )


def brief(subject: Subject, tanggal: str) -> str:
    """Say in one sentence how many of the verified have not ended; empty without any of them."""
    found, lasting = register_of(subject, tanggal), _survival(subject, tanggal)
    if found is None or lasting is None or not lasting.share.n:
        return ""
    share = lasting.share
    told = _(
        "{going} dari {n} inovasi yang statusnya terverifikasi belum berhenti (selang eksak 95 "
        "persen: {low}–{high}); {unseen} dari {all} yang tercatat belum pernah dikunjungi."
    )
    return told.format(
        going=number(share.count),
        n=number(share.n),
        low=number(100 * share.ci[0], 0),
        high=percent(100 * share.ci[1], 0),
        unseen=number(int(found.counts[UNVISITED])),
        all=number(len(found.table)),
    )


def counts(subject: Subject, tanggal: str) -> pd.DataFrame:
    """Table of the innovations by last state."""
    found = register_of(subject, tanggal)
    if found is None or found.history.empty:
        return pd.DataFrame()
    names = status_names()
    shown = pd.DataFrame(
        {
            _("Status terakhir"): [names[state] for state in found.counts.index],
            _("Inovasi"): found.counts.to_numpy(),
        }
    )
    return with_origin(subject, shown, VISITS)


def chart(subject: Subject, tanggal: str) -> Chart | None:
    """Draw the survival curve; None where it would be flat: too few at risk, or no end in it."""
    lasting = _survival(subject, tanggal)
    if lasting is None or not (lasting.curve.table["S"] < 1).any():
        return None
    return lasting.plot()


def contradictions(subject: Subject, tanggal: str) -> pd.DataFrame:
    """Table of what cannot be true in the record; empty where nothing contradicts."""
    found = register_of(subject, tanggal)
    if found is None or found.contradictions.empty:
        return pd.DataFrame()
    rows = found.contradictions
    titles = followed(subject).drop_duplicates("id", keep="last").set_index("id")["judul"]
    shown = pd.DataFrame(
        {
            _("Inovasi"): rows["id_inovasi"].map(titles).fillna(rows["id_inovasi"]),
            _("Tanggal"): rows["tanggal"],
            _("Yang bertentangan"): rows["kalimat"],
            _("Perlakuan"): rows["perlakuan"],
        }
    )
    return with_origin(subject, shown, VISITS)


def _counted(found: Register) -> str:
    names = status_names()
    counts = found.counts
    seen = int(counts.drop(UNVISITED).sum())
    states = [
        _("{n} {state}").format(n=number(int(n)), state=names[str(state)])
        for state, n in counts.items()
        if n and state != UNVISITED
    ]
    told = _("Dari {n} inovasi yang tercatat, {seen} pernah dikunjungi: {states}.").format(
        n=number(len(found.table)), seen=number(seen), states=listing(states)
    )
    if counts[UNVISITED]:
        told += " " + _(
            "{n} belum pernah dikunjungi; keadaannya tidak diketahui, dan yang dikunjungi belum "
            "tentu mewakilinya."
        ).format(n=number(int(counts[UNVISITED])))
    return told


def _lasting(found: Survival) -> str:
    if not found.share.n:
        return ""
    share = _(
        "Dari {n} inovasi yang statusnya terverifikasi, {going} belum berhenti pada pemeriksaan "
        "terakhirnya ({share}; selang eksak 95 persen: {low}–{high}); yang diserap ke layanan "
        "rutin tidak dihitung berhenti."
    ).format(
        n=number(found.share.n),
        going=number(found.share.count),
        share=percent(100 * found.share.estimate, 0),
        low=number(100 * found.share.ci[0], 0),
        high=percent(100 * found.share.ci[1], 0),
    )
    if math.isnan(found.at):
        why = found.reason or found.grouped.reason
        untold = _("Peluang menurut usia tidak ditaksir: {why}.")
        told = untold.format(why=escape(why[:1].lower() + why[1:].rstrip(".")))
        return f"{share} {told}" if why else share
    ahead = _(
        "Bagi inovasi yang sudah berjalan {start} tahun, peluang belum berhenti sampai usia {at} "
        "tahun{unabsorbed} ditaksir {value} (selang 95 persen: {low}–{high})."
    ).format(
        unabsorbed=_(", seandainya tidak diserap,") if found.n_absorbed else "",
        start=number(round(found.start, 1)),
        at=number(round(found.at, 1)),
        value=percent(100 * found.estimate, 0),
        low=number(100 * found.ci[0], 0),
        high=percent(100 * found.ci[1], 0),
    )
    return f"{share} {ahead}"


def _published(found: Survival) -> str:
    """Return how other winners fared as published, each with its bias; nothing to set it beside."""
    return escape(" ".join(benchmark_lines())) if found.share.n else ""


def _cautions(found: Register, lasting: Survival) -> str:
    told = []
    if len(lasting.dropped):
        why = lasting.dropped["alasan"].value_counts()
        parts = listing(f"{number(int(n))} {escape(reason)}" for reason, n in why.items())
        told.append(_("Tidak ikut dalam kurva: {parts}.").format(parts=parts))
    if len(found.contradictions):
        told.append(
            _("{n} catatan bertentangan dan didaftar di bawah ini.").format(
                n=number(len(found.contradictions))
            )
        )
    return " ".join(told)
