"""The parameters of a notebook: read from its tagged cell and checked before anything runs.

The cell tagged ``parameters`` holds plain assignments, with an annotation where the default does
not tell the type::

    wilayah: str = "35.79"
    tahun: int | None = None
    urutan: Literal["naik", "turun"] = "naik"
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evaluasi import text
from evaluasi.errors import ParameterError
from evaluasi.text import _

TAG = "parameters"
_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (float, int),
    "bool": (bool,),
    "list": (list, tuple),
    "dict": (dict,),
    "None": (type(None),),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter and what it may be; without types and choices any value will do."""

    name: str
    types: tuple[str, ...] = ()
    choices: tuple[Any, ...] = ()
    required: bool = False

    def fault(self, value: Any) -> str | None:
        """Return what is wrong with a value, or None."""
        free = not self.types and not self.choices
        if free or value in self.choices or any(_is(value, kind) for kind in self.types):
            return None
        allowed = [repr(choice) for choice in self.choices]
        allowed += [_type_name(kind) for kind in self.types]
        return _("{name} = {value!r}: seharusnya {allowed}.").format(
            name=self.name, value=value, allowed=_(" atau ").join(allowed)
        )


def declared(nb: Mapping[str, Any]) -> dict[str, Parameter]:
    """Return the parameters a notebook declares, by name.

    Raises
    ------
    ParameterError
        When the parameters cell is not valid Python.
    """
    sources = [
        source if isinstance(source := cell["source"], str) else "".join(source)
        for cell in nb["cells"]
        if TAG in cell.get("metadata", {}).get("tags", ())
    ]
    try:
        module = ast.parse("\n".join(sources))
    except SyntaxError as fault:
        raise ParameterError(
            _("Sel parameter notebook tidak dapat dibaca: {fault}.").format(fault=fault),
            _("Sel bertanda “parameters” hanya boleh berisi penugasan sederhana."),
        ) from fault
    return {parameter.name: parameter for parameter in _parameters(module)}


def check(known: Mapping[str, Parameter], given: Mapping[str, Any]) -> None:
    """Refuse unknown, missing and ill-typed parameters, all in one go.

    Raises
    ------
    ParameterError
        One fault per parameter.
    """
    faults = [
        _("{name}: tidak dikenal oleh notebook ini.").format(name=name)
        for name in given
        if name not in known
    ]
    faults += [
        _("{name}: wajib diisi.").format(name=name)
        for name, parameter in known.items()
        if parameter.required and name not in given
    ]
    found = (known[name].fault(value) for name, value in given.items() if name in known)
    faults += [fault for fault in found if fault]
    if faults:
        names = text.listing(known) if known else _("tidak ada")
        raise ParameterError(
            _("Parameter notebook tidak sesuai."),
            _("Parameter yang dikenal: {names}.").format(names=names),
            faults,
        )


def _parameters(module: ast.Module) -> Iterator[Parameter]:
    for statement in module.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=default):
                types, choices = _annotated(annotation)
                yield Parameter(name, types, choices, required=default is None)
            case ast.Assign(targets=targets, value=default):
                names = [target.id for target in targets if isinstance(target, ast.Name)]
                yield from (Parameter(name, _literal_types(default)) for name in names)


def _literal_types(default: ast.expr) -> tuple[str, ...]:
    """Return the type that a default tells; None and computed defaults tell nothing."""
    try:
        name = type(ast.literal_eval(default)).__name__
    except ValueError:
        return ()
    return (name,) if name in _TYPES else ()


def _annotated(annotation: ast.expr) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """Return (types, choices); an annotation that is not understood restricts nothing."""
    types: list[str] = []
    choices: list[Any] = []
    for alternative in _alternatives(annotation):
        match alternative:
            case ast.Constant(value=None):
                types.append("None")
            case ast.Subscript(value=ast.Name(id="Literal"), slice=options):
                listed = options.elts if isinstance(options, ast.Tuple) else [options]
                choices += [ast.literal_eval(option) for option in listed]
            case ast.Name(id=name) | ast.Subscript(value=ast.Name(id=name)) if name in _TYPES:
                types.append(name)
            case _:
                return (), ()
    return tuple(types), tuple(choices)


def _alternatives(annotation: ast.expr) -> Iterator[ast.expr]:
    """Yield the members of a union, however it is written."""
    match annotation:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            yield from _alternatives(left)
            yield from _alternatives(right)
        case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
            yield from _alternatives(inner)
            yield ast.Constant(None)
        case _:
            yield annotation


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):  # True is an int to Python, not to a reader
        return kind == "bool"
    return isinstance(value, _TYPES[kind])


def _type_name(kind: str) -> str:
    return {
        "str": _("teks"),
        "int": _("bilangan bulat"),
        "float": _("bilangan"),
        "bool": _("True atau False"),
        "list": _("daftar"),
        "dict": _("kamus"),
        "None": "None",
    }[kind]
