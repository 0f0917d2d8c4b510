"""The sustainability of a region's innovations as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pandas as pd

from evaluasi.reports.workbooks.sustainability import (
    Review,
    benchmark_lines,
    lasting_line,
    verified_share,
)
from evaluasi.reports.workbooks.sustainability_benefit import Benefit
from evaluasi.sustainability.instruments.proxy import ProxyCapacity
from evaluasi.sustainability.registry.registers import status_names
from evaluasi.sustainability.standing.quadrants import Quadrant
from evaluasi.tables.outlet.book import SheetOut
from evaluasi.tables.outlet.book import save as save_book
from evaluasi.text import _, date

_ID = _("Pengenal")
_TITLE = _("Inovasi")
_SCORED = {
    "nama": _("Ranah"), "rata": _("Rata-rata"), "bawah": _("Selang bawah"),
    "atas": _("Selang atas"), "terendah": _("Penilai terendah"),
    "tertinggi": _("Penilai tertinggi"),
}  # fmt: skip
_RELIABLE = {
    "nama": _("Ranah"), "alfa": _("Alpha Cronbach"), "alfa_bawah": _("Alpha, batas bawah"),
    "alfa_atas": _("Alpha, batas atas"), "asal_alfa": _("Asal alpha"),
    "simpangan": _("Simpangan baku"), "sem": _("Galat baku pengukuran"),
    "setengah_lebar": _("Setengah lebar selang"), "mdc": _("Perubahan terkecil, satu penilai"),
    "kesepakatan": _("Kesepakatan (alpha Krippendorff)"), "icc": _("ICC"),
    "objek": _("Objek dinilai"), "antarpenilai": _("Simpangan antarpenilai"),
    "derau": _("Derau satu penilai"),
}  # fmt: skip
_SATISFIED = {
    "ikm": _("IKM"), "bawah": _("Batas bawah 95%"), "atas": _("Batas atas 95%"),
    "kelas_mungkin": _("Kelas yang mungkin"), "dari": _("Gelombang awal"),
    "ke": _("Gelombang akhir"), "n": _("Responden pada keduanya"),
    "biaya": _("Biaya per penerima (Rp)"), "kalimat": _("Keterangan"),
}  # fmt: skip
_VISITED = {
    "kode": _("Wilayah"), "terakhir_hidup": _("Terakhir terlihat berjalan"),
    "peluang": _("Peluang sudah berhenti"), "bawah": _("Peluang, batas bawah"),
    "atas": _("Peluang, batas atas"), "taruhan": _("Peluang kali nilai"),
    "informasi": _("Informasi (bit)"), "kokoh": _("Terpilih juga di batas selang"),
}  # fmt: skip


def save(found: Review, path: Path) -> Path:
    """Write a review as a workbook; the same review gives the same bytes.

    Raises
    ------
    OutputError
        When the file can't be written.
    """
    titles = found.innovations.set_index("id")["judul"]
    register, capacity = found.register, found.capacity
    quadrant, risk = found.quadrant, found.risk
    sheets = [
        _overview(found),
        _sheet(_("Riwayat"), None if register is None else register.history, titles),
        _sheet(
            _("Kontradiksi"),
            None if register is None else register.contradictions,
            titles,
            none=_("tidak ada pertentangan"),
        ),
        _survival_sheet(found),
        _proxy_sheet(found.proxy, titles),
        _sheet(_("Kuadran"), _sorted(quadrant), titles, _lines(quadrant)),
        _sheet(
            _("Berisiko"),
            None if risk is None else _named(risk.table),
            None,
            [] if risk is None else _bulleted(risk.summary(most=0)),
        ),
        _sheet(_("Alasan risiko"), None if risk is None else risk.reasons, titles),
        _sheet(
            _("Rencana kunjungan"),
            None if found.plan is None else _planned(found.plan.table),
            None,
            _lines(found.plan),
        ),
        _sheet(
            _("Tidak dijadwalkan"),
            None if found.plan is None else found.plan.excluded,
            titles,
            none=_("semua dapat dijadwalkan"),
        ),
        _sheet(
            _("Di luar kurva"),
            None if found.survival is None else found.survival.dropped,
            titles,
            none=_("semua yang diperiksa ikut dalam kurva"),
        ),
        *_benefit_sheets(found.benefit, titles),
    ]
    if capacity is not None:
        sheets[5:5] = [
            _sheet(
                _("Kapasitas survei"),
                capacity.table.drop(columns="domain").rename(columns=_SCORED).round(2),
                titles,
                _lines(capacity),
            ),
            _sheet(_("Keandalan survei"), _reliability(capacity.reliability)),
            _sheet(_("Kesalahan survei"), capacity.faults, none=_("tidak ada kesalahan")),
        ]
    return save_book(path, sheets, found.origin)


class _Told(Protocol):
    def summary(self) -> str: ...


def _lines(found: _Told | None) -> list[str]:
    return [] if found is None else _bulleted(found.summary())


def _bulleted(text: str) -> list[str]:
    """Return the lines of a summary; a leading dash would be taken for a formula."""
    lines = text.splitlines()
    return ["• " + line[2:] if line.startswith("- ") else line for line in lines if line]


def _sorted(quadrant: Quadrant | None) -> pd.DataFrame | None:
    """Return the quadrants as people read them; a proxy has no limits to show."""
    if quadrant is None:
        return None
    blank = [name for name in ("bawah", "atas") if quadrant.table[name].isna().all()]
    return _named(quadrant.table).drop(columns=blank).round({"kapasitas": 1, "bawah": 1, "atas": 1})


def _named(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(status=table["status"].replace(status_names()))


def _benefit_sheets(benefit: Benefit | None, titles: pd.Series) -> list[SheetOut]:
    if benefit is None:
        return []
    change = _("Perubahan rata-rata jawaban, 1–4. Bukan pengaruh inovasi: tanpa pembanding.")
    costs = benefit.cost.table.drop(columns=["biaya_tetap", "tanda"])
    return [
        _sheet(_("Kepuasan"), benefit.satisfaction.round(2).rename(columns=_SATISFIED)),
        _sheet(
            _("Perubahan kepuasan"),
            benefit.changes.round(3).rename(columns=_SATISFIED),
            None,
            [change],
        ),
        _sheet(
            _("Biaya per penerima"),
            costs.round(0).rename(columns=_SATISFIED),
            titles,
            _lines(benefit.cost),
        ),
    ]


def _planned(table: pd.DataFrame) -> pd.DataFrame:
    places = dict.fromkeys(("peluang", "bawah", "atas", "taruhan", "informasi"), 3)
    return _named(table).round(places).rename(columns=_VISITED)


def _reliability(table: pd.DataFrame) -> pd.DataFrame:
    return table.drop(columns="domain").rename(columns=_RELIABLE).round(2)


def _proxy_sheet(proxy: ProxyCapacity | None, titles: pd.Series) -> SheetOut:
    table = None if proxy is None else proxy.table.rename(columns=proxy.domains).round(1)
    return _sheet(_("Kapasitas"), table, titles, _lines(proxy))


def _sheet(
    name: str,
    frame: pd.DataFrame | None,
    titles: pd.Series | None = None,
    notes: Sequence[str] = (),
    none: str = "",
) -> SheetOut:
    """Return a table as a sheet, the title of an innovation beside its id; empty ones say so."""
    if frame is None or not len(frame):
        said = _("belum ada data") if frame is None or not none else none
        empty = pd.DataFrame({_("Keterangan"): [said]})
        return SheetOut(name, empty, name, notes)
    shown = frame.reset_index(drop=True)
    key = next((column for column in ("id", "id_inovasi", "objek") if column in shown), None)
    if titles is not None and key is not None:
        place = list(shown.columns).index(key) + 1
        shown.insert(place, _TITLE, shown[key].map(titles).fillna(""))
    if key is not None:
        shown = shown.rename(columns={key: _ID, "judul": _TITLE})
    return SheetOut(name, shown, name, notes)


def _survival_sheet(found: Review) -> SheetOut:
    name = _("Kelangsungan")
    if found.survival is None:
        return _sheet(name, None)
    notes = [*_lines(found.survival), lasting_line(found.register)]
    notes += benchmark_lines()
    columns = {
        "tahun": _("Tahun sejak penerapan"), "berisiko": _("Diamati"), "S": _("Peluang berjalan"),
        "ci_low": _("Batas bawah 95%"), "ci_high": _("Batas atas 95%"),
        "S_km": _("Kaplan–Meier"), "km_low": _("Kaplan–Meier, bawah"),
        "km_high": _("Kaplan–Meier, atas"), "bahaya": _("Peluang berakhir setahun"),
    }  # fmt: skip
    table = found.survival.by_year.rename(columns=columns)
    return _sheet(name, table, None, notes)


def _overview(found: Review) -> SheetOut:
    rows = [(_("Inovasi tercatat"), len(found.innovations), "")]
    if found.register is not None:
        names = status_names()
        rows += [(names[str(word)], int(n), "") for word, n in found.register.counts.items()]
        rows.append((_("kontradiksi"), len(found.register.contradictions), ""))
    if found.survival is not None and found.register is not None:
        share = verified_share(found.register)
        rows.append((_("pernah terverifikasi, belum berhenti"), share.count, share.summary()))
    if found.quadrant is not None:
        rows += [
            (_("kuadran: {name}").format(name=name), int(n), "")
            for name, n in found.quadrant.counts.items()
        ]
    if found.risk is not None:
        rows.append((_("dengan alasan risiko"), len(found.risk.table), ""))
    table = pd.DataFrame(rows, columns=[_("Ukuran"), _("Banyaknya"), _("Keterangan")])
    title = _("Keberlanjutan inovasi, {name}").format(name=found.name)
    notes = [_("Keadaan {day}.").format(day=date(found.today))]
    notes += [_("Belum ada {what}.").format(what=line) for line in found.lacking]
    return SheetOut(_("Ringkasan"), table, title, notes)
