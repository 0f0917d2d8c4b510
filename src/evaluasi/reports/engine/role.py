"""What the present process is to the engine."""

from __future__ import annotations

from typing import Literal

Role = Literal["user", "fresh", "kernel"]

_current: Role = "user"


def current() -> Role:
    """Return what this process is.

    Returns
    -------
    {"user", "fresh", "kernel"}
        Somebody's process, to be left as it is; a fresh one, made to run one notebook; or a fresh
        one that must leave the notebook to a real kernel, because the quick way has failed.
    """
    return _current


def become(role: Role) -> None:
    """Say what this process is from now on."""
    global _current  # noqa: PLW0603  # a process has one role
    _current = role
