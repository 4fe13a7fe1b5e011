"""The colours: readable in the dark and in the light, and nothing lost without any."""

import pytest

from tui.theme import DARK, LIGHT, PALETTES, PLAIN, Ink

LINES = {"rule"}
"""Styles of lines between things, which WCAG 2.2 exempts as decoration."""
SHAPES = {"crowd"}
"""Styles of shapes without words, for which it asks for 3:1 (success criterion 1.4.11)."""


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(ink: Ink) -> float:
    """The contrast ratio of text and ground."""
    assert ink.color is not None and ink.ground is not None
    light, dark = sorted((luminance(ink.color), luminance(ink.ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_greatest_contrast():
    assert round(contrast(Ink("#000000", "#ffffff"))) == 21


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=lambda palette: palette.name)
def test_words_stand_out_from_their_ground(palette):
    least = {name: 3.0 if name in SHAPES else 4.5 for name in palette.inks.keys() - LINES}
    found = {name: round(contrast(palette.inks[name]), 2) for name in least}
    assert {name: ratio for name, ratio in found.items() if ratio < least[name]} == {}


def test_every_palette_knows_the_same_styles():
    assert {frozenset(palette.inks) for palette in PALETTES.values()} == {frozenset(DARK.inks)}


def test_without_colour_what_matters_is_still_told_apart():
    plain = PLAIN.inks
    assert all(ink.color is None and ink.ground is None for ink in plain.values())
    assert plain["lit"] != plain["faint"] != plain["text"]
    assert plain["selected"] != plain["text"]
    assert plain["bar"].reverse
