"""Oracles live in an environment of their own, because their pins fight ours: `make orakel`."""

import json
import os
import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def oracle():
    """Run a script of this folder with the oracle libraries; its printed JSON is the answer."""
    python = os.environ.get("EVALUASI_ORAKEL")
    if not python:
        pytest.skip("pustaka acuan ada di lingkungan terpisah: jalankan `make orakel`")

    def ask(script, *arguments):
        answer = subprocess.run(
            [python, Path(__file__).parent / script, *map(str, arguments)],
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(answer.stdout)

    return ask
