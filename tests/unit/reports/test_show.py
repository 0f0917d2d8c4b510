"""`rp.show` and its kin leave in a notebook all that a report needs, and look right there."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from matplotlib.figure import Figure

from evaluasi import reports as rp
from evaluasi.errors import ParameterError
from evaluasi.reports.blocks import MIME
from evaluasi.reports.prose import to_html
from evaluasi.tables import provenance
from evaluasi.tables.provenance import Provenance

REAL = Provenance(kinds=("publik",), titles=("Data nyata",))
SIMULATED = Provenance(kinds=("simulasi",), titles=("Data buatan",))
FRAME = pd.DataFrame({"kode": ["35.10", "35.79"], "tahun": [2024, 2025], "nilai": [None, 3.06]})


@pytest.fixture(autouse=True)
def nothing_loaded():
    provenance.forget()
    yield
    provenance.forget()


@pytest.fixture(scope="module")
def shell():
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


@pytest.fixture
def outputs(shell):
    def run(call, *args, **kwargs):
        with capture_output() as captured:
            call(*args, **kwargs)
        return [output.data for output in captured.outputs]

    return run


def drawn():
    figure = Figure(figsize=(2, 1))
    figure.subplots().plot([1, 2])
    return figure


def test_a_table_is_one_output_with_html_text_and_bundle(outputs):
    (data,) = outputs(rp.show, FRAME, title="Kemiskinan", unit="persen", source="Sumber: BPS.")
    bundle = data[MIME]
    assert set(data) == {MIME, "text/html", "text/plain"}
    assert (bundle["kind"], bundle["title"], bundle["unit"]) == ("table", "Kemiskinan", "persen")
    assert bundle["data"]["rows"] == [["35.10", 2024, None], ["35.79", 2025, 3.06]]
    json.dumps(data, allow_nan=False)


def test_missing_cells_are_dashes_that_the_note_explains(outputs):
    (data,) = outputs(rp.show, FRAME, title="T", source="S", note="Angka Maret.")
    assert data[MIME]["note"] == "Angka Maret; – belum ada data"
    assert ">–<" in data["text/html"]
    (complete,) = outputs(rp.show, FRAME.dropna(), title="T", source="S")
    assert complete[MIME]["note"] == ""


def test_a_figure_is_a_picture_with_its_finding_and_a_caption(outputs):
    picture, caption = outputs(rp.show, drawn(), title="Judul", alt="Naik.", source="Sumber: BPS.")
    assert set(picture) == {MIME, "image/svg+xml", "text/plain"}
    assert picture["text/plain"] == "Naik."
    assert picture[MIME]["alt"] == "Naik."
    assert set(caption) == {"text/html", "text/plain"}
    assert "Sumber: BPS." in caption["text/plain"]


@pytest.mark.parametrize("alt", [None, "", "  "])
def test_a_figure_without_its_finding_is_refused(outputs, alt):
    with pytest.raises(ParameterError, match="alt="):
        outputs(rp.show, drawn(), title="Judul", alt=alt, source="S")


def test_a_chart_brings_its_own_finding_and_data(outputs):
    class Chart:
        figure, alt, data = drawn(), "Turun.", FRAME

    picture, _ = outputs(rp.show, Chart(), title="Judul", source="S")
    assert picture[MIME]["alt"] == "Turun."
    assert picture[MIME]["data"]["rows"][1] == ["35.79", 2025, 3.06]


def test_a_result_is_shown_by_its_frame(outputs):
    class Result:
        def to_frame(self):
            return FRAME

    assert outputs(rp.show, Result(), title="T", source="S")[0][MIME]["kind"] == "table"


def test_what_cannot_be_shown_is_refused_with_a_remedy(outputs):
    with pytest.raises(ParameterError, match="DataFrame"):
        outputs(rp.show, 42, title="T")


def test_a_pyplot_figure_is_not_left_open_to_be_shown_twice(outputs):
    import matplotlib.pyplot as plt

    figure = plt.figure()
    outputs(rp.show, figure, title="T", alt="A.", source="S")
    assert not plt.fignum_exists(figure.number)


@pytest.mark.parametrize(
    ("own", "source", "loaded", "simulated"),
    [
        (None, None, [], False),
        (None, None, [REAL], False),
        (None, None, [REAL, SIMULATED], True),
        (None, "Sumber: kata-kata.", [SIMULATED], True),
        (SIMULATED, "Sumber: kata-kata.", [], True),
        (SIMULATED, None, [], True),
        (REAL, None, [REAL], False),
        (REAL, None, [REAL, SIMULATED], True),
        (REAL, REAL, [REAL, SIMULATED], False),
        (SIMULATED, REAL, [REAL, SIMULATED], True),
        (None, [REAL, SIMULATED], [], True),
    ],
)
def test_simulated_data_cannot_lose_their_stamp(outputs, own, source, loaded, simulated):
    for origin in loaded:
        provenance.register(origin)
    frame = FRAME.copy()
    if own:
        provenance.stamp(frame, own)
    (data,) = outputs(rp.show, frame, title="T", source=source)
    assert data[MIME]["simulated"] is simulated
    for part in ("text/html", "text/plain"):
        assert ("SIMULASI" in data[part]) is simulated


def test_the_stamp_stays_in_a_picture_that_is_copied_alone(outputs):
    figure = drawn()
    plain, _ = outputs(rp.show, figure, title="T", alt="A.", source=REAL)
    stamped, _ = outputs(rp.show, figure, title="T", alt="A.", source=SIMULATED)
    again, _ = outputs(rp.show, figure, title="T", alt="A.", source=REAL)
    assert plain["image/svg+xml"] == again["image/svg+xml"]
    assert stamped["image/svg+xml"] != plain["image/svg+xml"]


def test_the_source_line_comes_from_words_dataset_or_what_is_loaded(outputs):
    class Dataset:
        provenance = REAL

    provenance.register(SIMULATED)
    for source, expected in [
        ("Sumber: kata.", "Sumber: kata."),
        (Dataset(), REAL.line()),
        (["Hitungan sendiri", REAL], f"Hitungan sendiri; {REAL.line()}"),
        (None, SIMULATED.line()),
    ]:
        (data,) = outputs(rp.show, FRAME, title="T", source=source)
        assert data[MIME]["source"] == expected


def test_titles_from_data_are_text_in_html(outputs):
    hostile = "<img src=x onerror=alert(1)>"
    frame = pd.DataFrame({hostile: [hostile]})
    (data,) = outputs(rp.show, frame, title=hostile, source=hostile, note=hostile, unit=hostile)
    assert "<img" not in data["text/html"]


@given(st.text(min_size=1).filter(str.strip))
def test_escaped_text_is_shown_literally(text):
    shown = to_html(f"Nama {rp.escape(text)}.").unescape()
    assert shown == f"<p>Nama {' '.join(text.split())}.</p>\n"


def test_generated_sentences_are_markdown(outputs):
    assert outputs(rp.say, "**Turun**.")[0]["text/markdown"] == "**Turun**."


def test_key_figures_carry_numbers_to_sort_and_text_to_read(outputs):
    (data,) = outputs(rp.key_figures, {"IID 2021": 84.19, "TPT (%)": float("nan"), "IPM": None})
    assert data[MIME]["figures"] == [
        {"label": "IID 2021", "value": 84.19, "text": "84,19"},
        {"label": "TPT (%)", "value": None, "text": "belum ada data"},
        {"label": "IPM", "value": None, "text": "belum ada data"},
    ]


def test_a_key_figure_of_a_year_of_its_own_says_which(outputs):
    given = {"Skor IID terakhir": (84.19, "2021"), "Tanpa skor": (None, ""), "Lain": (1.5, "")}
    (data,) = outputs(rp.key_figures, given)
    assert data[MIME]["figures"] == [
        {"label": "Skor IID terakhir", "value": 84.19, "text": "84,19 (2021)"},
        {"label": "Tanpa skor", "value": None, "text": "belum ada data"},
        {"label": "Lain", "value": 1.5, "text": "1,50"},
    ]
    assert "84,19 (2021)" in data["text/html"]


def test_meta_refuses_a_field_that_no_report_would_print():
    with pytest.raises(ParameterError, match="titel"):
        rp.meta(titel="salah ketik")


def test_in_a_plain_python_shell_text_is_printed(capsys):
    InteractiveShell.clear_instance()
    rp.show(FRAME, title="Kemiskinan", unit="persen", source="Sumber: BPS.")
    rp.show(drawn(), title="Gambar", alt="Garis naik.", source="Sumber: BPS.")
    rp.say("Kalimat.")
    rp.meta(title="Tidak dicetak")
    printed = capsys.readouterr().out
    assert "Kemiskinan (persen)" in printed
    assert "35.79 2025 3,06" in " ".join(printed.split())
    assert "Garis naik." in printed
    assert "Kalimat." in printed
    assert "Tidak dicetak" not in printed
