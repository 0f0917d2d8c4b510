"""Coverage in words: the totals, the table on the screen, and what could not be counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from evaluasi.quality.coverage_cells import NO_EVIDENCE, Cells
from evaluasi.quality.coverage_quota import Quota
from evaluasi.quality.coverage_region import FILLED, Capacity
from evaluasi.quality.coverage_roster import Roster
from evaluasi.quality.coverage_table import STAGES
from evaluasi.rubrics import Rubric, label
from evaluasi.rubrics.affairs import BASIC_SERVICES
from evaluasi.scoring.iid_spd import EMPTY
from evaluasi.scoring.maturity import weights_reason
from evaluasi.tables import provenance
from evaluasi.text import _, date, listing, number, percent

if TYPE_CHECKING:
    from evaluasi.quality.coverage import Coverage

UNKNOWN = "belum diketahui"
_NAME, _NEED = 34, 80  # width on the screen of an office's name and of what it lacks
_PAIRS_NAMED = 5
_MOST_NAMED = 3


def overview(found: Coverage) -> pd.DataFrame:
    """Return the totals of a coverage: columns ukuran, nilai, keterangan."""
    rows = [*_time(found), *_entered(found), *_filled(found), *_of_region(found)]
    return pd.DataFrame(rows, columns=["ukuran", "nilai", "keterangan"], dtype="str")


def summary(found: Coverage) -> str:
    """Say how complete a region's report is, office by office."""
    title = _("Cakupan laporan {name} ({code}), edisi {year}").format(
        name=found.name, code=found.region, year=found.edition
    )
    origin = provenance.of(found.offices)
    if origin and origin.simulated:
        title = f"SIMULASI – {title}"
    totals = overview(found)
    pairs = zip(totals["ukuran"], totals["nilai"], totals["keterangan"], strict=True)
    lines = [f"  {what}: {value}{f' ({told})' if told else ''}" for what, value, told in pairs]
    notes = [f"- {note}" for note in found.warnings]
    return "\n".join([title, *lines, "", *_screen(found), *([""] if notes else []), *notes])


def unknown(cells: Cells, rubric: Rubric | None, edition: int, capacity: Capacity) -> Iterator[str]:
    """Say what could not be counted, and why."""
    if rubric is None:
        yield _("Pedoman edisi {year} belum ada: hanya isian yang dihitung.").format(year=edition)
    else:
        if reason := weights_reason(rubric):
            yield _("Kematangan tidak dapat dihitung. {why}.").format(why=_capital(reason))
        mandatory = rubric.rule("indikator_wajib")
        if mandatory.nilai is None:
            yield _("{what} edisi {year} belum ada: {why}.").format(
                what=_capital(label(mandatory.nama)), year=edition, why=mandatory.belum_ada
            )
    if cells.documents is None:
        yield _(
            "Dokumen bukti belum dapat dihitung: dataset belum memuat tabel bukti edisi {year}."
        ).format(year=edition)
    if capacity.reason:
        yield capacity.reason


def about_offices(roster: Roster, quota: Quota) -> Iterator[str]:
    """Say what is not certain about the offices: who is not listed, who may be one office."""
    table = roster.offices
    if not quota.offices:
        yield _(
            "Daftar OPD belum diberikan, sehingga OPD yang belum memasukkan inovasi tidak tampak."
        )
        if quota.per_unit:
            yield _("Kuota tidak dapat dihitung: jumlah unit eselon III per OPD belum diketahui.")
    units = table[table["terdaftar"].fillna(False) & table["kuota"].isna()]["opd"]
    if len(units):
        yield _("Jumlah unit eselon III belum diisi, kuota belum diketahui: {names}.").format(
            names=listing(units)
        )
    nameless = int((roster.keys == "").sum())
    if nameless:
        yield _("{n} inovasi tidak menyebut OPD.").format(n=number(nameless))
    strange = table[~table["terdaftar"].fillna(True) & (table.index != "")]["opd"]
    if len(strange):
        yield _("Tidak ada pada daftar OPD: {names}.").format(names=listing(strange))
    for names in roster.spellings.values():
        told = listing(_("“{name}”").format(name=name) for name in names)
        yield _("Dihitung sebagai satu OPD: {names}.").format(names=told)
    for first, second, why in roster.proposals[:_PAIRS_NAMED]:
        yield _(
            "Apakah “{first}” dan “{second}” satu OPD ({why})? Bila ya, samakan namanya atau "
            "tulis sebagai alias pada daftar OPD."
        ).format(first=first, second=second, why=why)
    more = len(roster.proposals) - _PAIRS_NAMED
    if more > 0:
        yield _("Masih ada {n} pasang nama OPD lain yang mirip.").format(n=number(more))


def _time(found: Coverage) -> Iterator[tuple[str, str, str]]:
    days = found.days_left
    if found.deadline is None:
        return
    told = "" if found.today is None else _("dihitung dari {today}").format(today=date(found.today))
    if days is None:
        left = UNKNOWN
    elif days < 0:
        left = _("lewat {n} hari").format(n=number(-days))
    else:
        left = _("{n} hari lagi").format(n=number(days)) if days else _("hari ini")
    yield _("Tenggat {date}").format(date=date(found.deadline)), left, told


