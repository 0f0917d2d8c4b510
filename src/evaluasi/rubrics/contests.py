"""Contests as data: stages, who goes on, weights of criteria, each with its source or its gap."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from evaluasi.errors import ParameterError
from evaluasi.rubrics import blocks
from evaluasi.rubrics.blocks import Block
from evaluasi.rubrics.parts import OWN, Rule
from evaluasi.text import _, listing, number

RATED, INDEX = "penilaian", "indeks"
WAYS = (RATED, INDEX)
"""How a stage decides: by raters, or by a score from elsewhere."""
_TOTALS = (1.0, 100.0)
_TINY = 1e-6
_KEYS = {"nama", "objek", "catatan", "sumber", "peserta", "tahap", "gabungan"}
_STAGE = {"nama", "cara", "sebutan", "lolos", "bobot", "catatan"}
_ORIGIN = {"sumber", "keyakinan", "catatan"}
_UNSAID = {"belum_ada": "tidak ditulis pada berkas lomba pemakai"}


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by name; None where they are not known, and `belum_ada` then says why."""

    nilai: Mapping[str, float] | None
    sumber: tuple[str, ...] = ()
    keyakinan: str = ""
    belum_ada: str = ""
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a contest.

    Attributes
    ----------
    kode, nama : str
    cara : str
        Of `WAYS`.
    sebutan : tuple of str
        Other names of the stage in tables of ratings.
    lolos : Rule
        How many go on; its value is None where not known.
    bobot : Weights
        Of the criteria.
    catatan : str
    """

    kode: str
    nama: str
    cara: str
    sebutan: tuple[str, ...]
    lolos: Rule
    bobot: Weights
    catatan: str

    def is_called(self, word: str) -> bool:
        """Whether a table of ratings means this stage."""
        return folded(word) in {folded(name) for name in (self.kode, self.nama, *self.sebutan)}


@dataclass(frozen=True, slots=True)
class Contest:
    """A contest: its stages in order, and how their scores make the final one.

    Attributes
    ----------
    id, nama, objek, catatan : str
        `objek` says what is rated: daerah, inovasi, kecamatan.
    peserta : Rule
        Entries at the start.
    tahap : tuple of Stage
    gabungan : Weights
        Of the stages in the final score.
    sumber : tuple of (str, str)
    """

    id: str
    nama: str
    objek: str
    catatan: str
    peserta: Rule
    tahap: tuple[Stage, ...]
    gabungan: Weights
    sumber: tuple[tuple[str, str], ...]

    def funnel(self) -> str:
        """Return the numbers of the funnel: 65 → 6 → 3, unknown ones as “?”."""
        rules = [self.peserta, *(stage.lolos for stage in self.tahap)]
        return " → ".join("?" if rule.nilai is None else number(rule.nilai) for rule in rules)

    def rules(self) -> list[dict[str, Any]]:
        """Return one record per rule: bagian, aturan, nilai, keyakinan, sumber, keterangan."""
        named = dict(self.sumber)
        rows = [_record(self.nama, _("peserta"), self.peserta, named)]
        for stage in self.tahap:
            rows.append(_record(stage.nama, _("lolos"), stage.lolos, named))
            rows += _weight_records(stage.nama, stage.bobot, named) if stage.cara == RATED else []
        return rows + _weight_records(_("Nilai akhir"), self.gabungan, named)


def folded(word: str) -> str:
    """Return a name without regard to case, underscores and spaces."""
    return " ".join(str(word).casefold().replace("_", " ").split())


def available() -> tuple[str, ...]:
    """Return the ids of the contests that ship."""
    names = [entry.name for entry in _folder().iterdir()]
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


def load(name: str | Path) -> Contest:
    """Load a contest that ships, or a user's own file.

    Parameters
    ----------
    name : str or Path
        An id such as ``kiks``, or the path of a TOML file. With ``dasar = "kiks"`` the file fills
        what that contest leaves unknown; without, it describes a contest of its own.

    Raises
    ------
    ParameterError
        For an unknown id, and for a file that is missing, malformed, contradicts itself, or
        changes a rule that is known; all faults at once.
    """
    if isinstance(name, Path) or name.endswith(".toml"):
        return _own(Path(name))
    return _build(_shipped(name), name)


def check_weights(weights: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a set of weights, one short sentence per fault."""
    wrong = [
        _("bobot “{name}” bukan bilangan 0 ke atas: {value}").format(name=name, value=value)
        for name, value in weights.items()
        if isinstance(value, bool)
        or not isinstance(value, int | float)
        or not 0 <= value < float("inf")
    ]
    if wrong or not weights:
        return wrong or [_("tidak ada satu bobot pun")]
    total = float(sum(weights.values()))
    if min(abs(total - whole) for whole in _TOTALS) > _TINY:
        return [_("bobot berjumlah {total}, seharusnya 100 (atau 1)").format(total=number(total))]
    return []


