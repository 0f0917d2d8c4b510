"""What kind of region it is, where it lies, and which regions resemble it."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from evaluasi.figures import Chart
from evaluasi.figures.tile_grid import tile_grid
from evaluasi.reports.display import escape
from evaluasi.reports.region.subject import PEER_YEAR, Subject
from evaluasi.reports.region.words import paragraphs
from evaluasi.reports.selection import SECOND_LEVEL
from evaluasi.scoring.peers import TRAITS
from evaluasi.tables import provenance
from evaluasi.text import MISSING, _, listing, number, quantity

_COUNT = re.compile(r"penduduk menurut ([^;]+)")


def sentences(subject: Subject) -> str:
    """Say who the peers are, and where there is no map."""
    return paragraphs(peers_sentence(subject), map_sentence(subject))


def place_sentence(subject: Subject) -> str:
    """Say what kind of region it is and how large."""
    if subject.kind not in SECOND_LEVEL:
        told = _("{name} terdiri atas {n} kabupaten/kota").format(
            name=subject.said, n=number(len(subject.group))
        )
    else:
        told = _("{name} adalah satu dari {n} {kind} di Provinsi {province}").format(
            name=subject.said,
            n=number(len(subject.alike)),
            kind=subject.kind,
            province=escape(subject.province),
        )
    row = _row(subject)
    people, area = _value(row["penduduk"]), _value(row["luas_km2"])
    parts = []
    if people is not None:
        size = quantity(people, _("jiwa"), 0)
        parts.append(_("berpenduduk {size}").format(size=size) + _counted(subject))
    if area is not None:
        parts.append(_("dengan luas {size}").format(size=quantity(area, "km²", 2)))
    return ", ".join([told, " ".join(parts)]).rstrip(", ") + "."


def facts(subject: Subject) -> pd.DataFrame:
    """Table of type, codes, size and density."""
    row = _row(subject)
    people, area = row["penduduk"], row["luas_km2"]
    density = None if pd.isna(people) or pd.isna(area) else float(people) / float(area)
    lines = {
        _("Tingkat"): subject.kind,
        _("Kode Kemendagri"): subject.kode,
        _("Kode BPS"): MISSING if pd.isna(row["kode_bps"]) else row["kode_bps"],
        _("Jumlah penduduk (jiwa)"): number(people, 0),
        _("Luas (km²)"): number(area, 2),
        _("Kepadatan (jiwa per km²)"): number(density, 0),
    }
    if subject.kind in SECOND_LEVEL:
        lines[_("Kabupaten/kota di provinsi yang sama")] = number(len(subject.group))
    else:
        lines[_("Kabupaten/kota")] = number(len(subject.group))
    table = pd.DataFrame({_("Keterangan"): list(lines), _("Isi"): list(lines.values())})
    return _with_origin(table, subject.data.wilayah)


def facts_note(subject: Subject) -> str:
    """Return what the sources of the facts say about themselves, e.g. the year of the count."""
    own = provenance.of(subject.data.wilayah)
    codes = [source.kode for source in own.sources] if own else []
    listed = subject.data.sumber
    notes = listed[listed["sumber"].isin(codes)]["catatan"].dropna()
    return "; ".join(notes)


def tile_map(subject: Subject) -> Chart | None:
    """Map of tiles with the region and its peers marked; None where no tiles are on file."""
    tiles = subject.data.petak
    tiles = tiles[tiles["kode"].isin(subject.group)]
    province = subject.kind not in SECOND_LEVEL
    if tiles.empty or not (province or (tiles["kode"] == subject.kode).any()):
        return None
    return tile_grid(
        tiles,
        highlight="" if province else subject.kode,
        title=_("Letak {name}").format(name=subject.name),
        labels=subject.names,
        peers=subject.peers.codes,
        group=subject.group_words,
        alt=_map_alt(subject, len(tiles)),
    )


def map_sentence(subject: Subject) -> str:
    """Say that there is no map, where there is none."""
    if tile_map(subject) is not None:
        return ""
    return _(
        "Peta petak untuk {name} belum ada pada dataset ini, sehingga letaknya tidak digambar."
    ).format(name=subject.said)


def peers(subject: Subject) -> pd.DataFrame:
    """Table of the region and its peers: distance and the traits of the base year."""
    if subject.peers.reason:
        return pd.DataFrame()
    rows = subject.peers.to_frame()
    own = subject.traits.loc[[subject.kode], list(TRAITS)].rename_axis("kode").reset_index()
    rows = pd.concat([own.assign(jarak=0.0), rows], ignore_index=True)
    table = pd.DataFrame(
        {
            _("Wilayah"): rows["kode"].map(subject.names),
            _("Kode"): rows["kode"],
            _("Jarak"): rows["jarak"],
            _("Penduduk {year} (jiwa)").format(year=PEER_YEAR): rows["penduduk"],
            _("PDRB per kapita {year} (ribu rupiah)").format(year=PEER_YEAR): rows["pdrb_pk"],
        }
    )
    return _with_origin(table, subject.traits)


def peers_sentence(subject: Subject) -> str:
    """Say who the peers are and how they were chosen, or why there are none."""
    found = subject.peers
    if found.reason:
        return _("Pembanding tidak disusun. {reason}").format(reason=found.reason)
    return _(
        "Pembandingnya {names}: {kind} di {province} yang paling mirip menurut jumlah penduduk "
        "dan PDRB per kapita tahun {year}, dipilih dari {n} {kind} lain. Tahun dasar itu sama "
        "untuk semua tahun laporan dan mendahului penghargaan IGA pertama yang tercatat (2018)."
    ).format(
        names=listing(escape(subject.names[code]) for code in found.codes),
        kind=subject.kind,
        province=escape(subject.province),
        year=PEER_YEAR,
        n=number(found.candidates),
    )


def map_title(subject: Subject) -> str:
    """Return the heading of the map."""
    if subject.kind not in SECOND_LEVEL:
        return _("Kabupaten/kota di {name}").format(name=subject.name)
    return _("Letak {name} di {province}").format(name=subject.name, province=subject.province)


def _counted(subject: Subject) -> str:
    """Return by whom and when the people were counted, in brackets, where the sources say so."""
    found = _COUNT.search(facts_note(subject))
    return f" ({escape(found[1])})" if found else ""


def _value(cell: Any) -> float | None:
    return None if pd.isna(cell) else float(cell)


def _row(subject: Subject) -> pd.Series:
    listed = subject.data.wilayah
    return listed[listed["kode"] == subject.kode].iloc[0]


def _map_alt(subject: Subject, count: int) -> str:
    if subject.kind not in SECOND_LEVEL:
        return _("Peta petak {n} kabupaten/kota di {name}.").format(n=count, name=subject.province)
    marked = _("{name} ditandai pada peta petak {n} {group}").format(
        name=subject.name, n=count, group=subject.group_words
    )
    if not subject.peers.codes:
        return f"{marked}."
    names = listing(subject.names[code] for code in subject.peers.codes)
    return _("{marked}, bersama pembandingnya: {names}.").format(marked=marked, names=names)


def _with_origin(table: pd.DataFrame, source: pd.DataFrame) -> pd.DataFrame:
    origin = provenance.of(source)
    return table if origin is None else provenance.stamp(table, origin)
