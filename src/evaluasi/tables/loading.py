"""Opening a dataset folder: every file against its descriptor, every fault in one message."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import pandas as pd

from evaluasi.errors import DatasetError
from evaluasi.tables import descriptor, faults, keys, provenance, reading, schemas, series, validate
from evaluasi.tables.dataset import Dataset
from evaluasi.tables.descriptor import Descriptor, Resource
from evaluasi.tables.faults import Fault, Reason
from evaluasi.tables.neutral import restored
from evaluasi.tables.provenance import Provenance, Source
from evaluasi.text import _

_HIDES_LOW_CONFIDENCE = "skor_iid"


def load(path: str | Path, *, low_confidence: bool = False) -> Dataset:
    """Load the dataset in a folder.

    Parameters
    ----------
    path : str or pathlib.Path
        Folder with a ``datapackage.json`` and its CSV files.
    low_confidence : bool
        Show published IID scores of low confidence too, and let `Dataset.series` count outcome
        values of low confidence.

    Raises
    ------
    DatasetError
        Where the folder or its descriptor is missing or malformed, or where files and
        descriptor do not match; the message lists the faults of all files. A file that was
        edited since the descriptor stated its digest is such a fault: `refresh` mends it.
    """
    folder = Path(path)
    described, files, tables = checked(folder)
    _refuse_edits(folder, files)
    origins = _origins(described, tables)
    withheld = {}
    for name, rows in tables.items():
        if name == _HIDES_LOW_CONFIDENCE and not low_confidence:
            low = rows["keyakinan"] == "rendah"
            withheld[name] = provenance.stamp(rows[low].reset_index(drop=True), origins[name])
            tables[name] = rows[~low].reset_index(drop=True)
        provenance.stamp(tables[name], origins[name])
    whole = Provenance.merge(*(origins[resource.table] for resource in described.resources))
    provenance.register(whole)
    return Dataset(
        path=folder,
        name=described.name,
        title=described.title,
        kind=described.kind,
        home=described.home,
        provenance=whole,
        fingerprint=_fingerprint(folder, files),
        low_confidence=low_confidence,
        unlisted=_unlisted(folder, described),
        _tables=tables,
        _withheld=withheld,
        _complete=tuple(entry for r in described.resources for entry in r.completeness),
    )


def checked(folder: Path) -> tuple[Descriptor, dict[str, _Opened], dict[str, pd.DataFrame]]:
    """Read a dataset's files and check them against their schemas, whatever their digests."""
    described = descriptor.read(folder)
    files = {resource.table: _open(folder, resource) for resource in described.resources}
    return described, files, _checked(folder, files)


@dataclass(frozen=True, eq=False)
class _Opened:
    """The files of one table: text of their rows, digests by path, structural faults."""

    resource: Resource
    text: pd.DataFrame
    digests: Mapping[str, str]
    faults: tuple[Fault, ...]


def _open(folder: Path, resource: Resource) -> _Opened:
    parts, digests, found = [], {}, []
    for path in resource.paths:
        try:
            content = (folder / path).read_bytes()
        except FileNotFoundError:
            sentence = _("berkas ini disebut deskriptor, tetapi tidak ada")
            found.append(Fault(path, Reason.NO_FILE, sentence))
            continue
        except OSError as error:
            sentence = _("berkas tidak dapat dibuka ({error})").format(error=error.strerror)
            found.append(Fault(path, Reason.UNREADABLE, sentence))
            continue
        digests[path] = hashlib.sha256(content).hexdigest()
        sheet = reading.read_csv(content, path, resource.delimiter)
        blocking = validate.check_header(sheet, resource.schema) if sheet.header else []
        found += [*sheet.faults, *blocking]
        if sheet.header and not blocking:
            parts.append(_given_back(sheet.rows, resource))
    columns = list(resource.schema.columns)
    text = pd.concat(parts) if parts else reading.frame("", columns, [])
    return _Opened(resource, text, digests, tuple(found))


def _given_back(rows: pd.DataFrame, resource: Resource) -> pd.DataFrame:
    """Take the apostrophes away that writing put before texts a spreadsheet would run."""
    for field in resource.schema.fields:
        if field.type == "string":
            rows[field.name] = [restored(cell) for cell in rows[field.name]]
    return rows


