"""The index by the rules of its edition, and the cheapest way to the next predicate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from evaluasi import rubrics
from evaluasi import scoring as sc
from evaluasi.errors import EvaluasiError
from evaluasi.reports.display import escape
from evaluasi.reports.region.innovations import last_edition, on_file, with_origin
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import paragraphs
from evaluasi.scoring.plan_order import WITHDRAW
from evaluasi.text import _, listing, number

STEPS_SHOWN = 12


@dataclass(frozen=True, eq=False)
class Scored:
    """The region's row of `regional_index` for its latest edition, or why there is none."""

    edition: int
    rubric: sc.Rubric | None
    row: pd.Series
    reason: str = ""


def sentences(subject: Subject) -> str:
    """Say the index and predicate by the edition's rules, or why it cannot be computed."""
    found = _scored(subject)
    if found is None:
        return ""
    if found.reason:
        return _("Indeks {name} edisi {year} tidak dapat dihitung: {why}.").format(
            name=subject.said, year=found.edition, why=escape(found.reason.rstrip("."))
        )
    row = found.row
    told = _(
        "Menurut aturan edisi {year}, level yang diakui memberi indeks {iid} ({predicate}): "
        "hitungan laporan ini dari isian, bukan hasil resmi."
    ).format(year=found.edition, iid=number(row["iid"], 2), predicate=row["predikat"])
    checked = row.get("iid_verifikasi")
    verified = (
        _(
            "Dengan {n} level yang sudah diverifikasi, indeksnya {iid} ({predicate}); level "
            "lainnya masih menurut pengakuan."
        ).format(
            n=number(row["level_terverifikasi"]),
            iid=number(checked, 2),
            predicate=row["predikat_verifikasi"],
        )
        if checked is not None and pd.notna(checked)
        else ""
    )
    doubt = (
        _("Yang perlu diketahui: {what}.").format(what=escape(row["alasan"]))
        if row["alasan"]
        else ""
    )
    return paragraphs(" ".join(part for part in (told, verified) if part), doubt)


def components(subject: Subject) -> pd.DataFrame:
    """Table of the parts of the index; empty where it cannot be computed."""
    found = _scored(subject)
    if found is None or found.reason or found.rubric is None:
        return pd.DataFrame()
    row, rules = found.row, found.rubric
    top = {name: rules.rule(name).nilai for name in rubrics.RULES}
    sid = (top["maksimum_kematangan"] or 0) + (top["maksimum_jumlah"] or 0)
    rows = [
        (_("Satuan Pemerintah Daerah (SPD)"), row["spd"], top["maksimum_spd"]),
        (_("Rata-rata kematangan"), row["rata_kematangan"], top["maksimum_kematangan"]),
        (_("Skor jumlah inovasi"), row["skor_jumlah"], top["maksimum_jumlah"]),
        (_("Satuan Inovasi Daerah (SID)"), row["sid"], sid),
        (_("Indeks (0–100)"), row["iid"], 100.0),
    ]
    columns = [_("Bagian"), _("Menurut level yang diakui"), _("Tertinggi")]
    frame = pd.DataFrame(rows, columns=columns)
    if pd.notna(row.get("iid_verifikasi")):
        checked = ["spd", "rata_kematangan_verifikasi", "skor_jumlah", "sid_verifikasi"]
        values = [row[name] for name in (*checked, "iid_verifikasi")]
        frame.insert(2, _("Dengan level terverifikasi"), values)
    return with_origin(subject, frame, "kapasitas", "verifikasi")


def components_note(subject: Subject) -> str:
    """Say what the total is divided by and which rules were used."""
    found = _scored(subject)
    if found is None or found.reason:
        return ""
    return _(
        "rata-rata kematangan = jumlah kematangan dibagi {divisor} (lantai pembagi atau banyaknya "
        "inovasi); keyakinan aturan {trust}; rumus dan sumbernya pada docs/metode/iid.md"
    ).format(divisor=number(found.row["pembagi"]), trust=found.row["keyakinan"])


def plan_sentence(subject: Subject) -> str:
    """Say how the next predicate is reached at least cost, and what a higher floor would take."""
    plan = _plan(subject)
    if plan is None:
        return ""
    reached = (
        _("Predikat {target} tercapai paling murah dengan {n} kenaikan level (asumsi: tiap level")
        if plan.reached
        else _("Predikat {target} belum terjangkau: {n} kenaikan level pun (asumsi: tiap level")
    )
    told = reached.format(target=plan.target_name, n=number(len(plan.steps)))
    end = (
        _("sama biayanya), dari {start} menjadi {end}.")
        if plan.reached
        else _("sama biayanya) membawa dari {start} hanya sampai {end}.")
    )
    files = plan.steps[plan.steps["sifat"] == "berkas"]
    parts = [
        f"{told} {end.format(start=number(plan.start, 2), end=number(plan.end, 2))}",
        _("{n} di antaranya hanya mengubah berkas, bukan inovasinya.").format(n=number(len(files)))
        if len(files)
        else "",
        _("Indikator SPD yang diukur pihak lain tidak direncanakan."),
        _later(plan),
    ]
    return " ".join(part for part in parts if part)


