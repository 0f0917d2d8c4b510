"""Bring a process back to the state from which every report starts.

Only for workers that run several reports in turn, where processes cannot be forked. What is reset
is what notebooks commonly change; a class or a library that a notebook alters from inside stays
altered, which is why the scheduler compares a report from such a worker with one from a fresh
process before it trusts any.
"""

from __future__ import annotations

import decimal
import gc
import locale
import logging
import os
import random
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np


class Baseline:
    """The state of a process, to return to."""

    def __init__(self) -> None:
        self._environment = dict(os.environ)
        self._folder = Path.cwd()
        self._path = list(sys.path)
        self._modules = set(sys.modules)
        self._filters = list(warnings.filters)
        self._locale = locale.setlocale(locale.LC_ALL)
        self._handlers = list(logging.root.handlers)
        self._log_level = logging.root.level
        self._context = decimal.getcontext().copy()
        self._numpy_print: Any = np.get_printoptions()
        self._numpy_errors: Any = np.geterr()

    def restore(self) -> None:
        """Return to this state."""
        os.chdir(self._folder)
        os.environ.clear()
        os.environ.update(self._environment)
        sys.path[:] = self._path
        self._forget_local_modules()
        _reset_matplotlib()
        _reset_pandas()
        warnings.filters[:] = self._filters  # type: ignore[index]  # typeshed has it read-only
        warnings.simplefilter("default", append=True)  # clears what was shown once already
        warnings.filters[:] = self._filters  # type: ignore[index]
        locale.setlocale(locale.LC_ALL, self._locale)
        logging.root.handlers[:] = self._handlers
        logging.root.setLevel(self._log_level)
        decimal.setcontext(self._context.copy())
        np.set_printoptions(**self._numpy_print)
        np.seterr(**self._numpy_errors)
        np.random.seed()  # the generator that notebooks share without a seed
        random.seed()
        gc.collect()

    def _forget_local_modules(self) -> None:
        """Let modules beside the notebook be imported anew; installed ones are kept."""
        for name in set(sys.modules) - self._modules:
            file = getattr(sys.modules[name], "__file__", None)
            if file and Path(file).is_relative_to(self._folder) and "site-packages" not in file:
                del sys.modules[name]


def _reset_matplotlib() -> None:
    matplotlib: Any = sys.modules.get("matplotlib")
    if matplotlib is None:
        return
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")
    matplotlib.rcParams.update(matplotlib.rcParamsOrig)


def _reset_pandas() -> None:
    pandas: Any = sys.modules.get("pandas")
    if pandas is not None:
        with warnings.catch_warnings(action="ignore"):  # some options are deprecated
            pandas.reset_option("all")
