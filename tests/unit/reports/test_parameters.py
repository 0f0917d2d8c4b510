"""A notebook runs only with parameters that it declares, of the types it declares."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from evaluasi.errors import ParameterError
from evaluasi.reports.parameters import check, declared


def notebook(source, tags=("parameters",)):
    return new_notebook(cells=[new_code_cell(source, metadata={"tags": list(tags)})])


@pytest.mark.parametrize(
    ("source", "good", "bad"),
    [
        ("x = 'a'", ["b"], [1, None, True]),
        ("x = 1", [2], ["2", 2.5, True, None]),
        ("x = 1.5", [2.5, 2], ["2", True]),
        ("x = True", [False], [1, 0, "ya"]),
        ("x = None", [1, "a", None, True], []),
        ("x = []", [[1], ("a",)], ["a"]),
        ("x: int | None = None", [1, None], ["1", 1.5, True]),
        ("x: Optional[int] = None", [1, None], ["1"]),
        ("x: list[str] = []", [["a"]], ["a"]),
        ("x: Literal['naik', 'turun'] = 'naik'", ["turun"], ["lain", 1]),
        ("x: Literal['naik'] | None = None", ["naik", None], ["turun"]),
        ("x: pd.DataFrame | None = None", ["apa saja", 1], []),
        ("x = sum([1, 2])", ["apa saja", 1], []),
        ("x: str", ["a"], [1, None]),
    ],
)
def test_a_value_must_be_of_the_declared_type(source, good, bad):
    known = declared(notebook(source))
    for value in good:
        check(known, {"x": value})
    for value in bad:
        with pytest.raises(ParameterError):
            check(known, {"x": value})


def test_all_faults_are_told_at_once():
    known = declared(notebook("wilayah: str\ntahun: int | None = None"))
    with pytest.raises(ParameterError) as caught:
        check(known, {"tahun": "2025", "propinsi": "35"})
    assert len(caught.value.faults) == 3
    told = str(caught.value)
    for word in ("propinsi: tidak dikenal", "wilayah: wajib", "tahun = '2025'", "bilangan bulat"):
        assert word in told
    assert "wilayah dan tahun" in told


def test_only_the_tagged_cell_declares():
    assert declared(notebook("x = 1", tags=())) == {}


def test_several_names_in_one_assignment_are_all_declared():
    assert set(declared(notebook("a = b = 1\nc = 2"))) == {"a", "b", "c"}


def test_a_parameter_without_default_is_required():
    assert declared(notebook("wilayah: str"))["wilayah"].required
    assert not declared(notebook("wilayah: str = ''"))["wilayah"].required


def test_a_broken_cell_is_told_in_a_sentence():
    with pytest.raises(ParameterError, match="parameters"):
        declared(notebook("x = = 1"))
