"""Letterhead and responsible persons from ``lembaga.toml``."""

from __future__ import annotations

import base64
import tomllib
from pathlib import Path
from typing import Any

from evaluasi.errors import EvaluasiError
from evaluasi.reports.folders import locate
from evaluasi.reports.region.subject import Subject
from evaluasi.text import _, listing

FILE = "lembaga.toml"
FIELDS = ("nama", "alamat", "logo", "penanggung_jawab", "penelaah")
LOGO_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
}
MAX_LOGO_BYTES = 200_000


def meta(subject: Subject, tanggal: str = "") -> dict[str, Any]:
    """Return what the report says about itself, for `evaluasi.reports.meta`.

    It is a draft until a reviewer is named.

    Raises
    ------
    EvaluasiError
        When the file or its logo can't be used; all faults at once.
    """
    path = locate(FILE)
    filled = _read(path)
    fields = {
        "title": _("Laporan Evaluasi Inovasi Daerah: {name}").format(name=subject.name),
        "region": subject.name,
        "code": subject.kode,
        "year": subject.year,
        "institution": filled.get("nama", ""),
        "address": filled.get("alamat", ""),
        "logo": _logo(path, filled.get("logo", "")),
        "responsible": filled.get("penanggung_jawab", ""),
        "reviewer": filled.get("penelaah", ""),
        "draft": not filled.get("penelaah", ""),
    }
    return fields | ({"date": tanggal} if tanggal else {})


def _read(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as fault:
        raise EvaluasiError(
            _("{path} tidak dapat dibaca: {fault}.").format(path=path, fault=fault),
            _('Setiap isian ditulis seperti nama = "Brida Jawa Timur".'),
        ) from fault
    faults = [
        _("isian “{name}” tidak dikenal").format(name=name) for name in found if name not in FIELDS
    ]
    faults += [
        _("isian “{name}” harus berupa teks dalam tanda petik").format(name=name)
        for name, value in found.items()
        if name in FIELDS and not isinstance(value, str)
    ]
    if faults:
        raise EvaluasiError(
            _("Isi {path} tidak dapat dipakai.").format(path=path),
            _("Isian yang dikenal: {names}.").format(names=listing(FIELDS)),
            faults,
        )
    return {name: value.strip() for name, value in found.items()}


def _logo(path: Path, name: str) -> str:
    """Return the logo as a data URI, so that the report stays one file; empty for none."""
    if not name:
        return ""
    file = path.parent / name
    kind = LOGO_TYPES.get(file.suffix.lower())
    if kind is None or not file.is_file() or file.stat().st_size > MAX_LOGO_BYTES:
        raise EvaluasiError(
            _("Logo {file} tidak dapat dipakai.").format(file=file),
            _("Pakai PNG, JPEG, atau SVG paling besar 200 kB, atau kosongkan isian logo."),
        )
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode('ascii')}"