def _folder() -> Any:
    return resources.files("evaluasi.rubrics") / "lomba"


def _shipped(name: str) -> dict[str, Any]:
    if name not in available():
        raise ParameterError(
            _("Lomba “{name}” tidak dikenal.").format(name=name),
            _("Pilih salah satu: {known}; atau tulis berkas lomba sendiri (.toml).").format(
                known=listing(available())
            ),
        )
    return _parsed((_folder() / f"{name}.toml").read_text(encoding="utf-8"), name)


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ParameterError(
            _("Berkas lomba {name} bukan TOML yang sah: {error}.").format(name=name, error=error),
            _("Perbaiki baris itu; contoh yang sah ada pada docs/metode/lomba.md."),
        ) from None


def _own(path: Path) -> Contest:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError(
            _("Berkas lomba {path} tidak dapat dibaca: {error}.").format(path=path, error=error),
            _("Periksa nama berkasnya; isinya harus teks UTF-8."),
        ) from None
    raw = _parsed(text, path.name)
    base = raw.pop("dasar", None)
    if not _well_shaped(raw) or not isinstance(base, str | None):
        raise ParameterError(
            _("Susunan berkas lomba {name} keliru.").format(name=path.name),
            _("Tulis [tahap.nama], [tahap.nama.lolos], dan [tahap.nama.bobot]; lihat contohnya."),
        )
    cited: dict[str, str] = {}
    marked = _marked(raw, cited)
    if base is None:
        return _build({**marked, "sumber": cited}, path.stem)
    merged = _filled(_shipped(base), marked, path.name)
    return _build({**merged, "sumber": cited | merged["sumber"]}, path.stem)


def _well_shaped(raw: Mapping[str, Any]) -> bool:
    stages = raw.get("tahap", {})
    if not isinstance(stages, dict) or not all(isinstance(one, dict) for one in stages.values()):
        return False
    inner = [one.get(key, {}) for one in stages.values() for key in ("lolos", "bobot")]
    outer = [raw.get(key, {}) for key in ("peserta", "gabungan")]
    return all(isinstance(one, dict) for one in (*inner, *outer)) and "sumber" not in raw


def _filled(base: dict[str, Any], own: dict[str, Any], name: str) -> dict[str, Any]:
    """Fill the gaps of a shipped contest; refuse to change what is known."""
    faults = [
        _("“{key}” mengikuti lomba dasarnya: hapus").format(key=key)
        for key in sorted(set(own) - {"nama", "tahap", "peserta", "gabungan"})
    ]
    merged = {**base, "tahap": {code: dict(raw) for code, raw in base["tahap"].items()}}
    merged["nama"] = own.get("nama", base["nama"])
    targets: list[tuple[str, dict[str, Any], dict[str, Any]]] = [("", merged, own)]
    for code, raw in own.get("tahap", {}).items():
        if code in merged["tahap"]:
            targets.append((f"{code}: ", merged["tahap"][code], raw))
        else:
            faults.append(_("tahap “{code}” tidak ada pada lomba dasarnya").format(code=code))
    for where, known, given in targets:
        for key in ("peserta", "gabungan", "lolos", "bobot"):
            if key not in given:
                continue
            if "belum_ada" in known.get(key, _UNSAID):
                known[key] = given[key]
            else:
                faults.append(_("{where}{key} sudah diketahui").format(where=where, key=key))
    if faults:
        raise ParameterError(
            _("Berkas lomba {name} mengubah yang sudah diketahui.").format(name=name),
            _("Isi hanya yang belum ada, atau tulis berkas lengkap tanpa “dasar”."),
            faults,
        )
    return merged


