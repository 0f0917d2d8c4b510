import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks" / "engine"


@pytest.fixture
def in_folder(tmp_path, monkeypatch):
    """Run a test from an empty folder, so that nothing is written beside the notebooks."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def notebook():
    """Read one of the tiny notebooks."""

    def read(name):
        return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)

    return read


def outputs_of(path):
    """Read the outputs of each cell of a notebook, whole or partial."""
    cells = json.loads(Path(path).read_text(encoding="utf-8"))["cells"]
    return [comparable(cell.get("outputs", [])) for cell in cells]


def text_of(outputs):
    return "".join(output["text"] for output in outputs if output["output_type"] == "stream")


def comparable(outputs):
    """Drop what no two runs have in common, and nothing else.

    - text of one stream that a kernel sent in several messages is joined, and so are its lines;
    - addresses of objects, and identifiers of widgets;
    - the kernel's process number, in the path that it gives to a cell's code.
    """
    joined = []
    for output in json.loads(json.dumps(outputs)):
        if isinstance(output.get("text"), list):
            output["text"] = "".join(output["text"])
        if (
            output["output_type"] == "stream"
            and joined
            and joined[-1].get("name") == output["name"]
        ):
            joined[-1]["text"] += output["text"]
        else:
            joined.append(output)
    text = json.dumps(joined, sort_keys=True)
    text = re.sub(r"\b0x[0-9a-f]{8,}", "0x", text)
    text = re.sub(r'("model_id": ")[0-9a-f]{32}', r"\1", text)
    return json.loads(re.sub(r"(ipykernel)_\d+/", r"\1/", text))


@pytest.fixture
def descriptors():
    """List the file descriptors that this process has open."""

    def listing():
        return {int(entry.name) for entry in Path("/proc/self/fd").iterdir() if entry.exists()}

    return listing


@pytest.fixture
def run_fresh():
    """Run Python code in a process of its own; return what it prints."""

    def run(code):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        return done.stdout

    return run
