"""pyproject.toml, environment.yml and the locks say the same thing."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONDA_NAMES = {"matplotlib": "matplotlib-base"}


def wanted(*, extras=(), groups=()):
    lines = list(PROJECT["project"]["dependencies"])
    lines += [
        line for extra in extras for line in PROJECT["project"]["optional-dependencies"][extra]
    ]
    lines += [line for group in groups for line in PROJECT["dependency-groups"][group]]
    return [Requirement(line) for line in lines]


def pins(lock):
    """Name → set of pinned versions (more than one where they differ by platform)."""
    found = {}
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        requirement = Requirement(line)
        (specifier,) = requirement.specifier
        assert specifier.operator == "==", line
        found.setdefault(canonicalize_name(requirement.name), set()).add(specifier.version)
    return found


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        ("requirements.lock", wanted(extras=["pdf", "docx"])),
        ("requirements-uji.lock", wanted(extras=["pdf", "docx"], groups=["uji"])),
        (
            "requirements-orakel.lock",
            [Requirement(r) for r in PROJECT["dependency-groups"]["orakel"]],
        ),
    ],
)
def test_a_lock_pins_every_requirement_within_its_bounds(lock, requirements):
    locked = pins(lock)
    faults = [
        str(requirement)
        for requirement in requirements
        if not (versions := locked.get(canonicalize_name(requirement.name)))
        or not all(requirement.specifier.contains(version) for version in versions)
    ]
    assert not faults


def test_tests_run_on_the_very_versions_that_users_get():
    core, tests = pins("requirements.lock"), pins("requirements-uji.lock")
    assert {name: tests.get(name) for name in core} == core


def test_locks_record_no_download_address():
    for lock in ROOT.glob("requirements*.lock"):
        assert not re.search(r"://|--index|--find-links|@ file", lock.read_text(encoding="utf-8"))


def test_conda_environment_states_the_same_requirements_as_pyproject():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    plain = [line for line in environment["dependencies"] if isinstance(line, str)]
    expected = {
        CONDA_NAMES.get(requirement.name, requirement.name) + str(requirement.specifier)
        for requirement in wanted()
    }
    expected |= {"pip", f"python{PROJECT['project']['requires-python']}"}
    assert set(plain) == expected
    (from_pip,) = (line["pip"] for line in environment["dependencies"] if isinstance(line, dict))
    assert from_pip == ["-e .[pdf,docx]"]
