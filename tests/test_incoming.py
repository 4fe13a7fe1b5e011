"""What a terminal sends becomes keys and pastes: an esc is an esc, whatever comes with it, and no paste is keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terminal import stray_controls
from test_journeys import timeline
from textual import events

from tui import incoming
from tui.incoming import Chord, Incoming


def keys(*reads, waited=True):
    """The names of the keys that some reads are; a paste is its text in a tuple."""
    found, reader = [], Incoming()
    for read in reads:
        found += reader.take(read)
    while waited and reader._held:
        found += reader.waited()
    return [
        (m.text,) if isinstance(m, events.Paste) else m.key for m in found if isinstance(m, events.Key | events.Paste)
    ]


@pytest.mark.parametrize(
    ("sent", "are"),
    [
        (b"\x1bj", ["escape", "j"]),
        (b"\x1bJq", ["escape", "J", "q"]),
        (b"\x1b/korea\r", ["escape", "slash", *"korea", "enter"]),
        (b"\x1b:x", ["escape", "colon", "x"]),
        (b"\x1b\r", ["escape", "enter"]),
        (b"\x1b ", ["escape", "space"]),
        (b"\x1b1\x1b-\x1b=", ["escape", "1", "escape", "minus", "escape", "equals_sign"]),
        (b"\x1b\x1bj", ["escape", "escape", "j"]),
        ("\x1bé".encode(), ["escape", "é"]),
        (b"\x1b" + b"j" * 50, ["escape", *"j" * 50]),
        (b"x\x1bb", ["x", "escape", "b"]),
        (b"\x1bb", ["ctrl+left"]),
        (b"\x1bf\x1bf\x1b[D", ["ctrl+right", "ctrl+right", "left"]),
        (b"\x1b\x7f", ["ctrl+w"]),
        (b"\x1bfj", ["escape", "f", "j"]),
        (b"\x1b", ["escape"]),
        (b"\x1b[", ["escape", "left_square_bracket"]),
        (b"\x1b[q", ["escape", "left_square_bracket", "q"]),
        (b"\x1b]", ["escape", "right_square_bracket"]),
        (b"\x1bO", ["escape", "O"]),
        (b"\x1bOP\x1b[15~\x1b[Z\x1b[1;5C", ["f1", "f5", "shift+tab", "ctrl+right"]),
        (b"\x1b[106;3u\x1b[27u", ["alt+j", "escape"]),
        (b"\x1b\x1b[A", ["escape", "up"]),
        (b"\x1b\t", ["escape", "tab"]),
        # what answers a question that the program before this one asked
        (b"\x1b]11;rgb:0000/0000/0000\x07j", ["j"]),
        (b"\x1b]11;rgb:0000/0000/0000\x1b\\j", ["j"]),
        (b"\x1bP1+r436f=323536\x1b\\j", ["j"]),
        (b"\x1b[?1;2", []),
        (b"\x1b[?62;c", []),
    ],
    ids=str,
)
def test_an_esc_is_an_esc_and_a_sequence_one_key(sent, are):
    assert keys(sent) == are


def test_esc_and_the_next_key_in_two_reads_are_two_keys():
    assert keys(b"\x1b", b"j") == ["escape", "j"]
    assert keys(b"\x1b", b"b") == ["escape", "b"]
    assert keys(b"\x1b", b"[A", b"\x1b[", b"B") == ["up", "down"]
    assert keys(b"\x1b[1", b";5C") == ["ctrl+right"]


def test_on_the_linux_console_esc_and_tab_are_shift_tab(monkeypatch):
    monkeypatch.setenv("TERM", "linux")
    assert keys(b"\x1b\t") == ["shift+tab"]


def test_a_chord_is_two_keys_too():
    (chord,) = Incoming().take(b"\x1bb")
    assert isinstance(chord, Chord) and [key.key for key in chord.apart] == ["escape", "b"]


pasted = st.text(st.sampled_from("qj\x1b[O20~;\n é")).filter(lambda text: "\x1b[201~" not in text)


@given(pasted, st.lists(st.integers(1, 12)))
def test_nothing_in_a_paste_is_a_key_however_it_comes_in_pieces(text, lengths):
    sent = b"j\x1b[200~" + text.encode() + b"\x1b[201~k"
    reads = []
    for length in [*lengths, len(sent)]:
        reads.append(sent[:length])
        sent = sent[length:]
    assert keys(*reads) == ["j", (text,), "k"]


def test_a_paste_has_a_limit_and_ends_where_it_ends():
    long = b"x" * (3 * incoming.MOST_PASTED)
    assert keys(b"\x1b[200~", long, long + b"\x1b[20", b"1~", b"q") == [("x" * incoming.MOST_PASTED,), "q"]


printed = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="[O]P"), min_size=1)


@given(printed)
def test_whatever_is_typed_after_esc_is_typed(text):
    if text not in ("b", "f"):
        assert keys(b"\x1b" + text.encode()) == ["escape", *keys(text.encode())]


# ---- in the program, all in one write


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        (b"jjaSeen.\x1bj", "4 of 57"),
        (b"/korea\x1bjj", "3 of 57"),
        (b"f\x1bG", "57 of 57"),
        (b"?\x1bj", "2 of 57"),
        (b":\x1b:2006\r", "5 of 57"),
        (b"t\x1b/2006\x1bj", "2 of 57"),
        (b"Y\x1bj", "2 of 57"),
        (b"M\x1bj", "2 of 57"),
        (b"f" + b"x" * 40 + b"\x1b" + b"j" * 40, "41 of 57"),
        (b"tb\x1bf\x1bj", "2 of 57"),
    ],
    ids=str,
)
def test_esc_leaves_what_is_open_and_the_key_behind_it_acts(sample, tmp_path, typed, where):
    with timeline(sample, XDG_STATE_HOME=str(tmp_path)) as terminal:
        terminal.expect(lambda terminal: 1000 in terminal.modes)
        terminal.send(typed)
        terminal.expect(where)
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert not stray_controls(terminal.raw)


def test_a_note_is_kept_and_the_program_left_in_one_write(sample, tmp_path):
    with timeline(sample, XDG_STATE_HOME=str(tmp_path)) as terminal:
        terminal.expect(lambda terminal: 1000 in terminal.modes)
        terminal.send(b"jaAsk the ministry.\x1bjq")
        assert terminal.wait() == 0
    with timeline(sample, XDG_STATE_HOME=str(tmp_path)) as terminal:
        terminal.expect("3 of 57")
        terminal.press("k", "a")
        terminal.expect("Ask the ministry.")


def test_alt_moves_by_words_in_a_field_and_is_esc_elsewhere(sample, tmp_path):
    with timeline(sample, XDG_STATE_HOME=str(tmp_path)) as terminal:
        terminal.press("a", "one two three")
        terminal.expect("one two three")
        for sent in (b"\x1bb", b"\x1bb", b"X", b"\x1bf", b"Y", b"\x1b\x7f"):
            terminal.send(sent)
            terminal.settle()
        terminal.expect("one  three")
        terminal.press("esc", "j", "/", "missile kim")
        terminal.expect("missile kim")
        terminal.send(b"\x1bb")
        terminal.settle()
        terminal.send(b"-")
        terminal.expect("missile -kim")
        terminal.press("esc", "enter")
        terminal.expect("event 2 of")
        terminal.send(b"\x1bf")  # a step back, and the filter
        terminal.expect("tab completes")
