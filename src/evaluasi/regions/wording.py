"""Say why a text is not one region, and what to type instead."""

from __future__ import annotations

from collections.abc import Callable

from evaluasi.errors import RegionError
from evaluasi.regions.listing import Region, regions
from evaluasi.regions.reading import Reading, Why
from evaluasi.text import _

_Sentences = tuple[str, str]


def region_error(text: str, reading: Reading) -> RegionError:
    """Name the candidates with their codes, and what to type instead."""
    candidates = [regions()[kode] for kode in reading.codes]
    problem, remedy = _SAID.get(reading.why, _unknown)(candidates)
    return RegionError(problem.format(text=text), remedy, map(_described, candidates))


def _described(region: Region) -> str:
    """Give code and name; a kecamatan with the kabupaten or kota it lies in."""
    if region.tingkat != "kecamatan":
        return f"{region.kode} {region.label}"
    return f"{region.kode} {region.label}, {regions()[region.induk].label}"


def _empty(_candidates: list[Region]) -> _Sentences:
    return (
        _("Nama atau kode wilayah kosong."),
        _("Tulis nama atau kode wilayah, misalnya “Kota Batu” atau 35.79."),
    )


def _ambiguous(candidates: list[Region]) -> _Sentences:
    first = candidates[0]
    remedy = _("Tulis kode yang dimaksud, misalnya {kode}.").format(kode=first.kode)
    if len({region.label for region in candidates}) == len(candidates):
        remedy = _("Tulis kode atau nama lengkapnya, misalnya {kode} atau “{label}”.").format(
            kode=first.kode, label=first.label
        )
    return _("“{text}” dapat berarti lebih dari satu wilayah."), remedy


def _ambiguous_code(candidates: list[Region]) -> _Sentences:
    return (
        _("Kode “{text}” tanpa titik dapat berbeda arti pada daftar Kemendagri dan daftar BPS."),
        _("Tulis kode Kemendagri dengan titik atau nama wilayahnya, misalnya “{label}”.").format(
            label=candidates[0].label
        ),
    )


def _lost_zero(candidates: list[Region]) -> _Sentences:
    return (
        _("Kode “{text}” tampaknya kehilangan angka nol."),
        _(
            "Tulis kode lengkap sebagai teks, misalnya “{kode}”; di Excel, ubah dahulu format "
            "kolom kode menjadi Teks."
        ).format(kode=candidates[0].kode),
    )


def _other_type(candidates: list[Region]) -> _Sentences:
    return (
        _("Tidak ada “{text}”; nama itu milik wilayah dengan jenis lain."),
        _("Jika wilayah itu yang dimaksud, tulis {kode} atau “{label}”.").format(
            kode=candidates[0].kode, label=candidates[0].label
        ),
    )


def _contradiction(_candidates: list[Region]) -> _Sentences:
    return (
        _("Kode dan nama pada “{text}” tidak menunjuk wilayah yang sama."),
        _("Periksa keduanya, lalu tulis kodenya saja atau namanya saja."),
    )


def _outside(_candidates: list[Region]) -> _Sentences:
    return (
        _("“{text}” berada di luar wilayah atau tingkat yang diminta."),
        _("Pilih wilayah di dalamnya, atau perluas permintaannya."),
    )


def _unknown(candidates: list[Region]) -> _Sentences:
    problem = _("Wilayah “{text}” tidak dikenal.")
    if candidates:
        suggestion = _("Jika yang dimaksud ada di atas, tulis kodenya, misalnya {kode}.")
        return problem, suggestion.format(kode=candidates[0].kode)
    return problem, _(
        "Periksa ejaannya atau tulis kode Kemendagri, misalnya 35.79; kecamatan hanya tersedia "
        "untuk Jawa Timur."
    )


_SAID: dict[Why, Callable[[list[Region]], _Sentences]] = {
    "empty": _empty,
    "ambiguous": _ambiguous,
    "ambiguous_code": _ambiguous_code,
    "lost_zero": _lost_zero,
    "other_type": _other_type,
    "contradiction": _contradiction,
    "outside": _outside,
    "unknown": _unknown,
    # Good enough for a table that shows its confidence, a suggestion for a parameter.
    "partial": _unknown,
    "spelling": _unknown,
}
