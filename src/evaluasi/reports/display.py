"""What a notebook calls to put something into its report.

Each call shows the thing in JupyterLab and leaves a MIME bundle from which every report format
is made. Outside Jupyter the same calls print plain text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pandas as pd
from IPython.core.getipython import get_ipython
from IPython.display import publish_display_data

from evaluasi import text
from evaluasi.errors import ParameterError
from evaluasi.reports import images, preview
from evaluasi.reports.blocks import (
    MIME,
    NO_VALUE,
    VERSION,
    Caption,
    Data,
    KeyFigure,
    KeyFigures,
    Meta,
)
from evaluasi.reports.frames import tabulate
from evaluasi.tables import provenance
from evaluasi.text import _

if TYPE_CHECKING:
    from evaluasi.tables.provenance import Provenance

SIMULATED = "SIMULASI"
_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>&~$])")


def show(
    obj: Any,
    *,
    title: str,
    source: Any = None,
    unit: str | None = None,
    alt: str | None = None,
    decimals: int | Mapping[str, int] | None = None,
    labels: Mapping[str, str] | None = None,
    note: str | None = None,
) -> None:
    """Show a figure or a table, in the notebook and in every report made from it.

    Parameters
    ----------
    obj : Chart, matplotlib Figure, DataFrame, or a result with ``.to_frame()``
    title : str
        Plain text; "SIMULASI" is added where simulated data are touched.
    source : str, Provenance, DataFrame, Dataset, or a list of them, optional
        By default the provenance of the object's own data, else of all that is loaded.
    unit : str, optional
        Unit of the values, e.g. "persen".
    alt : str, optional
        A sentence that states the finding; a `Chart` brings its own.
    decimals, labels
        Of the table's columns, see `evaluasi.reports.frames.tabulate`.
    note : str, optional
        Printed under the figure or table.

    Raises
    ------
    ParameterError
        When a figure has no ``alt``, or the object is of an unknown kind.
    """
    figure = images.figure_of(obj)
    frame = _frame_of(obj) if figure is None else getattr(obj, "data", None)
    origin, line = _origin(source, frame)
    caption = Caption(
        title=title,
        unit=unit or "",
        source=line,
        note=note or "",
        simulated=origin is not None and origin.simulated,
    )
    data = Data() if frame is None else tabulate(frame, labels, decimals)
    if figure is None:
        _show_table(caption, data, alt, origin)
    else:
        _show_figure(figure, caption, data, alt or getattr(obj, "alt", None) or "", origin)


def say(markdown: str) -> None:
    """Print generated sentences as Markdown; text that comes from data goes through `escape`."""
    _emit({"text/markdown": markdown, "text/plain": markdown})


def escape(value: Any) -> str:
    """Return text from data as one line that Markdown shows literally."""
    return _MARKDOWN_SIGNS.sub(r"\\\1", " ".join(str(value).split()))


def meta(**fields: Any) -> None:
    """Tell the report about itself: see `evaluasi.reports.blocks.Meta` for the fields.

    Raises
    ------
    ParameterError
        When a field is unknown.
    """
    known = Meta.__dataclass_fields__
    unknown = sorted(set(fields) - set(known))
    if unknown:
        raise ParameterError(
            _("Keterangan laporan tidak dikenal: {names}.").format(names=text.listing(unknown)),
            _("Yang dikenal: {names}.").format(names=text.listing(sorted(known))),
        )
    bundle = {"version": VERSION, "kind": "meta", "meta": fields}
    _emit({MIME: bundle, "text/plain": ""})


def key_figures(
    figures: Mapping[str, float | tuple[float | None, str] | None],
    *,
    decimals: int | Mapping[str, int] = 2,
) -> None:
    """Declare the few numbers that stand for the region, here and in the index.

    Parameters
    ----------
    figures : mapping of label (with unit) to value
        None or NaN where the number is not on file. Where a label does not fix the year, because
        it differs from region to region, the value comes with a note: ``(84.19, "2021")`` is
        shown as 84,19 (2021).
    decimals : int or mapping of label to int
    """
    block = KeyFigures(
        tuple(_key_figure(label, value, decimals) for label, value in figures.items())
    )
    listed = [asdict(figure) for figure in block.figures]
    bundle = {"version": VERSION, "kind": "key_figures", "figures": listed}
    _emit(
        {
            MIME: bundle,
            "text/html": preview.key_figures(block),
            "text/plain": "\n".join(f"{f.label}: {f.text}" for f in block.figures),
        }
    )


def _key_figure(
    label: str,
    given: float | tuple[float | None, str] | None,
    decimals: int | Mapping[str, int],
) -> KeyFigure:
    value, note = given if isinstance(given, tuple) else (given, "")
    if value is None or pd.isna(value):
        return KeyFigure(label, None, text.MISSING)
    places = decimals.get(label) if isinstance(decimals, Mapping) else decimals
    written = text.number(value, places)
    return KeyFigure(label, float(value), f"{written} ({note})" if note else written)


def _show_table(caption: Caption, data: Data, alt: str | None, origin: Provenance | None) -> None:
    if data.incomplete:
        missing = f"{NO_VALUE} {text.MISSING}"
        caption = _with_note(caption, missing)
    _emit(
        {
            MIME: _bundle("table", caption, data, alt, origin),
            "text/html": preview.table(caption, data),
            "text/plain": preview.plain_table(caption, data),
        }
    )


def _show_figure(
    figure: Any, caption: Caption, data: Data, alt: str, origin: Provenance | None
) -> None:
    if not alt.strip():
        raise ParameterError(
            _("Gambar “{title}” belum punya teks pengganti.").format(title=caption.title),
            _("Isi alt= dengan satu kalimat yang menyatakan temuannya."),
        )
    stamp = SIMULATED if caption.simulated else ""
    media_type, image = images.render(figure, stamp)
    _emit(
        {
            MIME: _bundle("figure", caption, data, alt, origin),
            media_type: image,
            "text/plain": alt,
        }
    )
    _emit({"text/html": preview.caption(caption), "text/plain": preview.plain_caption(caption)})


def _bundle(
    kind: str, caption: Caption, data: Data, alt: str | None, origin: Provenance | None
) -> dict[str, Any]:
    return {
        "version": VERSION,
        "kind": kind,
        "alt": alt,
        **asdict(caption),
        "provenance": None if origin is None else {"line": origin.line()},
        "data": data.to_json(),
    }


def _with_note(caption: Caption, note: str) -> Caption:
    notes = "; ".join(part for part in (caption.note.rstrip("."), note) if part)
    return Caption(caption.title, caption.unit, caption.source, notes, caption.simulated)


def _frame_of(obj: Any) -> pd.DataFrame:
    if isinstance(obj, pd.DataFrame):
        return obj
    if hasattr(obj, "to_frame"):
        frame: pd.DataFrame = obj.to_frame()
        return frame
    raise ParameterError(
        _("rp.show tidak mengenal {kind}.").format(kind=type(obj).__name__),
        _("Beri Chart, Figure matplotlib, DataFrame, atau hasil yang punya .to_frame()."),
    )


def _origin(source: Any, frame: pd.DataFrame | None) -> tuple[Provenance | None, str]:
    """Return where the data come from and the line that says so.

    A dataset or provenance named as source vouches for the data, unless they are marked as
    simulated themselves. Words are printed as they stand but vouch for nothing: then the data are
    asked, and where they don't know, all that is loaded in this process answers for them.
    """
    parts = source if isinstance(source, list | tuple) else [source]
    words = [part for part in parts if isinstance(part, str)]
    named = [_provenance(part) for part in parts if part is not None and not isinstance(part, str)]
    known = [origin for origin in named if origin is not None]
    if frame is not None:
        stamped = frame.attrs.get("provenance")
        if not known:
            known = [own for own in [provenance.of(frame)] if own is not None]
        elif stamped is not None and stamped.simulated:
            known.append(stamped)
    origin = provenance.Provenance.merge(*known) if known else provenance.loaded()
    lines = words if words and not named else words + ([origin.line()] if origin else [])
    return origin, "; ".join(lines)


def _provenance(source: Any) -> Provenance | None:
    if isinstance(source, pd.DataFrame):
        return provenance.of(source)
    found: Provenance | None = getattr(source, "provenance", source)
    return found


def _emit(data: dict[str, Any]) -> None:
    if get_ipython() is not None:
        publish_display_data(data)  # type: ignore[no-untyped-call]  # IPython has no types
    elif data.get("text/plain"):
        print(data["text/plain"])
