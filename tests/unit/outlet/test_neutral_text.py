"""Neutralised text can't run as a formula and is given back as it was."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluasi.tables.neutral import neutral, restored

SIGNS = "=+-@\t\r\n＝＋－＠"


@pytest.mark.parametrize("sign", SIGNS)
def test_text_that_could_run_starts_with_an_apostrophe(sign):
    assert neutral(f"{sign}HYPERLINK(1)") == f"'{sign}HYPERLINK(1)"
    assert neutral(sign) == f"'{sign}"


@pytest.mark.parametrize("value", [-5, 1.5, None, True, dt.date(2024, 1, 2), "", "a=b", "'kutip'"])
def test_what_cannot_run_is_untouched(value):
    assert neutral(value) is value


def test_only_the_apostrophe_before_a_sign_is_taken_away():
    assert restored("'=1+1") == "=1+1"
    assert restored("'Aisyiyah") == "'Aisyiyah"
    assert restored("=1+1") == "=1+1"


@settings(max_examples=60)
@given(st.text(alphabet=f"'{SIGNS}ab", max_size=6))
def test_each_text_comes_back(text):
    written = neutral(text)
    assert not written.startswith(tuple(SIGNS))
    assert restored(written) == text
