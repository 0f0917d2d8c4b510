"""Taking accepted rows into a dataset: nothing twice, nothing by halves, nothing lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.tables import descriptor, schemas
from evaluasi.tables.faults import Reason
from evaluasi.tables.intake import wording
from evaluasi.tables.intake.result import REJECTED, Intake
from evaluasi.tables.neutral import restored
from evaluasi.tables.outlet import held, package, quarantine, sourcing, texts
from evaluasi.tables.outlet.imported import COUNTS, Imported
from evaluasi.tables.outlet.merging import KNOWN, NEW, REPLACED
from evaluasi.tables.outlet.package import Package
from evaluasi.tables.outlet.quarantine import Outcome
from evaluasi.tables.outlet.reconciling import Reconciled, reconcile
from evaluasi.tables.outlet.sourcing import Sent, Told
from evaluasi.tables.outlet.stamping import is_simulated
from evaluasi.tables.provenance import SIMULATED, Provenance
from evaluasi.text import _, listing, number


def bring_in(
    intake: Intake,
    folder: str | Path = "data/input",
    base: str | Path = "data/jatim",
    *,
    table: str | None = None,
    update: bool = False,
    source: str = "",
    day: str = "",
) -> Imported:
    """Take the accepted rows of a check into a dataset folder.

    A folder without a dataset starts as a copy of the base. Rows that are there already are not
    taken again; a row with the key of another but other content is quarantined, or replaces it.
    Rows that point to what the dataset does not have are quarantined. The folder holds the old
    dataset or the new one at every moment, also when the process is killed.

    Parameters
    ----------
    intake : Intake
        Outcome of `evaluasi.check`.
    folder : str or pathlib.Path
        Where the dataset is, or will be.
    base : str or pathlib.Path
        Dataset to start from; its tables and sources are kept.
    table : str, optional
        Take rows of this table only.
    update : bool
        Whether rows replace those with the same key.
    source : str
        Who made the files.
    day : str
        Day of the import, ISO; told in the descriptor, never taken from the clock.

    Raises
    ------
    ParameterError
        Where the folder holds a dataset that is no user's own, or simulated rows would go among
        real ones.
    DatasetError
        Where the dataset or the base can't be read, or another import is at work.
    OutputError
        Where a file can't be written.
    """
    target = Path(folder)
    own = (target / descriptor.FILE_NAME).is_file()
    start = package.read(target if own else Path(base))
    simulated = is_simulated(intake)
    _refuse(start, own=own, simulated=simulated)
    kind = SIMULATED if simulated or start.kind == SIMULATED else "pengguna"
    known = {*intake.tables, *intake.quarantined}
    names = [name for name in schemas.NAMES if name in known and table in (None, name)]
    told, no_rows = Told(source, day), pd.DataFrame()
    with package.locked(target):
        waiting = {name: quarantine.read(quarantine.path_of(target, name), name) for name in names}
        files = sourcing.sent(intake.books)
        incoming = {
            name: texts.canonical(rows, schemas.get(name).fields)
            for name in names
            if len(rows := intake.tables.get(name, no_rows))
        }
        merge = reconcile(start, incoming, files, told, update=update)
        _save(target, start, merge, files, told, kind, fresh=not own)
        rejected = pd.concat([intake.rejected, _as_rejected(merge.faults)], ignore_index=True)
        left = {
            name: _hold(target, name, rows, intake, merge, rejected, kind)
            for name, rows in waiting.items()
        }
    counts = pd.DataFrame([_count(name, intake, merge) for name in names], columns=list(COUNTS))
    places = {quarantine.path_of(target, name): n for name, n in left.items() if n}
    return Imported(target, counts, rejected, places, kind, tuple(_notes(intake, names)))


def _refuse(start: Package, *, own: bool, simulated: bool) -> None:
    """Refuse to mix rows into what isn't the user's, or simulated rows with real ones."""
    remedy = _("Pilih folder lain dengan --ke.")
    if own and start.kind not in ("pengguna", SIMULATED):
        raise ParameterError(
            _("Folder {folder} berisi dataset {kind}, bukan milik pengguna.").format(
                folder=start.folder, kind=start.kind
            ),
            remedy,
        )
    if own and simulated and start.kind != SIMULATED:
        raise ParameterError(
            _("Berkas ini SIMULASI, sedangkan folder {folder} berisi data nyata.").format(
                folder=start.folder
            ),
            remedy,
        )


def _save(
    target: Path,
    start: Package,
    merge: Reconciled,
    files: Mapping[str, Sent],
    told: Told,
    kind: str,
    *,
    fresh: bool,
) -> None:
    """Write the dataset where it changed, or where it is new and rows were accepted."""
    changed = merge.changed()
    if not changed and not (fresh and any(len(rows) for rows in merge.accepted.values())):
        return
    taken = {name: merge.taken(name) for name in merge.accepted}
    raw = start.raw | {"jenis": kind} | sourcing.described(start.raw, taken, files, told)
    if fresh:
        raw |= _named(start)
    if told.day:
        raw["created"] = f"{told.day}T00:00:00Z"
    described = {part["name"]: part for part in raw["resources"]}
    contents = {}
    for name, rows in changed.items():
        part, content = package.resource(start, name, rows)
        if name in taken and (codes := sourcing.codes_of(name, taken[name], files)):
            part["sumber"] = list(dict.fromkeys([*part.get("sumber", []), *codes]))
        described[name] = part
        contents[part["path"]] = content
    raw["resources"] = list(described.values())
    package.verify(start, raw, contents)
    package.write(target, start, raw, contents)


def _named(start: Package) -> dict[str, str]:
    """Return the words by which a new dataset is told from the one that it started from."""
    title = start.raw.get("title", start.folder.name)
    return {
        "name": f"pengguna-{start.raw.get('name', start.folder.name)}",
        "title": _("Data pengguna bersama {title}").format(title=title),
        "description": _("Salinan dari “{title}”, ditambah baris dari berkas pengguna.").format(
            title=title
        ),
    }


def _as_rejected(late: pd.DataFrame) -> pd.DataFrame:
    """Lay out faults found against the dataset as those of the check."""
    told = zip(late["alasan"], late["kolom"], strict=True)
    remedies = [_remedy(Reason(reason), column) for reason, column in told]
    return late.assign(harapan="", perbaikan=remedies, sel="")[list(REJECTED)]


def _remedy(reason: Reason, column: str) -> str:
    if reason is Reason.CONFLICT:
        return _(
            "Samakan isinya, atau jalankan lagi dengan --perbarui agar baris ini menggantikan."
        )
    if reason is Reason.NO_SUCH_KEY and column == "kode":
        return _(
            "Periksa kodenya; bila wilayahnya memang di luar dataset ini, mulai folder baru "
            "dengan --dasar data/nasional."
        )
    return wording.remedy(reason)


def _hold(
    target: Path,
    table: str,
    waiting: pd.DataFrame,
    intake: Intake,
    merge: Reconciled,
    rejected: pd.DataFrame,
    kind: str,
) -> int:
    """Bring the quarantine of a table up to date and return how many rows wait."""
    path = quarantine.path_of(target, table)
    here = next((b.file for b in intake.books if b.path.resolve() == path.resolve()), "")
    none = texts.empty(table)
    accepted = merge.accepted.get(table, none)
    taken = merge.taken(table) if table in merge.merged else none
    parts = [intake.quarantined.get(table, none), merge.held.get(table, none).map(restored)]
    held_back = pd.concat([part for part in parts if len(part)] or [none]).fillna("")
    outcome = Outcome(held.with_reasons(held_back, rejected), accepted, taken, here)
    after = quarantine.settle(waiting, outcome, table)
    if not after.equals(waiting.reset_index(drop=True)):
        quarantine.store(path, table, after, Provenance((kind,), ()))
    return len(after)


def _count(name: str, intake: Intake, merge: Reconciled) -> list[str | int]:
    accepted = len(merge.accepted.get(name, ()))
    kept = len(intake.quarantined.get(name, ())) + len(merge.held.get(name, ()))
    kinds = list(merge.merged[name].kinds) if name in merge.merged else []
    became = [kinds.count(kind) for kind in (NEW, KNOWN, REPLACED)]
    return [name, accepted + kept, accepted, kept, *became]


def _notes(intake: Intake, names: list[str]) -> list[str]:
    """Return the notes of the check, and what the import left aside."""
    counts = intake.counts[intake.counts["dibaca"] > 0]
    unknown = int(counts.loc[counts["tabel"] == "", "dibaca"].sum())
    others = [str(name) for name in counts["tabel"].unique() if name and name not in names]
    notes = list(intake.notes)
    if unknown:
        told = _("{n} baris pada lembar yang tidak dikenali tetap di berkas aslinya")
        notes.append(told.format(n=number(unknown)))
    if others:
        notes.append(_("tabel {names} tidak diimpor").format(names=listing(others)))
    return notes
