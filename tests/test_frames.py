"""Frames as differences: whatever is drawn, the terminal shows the same as with the whole frames."""

import random
from collections.abc import Iterator

import pytest
from emulator import Emulator, stray_controls

from tui.cells import clusters
from tui.frames import Shadow

WIDTH, HEIGHT = 24, 9
SGR = ["", "1", "7", "2;36", "1;38;5;196", "48;2;10;20;30", "3;4;97;100", "39;49", "9", "21;53", "7;38;2;1;2;3"]
GLYPHS = [
    "a",
    "b",
    "word",
    " ",
    "      ",
    "漢",
    "字",
    "…",
    "é",
    "e\u0301\u0323",
    "👍🏽",
    "👨\u200d👩\u200d👧",
    "❤\ufe0f",
    "क्षि",
]
LINK = "\x1b]8;id=1-2;https://example.org/\x1b\\{}\x1b]8;;\x1b\\"


def segment(style: str, text: str, link: bool = False) -> str:
    """One run as Textual renders it."""
    dressed = f"\x1b[{style}m{text}\x1b[0m" if style else text
    return LINK.format(dressed) if link else dressed


def runs(chance: random.Random, width: int = WIDTH) -> str:
    """A row of exactly this many cells, in a few styles."""
    out = []
    while width > 0:
        text = "".join(chance.choices(GLYPHS, k=chance.randint(1, 8)))
        end = 0
        for _, stop, own in clusters(text):
            if own > width:
                break
            width -= own
            end = stop
        out.append(segment(chance.choice(SGR), text[:end] or " ", chance.random() < 0.1))
        width -= 0 if end else 1
    return "".join(out)


def region(x: int, y: int, rows: list[str], cursor: tuple[int, int] = (0, 0)) -> str:
    """A frame as Textual writes it."""
    body = "\n".join(f"\x1b[{y + at + 1};{x + 1}H{row}" for at, row in enumerate(rows))
    return f"{body}\x1b[{cursor[1] + 1};{cursor[0] + 1}H"


def film(chance: random.Random) -> list[str]:
    """A full frame and then changes of every kind: rows, parts of rows, scrolls, repaints, nothing."""
    screen = [runs(chance) for _ in range(HEIGHT)]
    frames = [region(0, 0, screen)]
    for kind in chance.choices(["rows", "part", "scroll", "page", "same"], k=12):
        cursor = chance.randrange(WIDTH), chance.randrange(HEIGHT)
        top = chance.randrange(HEIGHT)
        if kind == "rows":
            new = [runs(chance) for _ in range(chance.randint(1, HEIGHT - top))]
            screen[top : top + len(new)] = new
            frames.append(region(0, top, new, cursor))
        elif kind == "part":
            x = chance.randrange(WIDTH)
            frames.append(region(x, top, [runs(chance, chance.randint(1, WIDTH - x))], cursor))
        elif kind == "scroll":
            part = screen[top:]
            fresh = [runs(chance) for _ in range(chance.randint(1, 3))]
            moved = (part + fresh)[len(fresh) :] if chance.random() < 0.5 else (fresh + part)[: len(part)]
            screen[top:] = moved
            frames.append(region(0, top, moved, cursor))
        elif kind == "page":
            screen = [runs(chance) for _ in range(HEIGHT)]
            frames.append(region(0, 0, screen, cursor))
        else:
            frames.append(region(0, 0, screen, cursor))
    return frames


def terminal(width: int = WIDTH, height: int = HEIGHT) -> Emulator:
    emulator = Emulator(width, height)
    emulator.feed("\x1b[?1049h\x1b[?7l")
    return emulator


def show(emulator: Emulator, data: str, line_feeds: bool) -> None:
    """Sends data through a terminal driver that turns line feeds into new lines, unless told not to."""
    emulator.feed(data if line_feeds else data.replace("\n", "\r\n"))


def play(frames: list[str], line_feeds: bool) -> Iterator[tuple[Emulator, Emulator, str | None]]:
    """The screen with whole frames and the screen with differences, after each frame."""
    whole, less = terminal(), terminal()
    shadow = Shadow(WIDTH, HEIGHT, line_feeds)
    for frame in frames:
        show(whole, frame, line_feeds=False)
        data = shadow.frame(frame)
        if data is None:
            show(less, frame, line_feeds=False)
        else:
            show(less, data, line_feeds)
            assert stray_controls(data.encode(), frames_only=True) == []
        yield whole, less, data


@pytest.mark.parametrize("seed", range(60))
def test_differences_show_the_same_screen_as_whole_frames(seed: int) -> None:
    for whole, less, data in play(film(random.Random(seed)), line_feeds=seed % 2 == 0):
        assert data is not None
        assert less.cells() == whole.cells()
        assert less.screen.cursor.x == whole.screen.cursor.x
        assert less.screen.cursor.y == whole.screen.cursor.y


