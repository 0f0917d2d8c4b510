"""What a table needs and a sheet may not print: edition, identifier, source, and their like."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluasi import rubrics
from evaluasi.tables import series
from evaluasi.tables.faults import Reason
from evaluasi.tables.intake import across, indicators, layouts, plain
from evaluasi.tables.intake.context import Context
from evaluasi.tables.intake.draft import Draft, Texts
from evaluasi.tables.intake.ids import innovation_id
from evaluasi.text import _, number

# Tables whose year is an edition of the index.
EDITIONED = frozenset({"inovasi", "bukti", "verifikasi", "telaah", "kapasitas", "skor_iid"})
_LAST_YEAR_OF_POINTS = 2020
_FULL = 100
_ONE_SOURCE = "sedang"
_MATURITIES = ("kematangan", "kematangan_verifikasi")


def fill_edition(draft: Draft, context: Context) -> None:
    """Write the edition of each row: its own, else that above the table, else the answer."""
    printed = draft.extract.above.edition
    answer = context.edition if draft.schema.name in EDITIONED else None
    said = draft.filled("tahun")
    if answer:
        _check_answer(draft, answer)
    if said.all():
        draft.text["tahun"] = draft.column("tahun")
        return
    if printed and answer and printed != answer:
        sentence = _("di atas tabel tertulis {printed}, tetapi --edisi menyebut {answer}")
        draft.bar(Reason.CONFLICT, "tahun", sentence.format(printed=printed, answer=answer))
    edition = printed or answer
    if printed and not answer:
        draft.note(_("tahun {year} diambil dari tulisan di atas tabel").format(year=printed))
    if edition:
        draft.text["tahun"] = np.where(said, draft.column("tahun"), str(edition))
    elif not said.any():
        sentence = _("tahun tidak tertulis di berkas; tambahkan kolom Tahun")
        if draft.schema.name in EDITIONED:
            sentence = _("edisi tidak tertulis di berkas; sebutkan dengan --edisi, misalnya 2026")
        draft.bar(Reason.CONTEXT, "tahun", sentence)


def fill_innovation(draft: Draft) -> None:
    """Give each innovation without an identifier that of its region and title."""
    titles, codes = draft.column("judul"), draft.column("kode")
    ids = draft.column("id")
    bad = draft.told.get("kode", np.zeros(draft.length, dtype=bool))
    blank = ids == ""
    draft.text["id"] = np.where(blank, _ids(codes, titles), ids)
    without = blank & (bad | (titles == "") | (codes == ""))
    draft.text["id"] = np.where(without, "", draft.text["id"])
    draft.excuse("id", without)


def fill_rest(draft: Draft, context: Context) -> None:
    """Fill what follows from the file itself or from rules on record."""
    names = draft.schema.columns
    if "sumber" in names and draft.schema.name != "sumber":
        _fill_source(draft, context)
    if draft.schema.name == "skor_iid":
        _fill_scale(draft)
    if draft.schema.name in ("skor_iid", "capaian"):
        _default(draft, "keyakinan", _ONE_SOURCE)
    if draft.schema.name == "capaian":
        if context.indicator:
            _default(draft, "indikator", context.indicator)
        units = series.units(pd.Series(draft.column("indikator"), dtype="str")).fillna("")
        blank = ~draft.filled("satuan")
        draft.text["satuan"] = np.where(blank, units.to_numpy(dtype=object), draft.column("satuan"))
    if draft.schema.name == "bukti" and draft.extract.above.indicator:
        printed = draft.extract.above.indicator
        _default(draft, "indikator", indicators.code_of(printed) or printed)


def check_sense(draft: Draft) -> None:
    """Tell values that contradict what is known of them: their unit, the end of their scale."""
    if draft.schema.name == "capaian":
        units = series.units(pd.Series(draft.column("indikator"), dtype="str"))
        found = pd.Series(draft.column("satuan"), dtype="str")
        rows = np.flatnonzero((units.notna() & (found != "") & (units != found)).to_numpy())
        sentence = _("satuan indikator ini dalam katalog adalah “{unit}”")
        told = [sentence.format(unit=units.iloc[row]) for row in rows]
        draft.tell(rows, "satuan", [Reason.UNIT] * len(rows), told)
    if draft.schema.name == "skor_iid":
        scores = pd.to_numeric(pd.Series(draft.column("skor"), dtype="str"), errors="coerce")
        rows = np.flatnonzero((draft.column("skala") == "0-100") & (scores > _FULL).to_numpy())
        sentence = _("skor edisi 2021 dan sesudahnya paling tinggi 100")
        draft.tell(rows, "skor", [Reason.OUT_OF_RANGE] * len(rows), [sentence] * len(rows))
    if draft.schema.name in ("inovasi", "telaah"):
        for column in filter(draft.text.__contains__, _MATURITIES):
            _check_maturity(draft, column)


def require(draft: Draft) -> None:
    """Tell the columns without which no row of the table can be taken."""
    for field in draft.schema.fields:
        absent = not draft.filled(field.name).any() and field.name not in draft.told
        if field.required and absent and not draft.has(draft.stands_at(field.name)):
            sentence = _("kolom “{name}” wajib ada, tetapi tidak ditemukan")
            name = layouts.headings_of(field.name, draft.schema.name)
            draft.bar(Reason.MISSING_COLUMN, field.name, sentence.format(name=name))


def _fill_source(draft: Draft, context: Context) -> None:
    source = context.source or draft.file
    _default(draft, "sumber", source)
    kinds = draft.column(across.SCORE_KIND)
    own = (kinds != "") & (not draft.has("sumber"))
    for kind in {str(kind) for kind in kinds[own]}:
        rows = own & (kinds == kind)
        draft.text["sumber"] = np.where(rows, f"{source} ({kind})", draft.text["sumber"])


def _fill_scale(draft: Draft) -> None:
    """Write the scale of a published score: points up to 2020, 0-100 from 2021 on."""
    years = [text if plain.is_count(text) else "" for text in draft.column("tahun")]
    scales = ["" if not y else "poin" if int(y) <= _LAST_YEAR_OF_POINTS else "0-100" for y in years]
    blank = ~draft.filled("skala")
    draft.text["skala"] = np.where(blank, np.array(scales, dtype=object), draft.column("skala"))
    draft.excuse("skala", draft.text["skala"] == "")


def _default(draft: Draft, column: str, text: str) -> None:
    draft.text[column] = np.where(draft.filled(column), draft.column(column), text)


def _check_maturity(draft: Draft, column: str) -> None:
    """Tell maturities above the highest of their edition, where that is on record."""
    years = draft.column("tahun").astype(str)
    known = {year: rubrics.of_edition(int(year)) for year in set(years) if plain.is_count(year)}
    highest = {year: rubric.max_maturity for year, rubric in known.items() if rubric}
    limits = pd.to_numeric(pd.Series(years).map(highest), errors="coerce")
    scores = pd.to_numeric(pd.Series(draft.column(column), dtype="str"), errors="coerce")
    rows = np.flatnonzero((scores > limits).to_numpy())
    sentence = _("skor kematangan satu inovasi pada edisi {year} paling tinggi {highest}")
    told = [sentence.format(year=years[row], highest=number(limits[row])) for row in rows]
    draft.tell(rows, column, [Reason.OUT_OF_RANGE] * len(rows), told)


def _check_answer(draft: Draft, answer: int) -> None:
    years = draft.column("tahun")
    rows = np.flatnonzero((years != "") & (years != str(answer)))
    sentence = _("baris ini menyebut tahun {year}, tetapi --edisi menyebut {answer}")
    told = [sentence.format(year=years[row], answer=answer) for row in rows]
    draft.tell(rows, "tahun", [Reason.CONFLICT] * len(rows), told)


def _ids(codes: Texts, titles: Texts) -> Texts:
    pairs = pd.MultiIndex.from_arrays([codes, titles])
    numbers, distinct = pd.factorize(pairs)
    return np.array([innovation_id(*pair) for pair in distinct], dtype=object)[numbers]