def _build(raw: dict[str, Any], id_: str) -> Contest:
    faults: list[str] = []
    cited = raw["sumber"]
    top = Block(id_, raw, frozenset(cited), faults)
    top.refuse_others(_KEYS)
    stages = raw.get("tahap", {})
    if not stages:
        top.fault(_("tidak ada satu [tahap.nama] pun"))
    contest = Contest(
        id=id_,
        nama=top.text("nama", required=True),
        objek=top.text("objek"),
        catatan=top.text("catatan"),
        peserta=_count(top, "peserta"),
        tahap=tuple(_stage(top.within(code, one), code) for code, one in stages.items()),
        gabungan=_weights(top, "gabungan", "tahap"),
        sumber=tuple(sorted(cited.items())),
    )
    strange = set(contest.gabungan.nilai or {}) - set(stages)
    if strange:
        top.fault(_("gabungan menyebut tahap {names}").format(names=listing(sorted(strange))))
    if faults:
        raise ParameterError(
            _("Berkas lomba {name} tidak dapat dipakai.").format(name=id_),
            _("Perbaiki bagian yang disebut di atas."),
            faults,
        )
    return contest


def _stage(block: Block, code: str) -> Stage:
    block.refuse_others(_STAGE)
    way = block.text("cara") or RATED
    if way not in WAYS:
        block.fault(_("“cara” harus salah satu dari: {known}").format(known=", ".join(WAYS)))
    return Stage(
        kode=code,
        nama=block.text("nama") or code,
        cara=way,
        sebutan=block.texts("sebutan"),
        lolos=_count(block, "lolos"),
        bobot=_weights(block, "bobot", "kriteria"),
        catatan=block.text("catatan"),
    )


def _count(block: Block, key: str) -> Rule:
    inner = block.within(key, block.raw.get(key, _UNSAID))
    rule = blocks.rule(key, inner)
    if rule.nilai is not None and rule.nilai != int(rule.nilai):
        inner.fault(_("“nilai” harus bilangan bulat"))
    return rule


def _weights(block: Block, key: str, of: str) -> Weights:
    inner = block.within(key, block.raw.get(key, _UNSAID))
    inner.refuse_others({of, "belum_ada", *_ORIGIN})
    if "belum_ada" in inner.raw:
        if of in inner.raw:
            inner.fault(_("“{of}” dan “belum_ada” tidak boleh bersama").format(of=of))
        return Weights(None, belum_ada=inner.text("belum_ada", required=True))
    given = inner.raw.get(of, {})
    if not isinstance(given, dict):
        inner.fault(_("“{of}” harus berupa tabel nama = bobot").format(of=of))
        return Weights(None)
    for sentence in check_weights(given):
        inner.fault(sentence)
    sources, confidence = inner.origin()
    return Weights(dict(given), sources, confidence, catatan=inner.text("catatan"))


def _marked(raw: dict[str, Any], cited: dict[str, str]) -> dict[str, Any]:
    """Mark every rule of a user's file as the user's, with its source as the user wrote it."""
    stages = {
        code: one | {key: _mark(one[key], cited) for key in ("lolos", "bobot") if key in one}
        for code, one in raw.get("tahap", {}).items()
    }
    top = {key: _mark(raw[key], cited) for key in ("peserta", "gabungan") if key in raw}
    return raw | top | ({"tahap": stages} if stages else {})


def _mark(rule: dict[str, Any], cited: dict[str, str]) -> dict[str, Any]:
    sources = rule.get("sumber", [])
    listed = sources if isinstance(sources, list) else [sources]
    if "belum_ada" in rule:
        return rule
    named = listed or [_("tidak disebut pemakai")]
    cited.update({source: source for source in named if isinstance(source, str)})
    return {**rule, "sumber": named, "keyakinan": OWN}


def _record(where: str, name: str, rule: Rule, named: Mapping[str, str]) -> dict[str, Any]:
    return {
        "bagian": where,
        "aturan": name,
        "nilai": rule.nilai,
        "keyakinan": rule.keyakinan,
        "sumber": "; ".join(named[key] for key in rule.sumber),
        "keterangan": rule.belum_ada or rule.catatan,
    }


def _weight_records(where: str, weights: Weights, named: Mapping[str, str]) -> list[dict[str, Any]]:
    source = "; ".join(named[key] for key in weights.sumber)
    rest = {"bagian": where, "keyakinan": weights.keyakinan, "sumber": source}
    if weights.nilai is None:
        return [{**rest, "aturan": _("bobot"), "nilai": None, "keterangan": weights.belum_ada}]
    return [
        {**rest, "aturan": _("bobot {name}").format(name=name), "nilai": value, "keterangan": ""}
        for name, value in weights.nilai.items()
    ]