def _entered(found: Coverage) -> Iterator[tuple[str, str, str]]:
    offices = found.offices
    total = int(offices["inovasi"].sum())
    stages = [(name, int(offices[column].sum())) for name, column in STAGES.items()]
    stages += [(_("tahapan belum diisi"), int(offices["tanpa_tahapan"].sum()))]
    told = listing(f"{name} {number(n)}" for name, n in stages if n) if total else ""
    yield _("Inovasi"), number(total), told
    entered = int((offices["inovasi"] > 0).sum())
    if not found.quota.offices:
        yield _("OPD yang sudah memasukkan"), number(entered), _("daftar OPD belum diberikan")
    else:
        listed = offices[offices["terdaftar"].fillna(False)]
        share = _share(int((listed["inovasi"] > 0).sum()), len(listed))
        yield _("OPD yang sudah memasukkan"), share, _("dari daftar OPD")
    asked = offices[offices["kuota"].notna()]
    rule = _("{n} per OPD ditambah {m} per unit eselon III; kebijakan daerah").format(
        n=number(found.quota.per_office), m=number(found.quota.per_unit)
    )
    yield (
        _("OPD yang memenuhi kuota"),
        _share(int((asked["kurang_kuota"] == 0).sum()), len(asked)) if len(asked) else UNKNOWN,
        rule,
    )


def _filled(found: Coverage) -> Iterator[tuple[str, str, str]]:
    offices = found.offices
    cells, filled = int(offices["level_seluruhnya"].sum()), int(offices["level_terisi"].sum())
    zero = int(offices["level_nol"].sum())
    if cells:
        told = _("{n} di antaranya level 0, tanpa nilai").format(n=number(zero)) if zero else ""
        yield _("Level terisi"), _of(filled, cells), told
        mandatory = offices["wajib_kosong"]
        yield (
            _("Isian wajib kosong atau level 0"),
            UNKNOWN
            if mandatory.isna().any()
            else number(int((mandatory + offices["wajib_nol"]).sum())),
            "",
        )
        proven = offices["bukti_ada"]
        yield (
            _("Level diakui yang punya bukti"),
            UNKNOWN
            if proven.isna().any()
            else _of(int(proven.sum()), int((proven + offices["bukti_kurang"]).sum())),
            "",
        )
    if most := _most_lacked(found):
        yield _("Paling banyak belum"), most, _("inovasi yang kosong atau level 0")
    scores = found.innovations["kematangan"].dropna()
    top = None if found.rubric is None else found.rubric.max_maturity
    if len(scores):
        told = _("rata-rata {n} inovasi; tertinggi yang mungkin {top}").format(
            n=number(len(scores)), top=number(top)
        )
        yield _("Kematangan sementara"), number(scores.mean(), 2), told


def _most_lacked(found: Coverage) -> str:
    """Name the indicators that most innovations of the region lack."""
    absent = found.lacking[found.lacking["keadaan"] != NO_EVIDENCE]
    counts = absent.groupby("indikator").size()
    order = sorted(counts.index, key=lambda code: (-counts[code], code))[:_MOST_NAMED]
    names = {entry.code: entry.name for entry in found.asked}
    return ", ".join(f"{names[code]} ({number(int(counts[code]))})" for code in order)


def _of_region(found: Coverage) -> Iterator[tuple[str, str, str]]:
    own = found.capacity
    filled = own.table["keadaan"] != EMPTY
    rows = _("{n} dari {all} baris, termasuk a dan b").format(
        n=number(int(filled.sum())), all=number(len(filled))
    )
    if own.whole:
        top = found.rubric.rule("maksimum_spd").nilai if found.rubric else None
        points = _("skor sementara {score} dari {top}").format(
            score=number(own.score, 2), top=number(top)
        )
        told = "; ".join([rows, *_spd_needs(own), *([] if pd.isna(own.score) else [points])])
        yield _("Indikator SPD terisi"), _share(int(own.numbers.sum()), len(own.numbers)), told
    elif filled.any():
        told = _("daftar lengkap indikator edisi ini belum ada")
        yield _("Baris SPD terisi"), number(int(filled.sum())), told
    affairs = found.affairs
    needed = affairs.needed
    told = (
        _("syarat edisi ini belum ada")
        if needed is None
        else _("syarat {n}: {met}").format(
            n=number(needed),
            met=_("terpenuhi") if affairs.covered >= needed else _("belum terpenuhi"),
        )
    )
    yield _("Urusan pelayanan dasar"), _share(affairs.covered, len(BASIC_SERVICES)), told


def _spd_needs(own: Capacity) -> Iterator[str]:
    """Count the mandatory rows that are blank or at level 0, where it is known which are."""
    mandatory = own.table["wajib"]
    if mandatory.notna().all() and mandatory.any():
        lacks = int((mandatory & (own.table["keadaan"] != FILLED)).sum())
        yield _("{n} baris wajib kosong atau level 0").format(n=number(lacks))


def _screen(found: Coverage) -> Iterator[str]:
    """Write the offices as lines of a screen, the one that needs attention first on top."""
    if found.offices.empty:
        yield _("Belum ada inovasi edisi ini yang tercatat untuk wilayah ini.")
        return
    heads = (_("OPD"), _("Inovasi"), _("Kuota"), _("Terisi"), _("Kematangan"), _("Perhatian"))
    rows = [
        (
            _cut(str(row["opd"]), _NAME),
            number(row["inovasi"]),
            _or_dash(row["kuota"]),
            percent(100 * row["level_terisi"] / row["level_seluruhnya"], 0)
            if row["level_seluruhnya"]
            else "–",
            "–" if pd.isna(row["kematangan"]) else number(row["kematangan"], 1),
            _cut(str(row["perhatian"]), _NEED),
        )
        for row in found.offices.to_dict("records")
    ]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, *rows):
        cells = [
            cell.ljust(width) if place in (0, 5) else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _or_dash(value: object) -> str:
    return "–" if pd.isna(value) else number(int(value))  # type: ignore[call-overload]


def _share(part: int, whole: int) -> str:
    return _("{n} dari {all}").format(n=number(part), all=number(whole))


def _of(part: int, whole: int) -> str:
    if not whole:
        return _share(part, whole)
    return f"{_share(part, whole)} ({percent(100 * part / whole, 0)})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
