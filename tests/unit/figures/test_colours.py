"""The three tiers stay apart in grey and under colour blindness; text is legible on its ground.

Colour blindness is simulated with the matrices (severity 1.0, on linear RGB) of Machado, Oliveira
and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE
Transactions on Visualization and Computer Graphics 15(6), 2009.
"""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from evaluasi.figures import style
from evaluasi.figures.style import contrast, ink_on, luminance

VISION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
# Steps of CIE L* (0 black, 100 white). About 2 is just noticeable for large patches side by side;
# thin lines apart from each other need many times that.
TIER, STEP = 18.0, 8.0
TEXT_CONTRAST, GRAPHIC_CONTRAST = 4.5, 3.0  # WCAG 2.2, criteria 1.4.3 and 1.4.11

peers = [look.color for look in style.PEER_LINES]


def lightness(color: str, vision: str = "normal") -> float:
    channels = np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    seen = np.clip(VISION[vision] @ linear, 0, 1)
    y = float(seen @ [0.2126, 0.7152, 0.0722])
    return 116 * np.cbrt(y) - 16 if y > 216 / 24389 else y * 24389 / 27


def test_the_simulation_leaves_grey_as_it_is() -> None:
    for vision in VISION:
        assert lightness("#777777", vision) == pytest.approx(lightness("#777777"), abs=0.01)


def test_luminance_is_that_of_wcag() -> None:
    assert luminance("#FFFFFF") == pytest.approx(1)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)  # a known near miss


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("peer", peers)
def test_highlight_is_darker_than_peers_and_peers_than_the_rest(vision: str, peer: str) -> None:
    own, middle = lightness(style.HIGHLIGHT, vision), lightness(peer, vision)
    assert middle - own >= TIER
    for light in (style.BAND, style.REST, style.QUARTILES, style.GRID, style.SHADE):
        assert lightness(light, vision) - middle >= TIER


def test_peers_differ_in_dash_and_marker_without_colour() -> None:
    assert len({look.dash for look in style.PEER_LINES}) == len(style.PEER_LINES)
    markers = {look.marker for look in (*style.PEER_LINES, style.HIGHLIGHT_LINE)}
    assert len(markers) == len(style.PEER_LINES) + 1


@pytest.mark.parametrize("color", [*peers, style.HIGHLIGHT, style.MEDIAN_LINE.color])
def test_lines_stand_out_from_the_paper(color: str) -> None:
    assert contrast(color, style.PAPER) >= GRAPHIC_CONTRAST


@pytest.mark.parametrize("ink", [style.INK, style.SOFT, style.HIGHLIGHT])
@pytest.mark.parametrize("ground", [style.PAPER, style.SHADE, style.BAND])
def test_text_is_legible_on_every_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= TEXT_CONTRAST


@pytest.mark.parametrize("vision", VISION)
def test_the_scale_of_values_darkens_step_by_step(vision: str) -> None:
    steps = [lightness(color, vision) for color in style.SEQUENCE]
    assert min(before - after for before, after in pairwise(steps)) >= STEP


@pytest.mark.parametrize("color", [*style.SEQUENCE, style.HIGHLIGHT])
def test_text_is_legible_on_every_tile(color: str) -> None:
    assert contrast(ink_on(color), color) >= TEXT_CONTRAST


def test_tiles_of_a_place_map_differ_in_grey() -> None:
    from evaluasi.figures.tile_grid import _PEER, _PLAIN

    tones = [lightness(color) for color in (style.HIGHLIGHT, _PEER, _PLAIN)]
    assert min(abs(a - b) for a, b in combinations(tones, 2)) >= STEP