def plan_steps(subject: Subject) -> pd.DataFrame:
    """Table of the first steps of the plan; empty without a plan."""
    plan = _plan(subject)
    if plan is None or plan.steps.empty:
        return pd.DataFrame()
    steps = plan.steps[plan.steps["tindakan"] != WITHDRAW].head(STEPS_SHOWN)
    raised = [
        _("{name}: level {low} ke {high}").format(name=name, low=low, high=high)
        for name, low, high in zip(steps["nama"], steps["dari"], steps["ke"], strict=True)
    ]
    frame = pd.DataFrame(
        {
            _("Langkah"): steps["urutan"].to_numpy(),
            _("Inovasi"): steps["judul"].to_numpy(),
            _("Yang dinaikkan"): raised,
            _("Bukti"): steps["bukti"].to_numpy(),
            _("Indeks sesudahnya"): steps["skor_sesudah"].to_numpy(),
        }
    )
    return with_origin(subject, frame, "kapasitas")


def plan_note(subject: Subject) -> str:
    """Say how many steps are not shown, and where the whole plan is."""
    plan = _plan(subject)
    hidden = 0 if plan is None else len(plan.steps) - STEPS_SHOWN
    told = _("seluruhnya dengan `evaluasi rencana --wilayah {code} --target …`").format(
        code=subject.kode
    )
    more = _("{n} langkah lagi tidak ditampilkan; ").format(n=number(hidden)) if hidden > 0 else ""
    return more + told


def _later(plan: sc.ActionPlan) -> str:
    """Say what the index would be under the announced rules of the next edition."""
    if plan.next_editions.empty:
        return ""
    first = plan.next_editions.iloc[0]
    lost = plan.start - float(first["tanpa_rencana"])
    if lost < 0.005:
        return ""
    return _(
        "Dengan inovasi dan level yang sama, aturan yang diumumkan untuk {year} (keyakinan B) "
        "menurunkan indeks sebesar {lost}."
    ).format(year=int(first["edisi"]), lost=number(lost, 2))


@lru_cache(maxsize=4)
def _scored(subject: Subject) -> Scored | None:
    edition = last_edition(subject)
    if edition is None:
        return None
    rubric = rubrics.of_edition(edition)
    nothing = pd.Series(dtype=object)
    if rubric is None or not rubric.columns:
        reason = _("belum ada pedoman edisi {year}").format(year=edition)
        return Scored(edition, None, nothing, reason)
    inovasi, kapasitas = _tables(subject, edition)
    checks = subject.data.table("verifikasi")
    checks = checks[(checks["tahun"] == edition) & checks["id_inovasi"].isin(inovasi["id"])]
    try:
        table = sc.regional_index(
            inovasi, kapasitas, rubric, verifikasi=checks if len(checks) else None
        ).table
    except EvaluasiError as fault:
        return Scored(edition, rubric, nothing, " ".join([fault.problem, *fault.faults[:3]]))
    row = table.iloc[0]
    return Scored(edition, rubric, row, row["alasan"] if pd.isna(row["iid"]) else "")


@lru_cache(maxsize=4)
def _plan(subject: Subject) -> sc.ActionPlan | None:
    """Plan for the class above the region's own; None at the top or without an index."""
    found = _scored(subject)
    if found is None or found.reason or found.rubric is None:
        return None
    starts = {c.nama: c.mulai for c in found.rubric.predikat if c.mulai is not None}
    # By the class and not the number: 40.006 is published as 40.01, in the class above.
    own = starts.get(found.row["predikat"], found.row["iid"])
    above = {name: start for name, start in starts.items() if start > own}
    if not above:
        return None
    inovasi, kapasitas = _tables(subject, found.edition)
    return sc.action_plan(inovasi, kapasitas, found.rubric, min(above, key=lambda c: above[c]))


def _tables(subject: Subject, edition: int) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    own = on_file(subject)
    capacity = subject.rows_of("kapasitas")
    capacity = capacity[capacity["tahun"] == edition]
    return own[own["tahun"] == edition], capacity if len(capacity) else None


def lead(subject: Subject) -> str:
    """Say why there is no plan where the section would otherwise be empty."""
    found = _scored(subject)
    if found is None or found.reason:
        return ""
    if _plan(subject) is None:
        return _("Indeks {name} sudah pada predikat tertinggi edisi {year}.").format(
            name=subject.said, year=listing([found.edition])
        )
    return ""