def _checked(folder: Path, files: Mapping[str, _Opened]) -> dict[str, pd.DataFrame]:
    """Return every table of `schemas.NAMES`, typed, or raise with all faults."""
    found = [faults.table(fault for opened in files.values() for fault in opened.faults)]
    tables = {}
    for name, opened in files.items():
        checked = validate.check_rows(opened.text, opened.resource.schema)
        found.append(checked.faults)
        tables[name] = _completed(checked.rows.reset_index(drop=True), schemas.get(name))
        if name == "capaian":
            found.append(_unit_faults(checked.rows))
    # A table that could not be read in full would make every reference to it look wrong.
    whole = {name: opened.text for name, opened in files.items() if not opened.faults}
    for name in whole:
        schema = files[name].resource.schema
        for key in schema.foreign_keys:
            if key.table in whole:
                found.append(keys.missing_targets(whole, schema, key))
    told = faults.join(found)
    if len(told):
        raise DatasetError(
            _("Isi dataset {folder} tidak cocok dengan deskriptornya: {n} kesalahan.").format(
                folder=folder, n=len(told)
            ),
            _("Perbaiki berkas itu (kode wilayah harus tetap teks), atau salin ulang berkasnya."),
            faults.lines(told),
        )
    return {
        name: tables[name] if name in tables else validate.empty(schemas.get(name))
        for name in schemas.NAMES
    }


def _completed(rows: pd.DataFrame, own: schemas.Schema) -> pd.DataFrame:
    """Put the project's columns first, adding optional ones that the files lack as missing."""
    for field in own.fields:
        if field.name not in rows:
            rows[field.name] = validate.missing_column(field, len(rows))
    return rows[[*own.columns, *(name for name in rows if name not in own.columns)]]


def _unit_faults(capaian: pd.DataFrame) -> pd.DataFrame:
    expected = series.units(capaian["indikator"])
    rows = np.flatnonzero(expected.notna() & (expected != capaian["satuan"]))
    sentence = _("satuan indikator ini dalam katalog adalah “{unit}”")
    return faults.at_rows(
        capaian,
        rows,
        "satuan",
        [Reason.UNIT] * len(rows),
        [sentence.format(unit=unit) for unit in expected.iloc[rows]],
    )


def _refuse_edits(folder: Path, files: Mapping[str, _Opened]) -> None:
    """Refuse files that are not those that the descriptor was made for."""
    edited = [
        path
        for opened in files.values()
        for path, digest in opened.digests.items()
        if opened.resource.digests.get(path, digest) != digest
    ]
    if edited:
        call = f'tables.refresh("{folder.as_posix()}", "apa yang diubah dan mengapa")'
        raise DatasetError(
            _("Berkas dataset {folder} berubah sejak deskriptornya dibuat.").format(folder=folder),
            _(
                "Ambil lagi berkas aslinya. Bila perubahan itu disengaja, jalankan di Python: "
                "from evaluasi import tables; {call}"
            ).format(call=call),
            edited,
        )


def _unlisted(folder: Path, described: Descriptor) -> tuple[str, ...]:
    """Return the CSV files that lie in the folder but that the descriptor does not list."""
    listed = {path for resource in described.resources for path in resource.paths}
    lying = {file.name for file in folder.iterdir() if file.suffix.lower() == ".csv"}
    return tuple(sorted(lying - listed))


def _origins(described: Descriptor, tables: Mapping[str, pd.DataFrame]) -> dict[str, Provenance]:
    """Return the provenance of each table: the sources that its rows name."""
    columns = [field.name for field in fields(Source)]
    listed = tables["sumber"].rename(columns={"sumber": "kode"})[columns]
    known = {record[0]: Source(*record) for record in listed.to_numpy()}
    stated = {resource.table: resource.sources for resource in described.resources}

    def sources(name: str, rows: pd.DataFrame) -> tuple[Source, ...]:
        if name == "sumber" or name not in stated:
            return ()
        codes = rows["sumber"].value_counts().index if "sumber" in rows else stated[name]
        # A table of one's own may name its sources in words instead of codes.
        named = (known.get(code, Source(code, code, code, "")) for code in codes)
        return tuple(named) or described.sources

    return {
        name: Provenance(
            kinds=(described.kind,),
            titles=(described.title,),
            sources=sources(name, rows),
            updated=described.created,
            changes=described.edits,
        )
        for name, rows in tables.items()
    }


def _fingerprint(folder: Path, files: Mapping[str, _Opened]) -> str:
    digests = {path: digest for opened in files.values() for path, digest in opened.digests.items()}
    digests[descriptor.FILE_NAME] = hashlib.sha256(
        (folder / descriptor.FILE_NAME).read_bytes()
    ).hexdigest()
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
