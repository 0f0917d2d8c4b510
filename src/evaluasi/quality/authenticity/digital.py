"""The question what is digital about an innovation without a digital tool or service."""

from __future__ import annotations

import pandas as pd

from evaluasi import rubrics
from evaluasi.quality.authenticity.question import Question, lacks, with_origin
from evaluasi.quality.authenticity.scope import ALL, Scope, by_edition, completed
from evaluasi.rubrics import Indicator
from evaluasi.text import _, number

TOOL, SERVICE = "i19", "i30"
_COLUMNS = ("kode", "tahun", "opd", "judul", "jenis", TOOL, SERVICE, "id")
_FIRST_INTEGRATED = 2024


def digital_without_service(inovasi: pd.DataFrame, scope: Scope = ALL) -> Question:
    """Ask about digital innovations whose levels show no digital tool or online service.

    Level 0 is "not chosen, or no evidence" in every edition. Level 1 of the tool (i19) reads
    "manual, not electronic" in every edition whose labels are on file. Until 2023 i30 is the
    online system; from 2024 it is integration of services, digital or not, so that level 0 there
    says less.

    Parameters
    ----------
    inovasi : DataFrame
        Table inovasi.
    scope : Scope

    Returns
    -------
    Question
        One row per innovation, with the printed meaning of its levels in its edition.
    """
    rows = scope.rows(completed(inovasi, "inovasi"))
    typed = bool(rows["jenis"].notna().any())
    rows = rows[rows["jenis"] == "digital"]
    parts = [_asked(found, year) for year, found in by_edition(rows)]
    table = pd.concat(parts) if parts else pd.DataFrame(columns=[*_COLUMNS, *_ADDED])
    table = table.sort_values(["tahun", "kode", "judul"], kind="stable").reset_index(drop=True)
    empty = int(rows[[TOOL, SERVICE]].isna().any(axis=1).sum())
    return Question(
        code="digital_tanpa_layanan",
        title=_("Digital tanpa layanan daring"),
        sentence=_(
            "Apa wujud digital dari {n} inovasi yang dicatat digital ini, bila alat kerja atau "
            "layanan daringnya tidak ada?"
        ).format(n=number(len(table))),
        count=len(table),
        table=with_origin(table, inovasi),
        rule=_(
            "Inovasi berjenis digital mempunyai alat kerja elektronik (indikator 19 sedikitnya "
            "level 2) dan layanan pada indikator 30 di atas 0."
        ),
        source=_("label level per edisi: rubrik IID; level 0 = tidak dipilih atau tanpa bukti"),
        confidence=_("A untuk arti level 0; keyakinan label tercantum per baris"),
        innocent=(
            _("bukti indikator itu belum diunggah"),
            _("jenis salah dipilih"),
            _("alat digital dipakai di dalam kantor saja"),
        ),
        notes=(
            _(
                "{n} inovasi digital belum mengisi salah satu indikator itu; tidak ditanyakan."
            ).format(n=number(empty)),
            _("Sejak edisi 2024 indikator 30 mengukur keterpaduan layanan, bukan sistem daring."),
        ),
        unasked="" if typed else lacks(_("kolom jenis belum diisi")),
    )


_ADDED = ("arti_i19", "arti_i30", "sebab", "keyakinan")


def _asked(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the digital innovations of one edition that are asked about."""
    rubric = rubrics.of_edition(year)
    known = {indicator.kode: indicator for indicator in rubric.sid} if rubric else {}
    tool, service = known.get(TOOL), known.get(SERVICE)
    manual = (rows[TOOL] == 1).fillna(False) if tool and _manual(tool) else False
    reasons = {
        _("alat kerja tidak dipilih atau tanpa bukti"): (rows[TOOL] == 0).fillna(False),
        _("alat kerja manual"): manual,
        _online(year): (rows[SERVICE] == 0).fillna(False),
    }
    flags = pd.DataFrame(reasons, index=rows.index).astype(bool)
    told = ["; ".join(flags.columns[row]) for row in flags.to_numpy()]
    found = rows[list(_COLUMNS)].assign(
        arti_i19=[_meaning(tool, level) for level in rows[TOOL]],
        arti_i30=[_meaning(service, level) for level in rows[SERVICE]],
        sebab=told,
        keyakinan=tool.keyakinan if tool else "",
    )
    return found[flags.any(axis=1)]


def _manual(tool: Indicator) -> bool:
    return bool(tool.level) and tool.level[0].casefold().startswith("manual")


def _online(year: int) -> str:
    if year < _FIRST_INTEGRATED:
        return _("sistem daring tidak dipilih atau tanpa bukti")
    return _("keterpaduan layanan tidak dipilih atau tanpa bukti")


def _meaning(indicator: Indicator | None, level: object) -> str:
    """Return the printed meaning of a level; empty where it is not filled in."""
    if pd.isna(level):  # type: ignore[call-overload]  # a cell is a number or NA
        return ""
    if level == 0:
        return _("tidak dipilih atau tanpa bukti")
    if indicator is None or not (indicator.level or indicator.dasar):
        return _("arti level edisi ini belum ada")
    place = int(level) - 1  # type: ignore[call-overload]  # a whole number, as above
    labels = [indicator.level] if indicator.level else [basis.level for basis in indicator.dasar]
    return " / ".join(dict.fromkeys(label[place] for label in labels))
