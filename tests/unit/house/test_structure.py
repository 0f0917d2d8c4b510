"""The house stays small and readable: what a reviewer would otherwise have to watch for."""

import ast
import json
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "src" / "evaluasi"
MODULES = sorted(PACKAGE.rglob("*.py"))
MAX_FILE_LINES = 400
MAX_BODY_LINES = 80


def relative(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_a_file_is_read_in_one_sitting(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= MAX_FILE_LINES


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_a_function_is_read_at_a_glance(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    long = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = node.end_lineno - body[0].lineno + 1 if body else 0
            if lines > MAX_BODY_LINES:
                long[node.name] = lines
    assert not long


@pytest.mark.parametrize("notebook", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=relative)
def test_a_notebook_carries_prose_and_calls_but_no_outputs(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code
    assert not [cell for cell in code if cell["outputs"] or cell["execution_count"]]
    headings = [
        cell
        for cell in cells
        if cell["cell_type"] == "markdown" and "".join(cell["source"]).startswith("# ")
    ]
    assert len(headings) == 1


def test_nothing_tracked_is_large_or_private():
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode:
        pytest.skip("bukan salinan git")
    files = [ROOT / name for name in listing.stdout.split("\0") if name]
    large = [relative(path) for path in files if path.exists() and path.stat().st_size > 2_000_000]
    assert not large
    own = ("data/input/", "reports/")
    assert not [
        name
        for path in files
        if (name := relative(path)).startswith(own) and not name.endswith("README.md")
    ]


def test_docs_desain_names_every_folder_of_the_package():
    picture = (ROOT / "docs" / "desain.md").read_text(encoding="utf-8")
    parts = [
        path.name + ("/" if path.is_dir() else "")
        for path in PACKAGE.iterdir()
        if (path.is_dir() and (path / "__init__.py").exists())
        or (path.suffix == ".py" and not path.name.startswith("_"))
    ]
    assert not [part for part in parts if f"`{part}`" not in picture]
