"""Results that all reports of a batch share: computed once, by whichever process needs them first.

A finished result is left as a file in a folder of the batch. Other processes read it from there;
the process from which workers are forked reads it too, so that later workers are born with it.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import pickle
import sys
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

if sys.platform != "win32":
    import fcntl

P = ParamSpec("P")
R = TypeVar("R")
Known = dict[Hashable, Any]

_known: dict[tuple[str, str], Known] = {}
_folder: Path | None = None
_adopted: set[Path] = set()


def bersama(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function whose result is the same for all reports that give it the same arguments.

    In a batch of reports the result is computed once. Elsewhere this is `functools.cache`.

    The function must be pure and its arguments hashable. Nobody may change the result in place.
    Sharing between processes needs a function of an importable module; one that is defined in a
    notebook sees that report's own variables and is remembered within that report only.

    Examples
    --------
    >>> @bersama
    ... def pangkat(x):
    ...     return x**2
    >>> pangkat(3)
    9
    """
    known = _known.setdefault((function.__module__, function.__qualname__), {})
    known.clear()  # defined anew, as when a module is reloaded

    @functools.wraps(function)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> R:
        key = (args, tuple(sorted(kwargs.items())))
        if key not in known:
            known[key] = _computed_once(function, key)
        return known[key]  # type: ignore[no-any-return]

    return remembered


def use_folder(folder: Path) -> None:
    """Share results through a folder from now on."""
    global _folder  # noqa: PLW0603  # a process belongs to one batch
    _folder = folder


def adopt() -> None:
    """Take over what other processes of the batch have computed."""
    if _folder is None:
        return
    for path in set(_folder.glob("*.pickle")) - _adopted:
        _adopted.add(path)
        # A value of a class that cannot be imported here is left to those who can.
        with contextlib.suppress(Exception):
            name, key, value = pickle.loads(path.read_bytes())
            if name in _known:
                _known[name].setdefault(key, value)


def _computed_once(function: Callable[..., R], key: tuple[Any, ...]) -> R:
    args, kwargs = key
    path = _path(function, key)
    if path is None:
        return function(*args, **dict(kwargs))
    with _locked(path):
        if path.exists():
            return pickle.loads(path.read_bytes())[2]  # type: ignore[no-any-return]
        value = function(*args, **dict(kwargs))
        with contextlib.suppress(pickle.PicklingError, TypeError, AttributeError):
            _write(path, ((function.__module__, function.__qualname__), key, value))
        return value


def _path(function: Callable[..., Any], key: Hashable) -> Path | None:
    """Return the file of one result, or None where results cannot be shared."""
    if _folder is None or function.__module__ == "__main__":
        return None
    try:
        name = pickle.dumps((function.__module__, function.__qualname__, key))
    except (pickle.PicklingError, TypeError, AttributeError):
        return None
    return _folder / f"{hashlib.sha256(name).hexdigest()}.pickle"


def _write(path: Path, content: object) -> None:
    draft = path.with_suffix(".draft")
    draft.write_bytes(pickle.dumps(content))
    draft.replace(path)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one process at a time compute a result; a process that dies frees the lock.

    On Windows processes do not wait for each other: each computes what is not there yet.
    """
    with path.with_suffix(".lock").open("wb") as lock:
        if sys.platform != "win32":
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
