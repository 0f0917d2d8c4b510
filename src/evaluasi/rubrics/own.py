"""A user's own rules: they fill what an edition leaves unknown, and never what is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from evaluasi.errors import ParameterError
from evaluasi.rubrics import reading
from evaluasi.rubrics.parts import OWN, RULES
from evaluasi.rubrics.rubric import Rubric
from evaluasi.text import _

Raw = dict[str, Any]

_LISTS = ("predikat", "spd", "sid", "prognosis")
_TABLES = {"spd": "bobot_spd", "sid": "bobot_sid"}
"""A table of indicators may be replaced where the sum of its weights is not known."""


def read(path: Path, official: Callable[[str], Raw]) -> Rubric:
    """Read a user's rule file.

    Parameters
    ----------
    path : Path
        A TOML file. With ``dasar = "iid-2024"`` it fills the gaps of that edition; without, it
        describes an edition of its own, and what it does not state is unknown.
    official : callable
        Gives the content of the shipped file of an id.

    Raises
    ------
    ParameterError
        Where the file is missing, malformed, or changes a rule that is known.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError(
            _("Berkas aturan {path} tidak dapat dibaca: {error}.").format(path=path, error=error),
            _("Periksa nama berkasnya; isinya harus teks UTF-8."),
        ) from None
    own = reading.parse(text, path.name)
    _refuse_misshapen(own, path.name)
    base = own.pop("dasar", None)
    merged = _standing_alone(own) if base is None else _filled(official(base), own, path.name)
    return reading.build(merged, path.stem, OWN)


def _refuse_misshapen(own: Raw, name: str) -> None:
    faults = []
    rules = own.get("aturan", {})
    if not isinstance(rules, dict) or not all(isinstance(raw, dict) for raw in rules.values()):
        faults.append(_("tulis tiap aturan sebagai [aturan.nama]"))
    for key in _LISTS:
        rows = own.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(raw, dict) for raw in rows):
            faults.append(_("tulis tiap butir {key} sebagai [[{key}]]").format(key=key))
    if not isinstance(own.get("dasar", ""), str):
        faults.append(_('“dasar” harus berupa nama, misalnya "iid-2024"'))
    if "sumber" in own:
        faults.append(_("tulis “sumber” pada tiap aturan, bukan sebagai tabel"))
    if faults:
        raise ParameterError(
            _("Susunan berkas aturan {name} keliru.").format(name=name),
            _("Ikuti contoh pada docs/metode/iid.md."),
            faults,
        )


def _standing_alone(own: Raw) -> Raw:
    cited: dict[str, str] = {}
    unknown = {"belum_ada": _("tidak ditulis pada berkas aturan pemakai")}
    marked = _marked(own, cited)
    rules = dict.fromkeys(RULES, unknown) | marked.get("aturan", {})
    return {**marked, "aturan": rules, "sumber": cited}


def _filled(base: Raw, own: Raw, name: str) -> Raw:
    faults = list(_overruled(base, own))
    if faults:
        raise ParameterError(
            _("Berkas aturan {name} mengubah aturan yang sudah diketahui.").format(name=name),
            _(
                "Berkas dengan “dasar” hanya mengisi yang belum ada. Untuk aturan yang lain sama "
                "sekali, tulis berkas lengkap tanpa “dasar”."
            ),
            faults,
        )
    cited = dict(base["sumber"])
    marked = _marked(own, cited)
    classes = {entry["nama"]: entry for entry in marked.get("predikat", [])}
    merged = {
        **base,
        **marked,
        "aturan": {**base["aturan"], **marked.get("aturan", {})},
        "predikat": [classes.get(entry["nama"], entry) for entry in base["predikat"]],
        "sumber": cited,
    }
    if "nama" not in own:
        merged["nama"] = _("{name}, dengan aturan pemakai").format(name=base["nama"])
    return merged


def _overruled(base: Raw, own: Raw) -> Iterator[str]:
    for key in ("edisi", "skala", "prognosis"):
        if key in own:
            yield _("“{key}” mengikuti berkas dasarnya: hapus").format(key=key)
    for nama in own.get("aturan", {}):
        if nama in base["aturan"] and "belum_ada" not in base["aturan"][nama]:
            value = base["aturan"][nama]["nilai"]
            yield _("aturan {name} sudah diketahui: {value}").format(name=nama, value=value)
    known = {entry["nama"]: entry for entry in base["predikat"]}
    for entry in own.get("predikat", []):
        nama = entry.get("nama")
        if nama not in known:
            yield _("predikat “{name}” tidak ada pada edisi ini").format(name=nama)
        elif "belum_ada" not in known[nama]:
            yield _("batas predikat “{name}” sudah diketahui").format(name=nama)
    for aspect, rule in _TABLES.items():
        if aspect in own and "belum_ada" not in base["aturan"][rule]:
            yield _("tabel indikator {aspect} sudah diketahui").format(aspect=aspect)


def _marked(own: Raw, cited: dict[str, str]) -> Raw:
    """Mark every rule of the file as the user's, with its source as the user wrote it."""
    marked = dict(own)
    if "aturan" in own:
        marked["aturan"] = {nama: _mark(raw, cited) for nama, raw in own["aturan"].items()}
    for key in _LISTS:
        if key in own:
            marked[key] = [_mark(raw, cited) for raw in own[key]]
    return marked


def _mark(raw: Raw, cited: dict[str, str]) -> Raw:
    if "belum_ada" in raw:
        return raw
    told = raw.get("sumber", [])
    sources = told if isinstance(told, list) else [told]
    cited.update({source: source for source in sources if isinstance(source, str)})
    rest = {key: value for key, value in raw.items() if key != "keyakinan_bobot"}
    return {**rest, "sumber": sources, "keyakinan": OWN}
