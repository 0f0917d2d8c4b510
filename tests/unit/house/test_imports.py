"""`import evaluasi` and `evaluasi --help` stay cheap: told by what is loaded, not by the clock."""

import subprocess
import sys

import pytest

HEAVY = [
    "pandas",
    "numpy",
    "scipy",
    "statsmodels",
    "matplotlib",
    "papermill",
    "IPython",
    "babel",
    "jinja2",
]


@pytest.mark.parametrize(
    "statement",
    ["import evaluasi", "import evaluasi.cli; evaluasi.cli.main(['--help'])"],
    ids=["import", "help"],
)
def test_no_heavy_library_is_loaded(statement):
    script = (
        "import sys\n"
        f"try:\n    {statement}\n"
        "except SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stderr.strip() == "[]"


def test_every_public_name_can_be_had():
    import evaluasi

    for name in evaluasi.__all__:
        assert getattr(evaluasi, name) is not None