@pytest.mark.parametrize("seed", range(30))
def test_after_something_unknown_frames_go_out_whole_until_one_covers_the_screen(seed: int) -> None:
    chance = random.Random(seed)
    frames = film(chance)
    for _ in range(3):
        frames.insert(chance.randrange(len(frames)), "\x1b[3;3H\x1b[5nodd\x1b[1;1H")
    for whole, less, _ in play(frames, line_feeds=False):
        assert less.cells() == whole.cells()


@pytest.mark.parametrize("seed", range(30))
def test_a_repaint_puts_a_spoilt_screen_right(seed: int) -> None:
    chance = random.Random(seed)
    whole, less, shadow = terminal(), terminal(), Shadow(WIDTH, HEIGHT)
    for frame in film(chance):
        show(whole, frame, line_feeds=False)
        show(less, shadow.frame(frame) or "", line_feeds=False)
        less.feed("\x1b[2;2HWarning: something else wrote here\r\n")
        if chance.random() < 0.5:
            show(less, shadow.repaint() or "", line_feeds=False)
            assert less.cells() == whole.cells()
        shadow.invalidate()
    show(less, shadow.frame("\x1b[1;1H") or "", line_feeds=False)
    assert less.cells() == whole.cells()


def listing(top: int, width: int = 80, height: int = 24) -> str:
    """A list as wide as the screen, scrolled to a row, with its first row chosen."""
    rows = [
        f"{1900 + n}  An event of that year, number {n * 7919 % 1000}".ljust(width) for n in range(top, top + height)
    ]
    return region(0, 0, [segment("1" if at == 0 else "", row) for at, row in enumerate(rows)])


def sent(shadow: Shadow, frame: str) -> int:
    data = shadow.frame(frame)
    assert data is not None
    return len(data.encode())


def test_a_list_that_scrolls_by_a_line_costs_few_bytes() -> None:
    shadow = Shadow(80, 24, line_feeds=True)
    shadow.frame(listing(0))
    assert sent(shadow, listing(1)) < 190
    assert sent(shadow, listing(0)) < 190
    assert sent(shadow, listing(3)) < 290
    assert sent(shadow, listing(3)) == 0


def test_a_scroll_is_a_scroll_region_and_leaves_no_margins_behind() -> None:
    shadow = Shadow(80, 24, line_feeds=True)
    shadow.frame(listing(0))
    data = shadow.frame(listing(1))
    assert data and data.startswith("\x1b[2;24r\x1b[24H\n\x1b[r")


def test_one_changed_cell_costs_a_move_and_the_cell() -> None:
    shadow = Shadow(80, 24)
    shadow.frame(listing(0))
    assert shadow.frame("\x1b[5;11HX\x1b[1;1H") == "\x1b[5;11HX\x1b[H"


def test_only_the_cursor_moves() -> None:
    shadow = Shadow(80, 24)
    shadow.frame(listing(0))
    assert shadow.frame("\x1b[7;1H") == "\x1b[7H"
    assert shadow.frame("\x1b[7;1H") == ""


def test_blanks_at_the_end_of_a_line_are_erased() -> None:
    shadow = Shadow(80, 24)
    shadow.frame(listing(0))
    data = shadow.frame(region(0, 3, ["short".ljust(80)]))
    assert data == "\x1b[4Hshort\x1b[K\x1b[H"


def test_after_a_cluster_of_several_code_points_the_next_cell_is_reached_absolutely() -> None:
    shadow = Shadow(80, 24)
    shadow.frame(listing(0))
    data = shadow.frame("\x1b[2;1H👨\u200d👩\u200d👧xy\x1b[1;1H")
    assert data == "\x1b[2H👨\u200d👩\u200d👧\x1b[2;3Hxy\x1b[H"


def test_a_flag_is_sent_whole_when_one_half_of_it_changes() -> None:
    shadow = Shadow(80, 24)
    shadow.frame(listing(0))
    shadow.frame("\x1b[2;1H🇩🇪\x1b[1;1H")
    assert shadow.frame("\x1b[2;1H🇩🇰\x1b[1;1H") == "\x1b[2H🇩🇰\x1b[H"


def test_a_frame_that_is_on_the_screen_already_is_not_sent_again() -> None:
    shadow = Shadow(80, 24)
    first = "\x1b[1;1HTitle\x1b[3;1H\x1b[1mchosen\x1b[0m\x1b[3;1H"
    assert shadow.assume(first)
    assert shadow.frame(region(0, 0, ["Title".ljust(80), " " * 80, segment("1", "chosen") + " " * 74])) == "\x1b[H"
    assert not shadow.assume("\x1b[5n")


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "text",
        "\x1b[?25h",
        "\x1b[1;1Ha\tb",
        "\x1b[1;1H\x1b[4:3ma",
        "\x1b[1;1H\x1b[2J",
        "\x1b[99;1Hlow",
        "\x1b[1;1Ha\x9b",
    ],
)
def test_what_is_no_frame_is_left_to_the_caller(frame: str) -> None:
    shadow = Shadow(80, 24)
    shadow.frame(listing(0))
    assert shadow.frame(frame) is None
    assert shadow.repaint() is None
    assert sent(shadow, listing(0)) > 500
