"""What a terminal sends, as keys, pastes and clicks: where one key ends and the next begins, and what is none.

Textual's parser takes `esc` and whatever follows it within a tenth of a second for one key: esc and j are alt+j, esc
and / are /, esc and 1 another sign. Over a slow line, where much comes at once, a note or a question would stay open.
So esc is told apart before the parser sees it. What a terminal sends for a key begins with esc and `[` or `O`;
all else is esc, and then the other key. Only where a field is typed into, and nothing else has come with them, are
esc and b, f or backspace one key of the field: what terminals send for alt and an arrow (`Chord`).

A paste is gathered here too: no sequence within it becomes a key.
"""

import codecs
import os
import re
from collections.abc import Generator, Iterator

from textual import events
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.message import Message
from textual.messages import InBandWindowResize

MOST_PASTED = 100_000
"""Characters of a paste that are taken."""
TICK = 20.0
"""Thousandths of a second after which one looks whether more belongs to an esc."""

_ESC = "\x1b"
_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"
_INTRODUCERS = "[O"
_PIECE = re.compile("\x1b?[^\x1b]*")
_REPLY = re.compile(r"\x1b(?:\]\d+;|P[\d>+!])[^\x1b\x07]*(?:\x07|\x1b\\)?")
"""What a terminal answers to somebody else's question: the program before this one may not have waited for it."""
_NO_KEYS = re.compile(r"\x1b\[(?:[\d<=>?;:]|M).*", re.DOTALL)
"""A sequence with parameters that the parser does not know, or a part of one: nobody has typed it."""
_CHORDS = {"b": "ctrl+left", "f": "ctrl+right", "\x7f": "ctrl+w"}
"""What follows an esc, and the key of a field that both are."""
_ALONE = re.compile("(?:\x1b(?:[bf\x7f]|[\\[O][\\d;]*[A-Za-z~]))+")
"""Keys that are sequences, and nothing that is typed."""
_SURROGATES = re.compile("[\ud800-\udfff]")


class Chord(events.Key):
    """Esc and another key, sent as one: a key of the field that is typed into; where there is none, the two keys."""

    def __init__(self, key: str, apart: tuple[events.Key, ...]) -> None:
        super().__init__(key, None)
        self.apart = apart
        """The two keys."""


class Incoming:
    """Reads bytes in the order in which they come. Whatever they are, nothing is raised."""

    def __init__(self, debug: bool = False) -> None:
        self._debug = debug
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._parser = XTermParser(debug)
        self._held = ""
        """A sequence that has begun, as far as it has come."""
        self._paste: str | None = None
        """What has come of a paste that has not ended."""
        self._shift_tab = os.environ.get("TERM", "").startswith("linux")
        """Whether esc and tab are what the keyboard has for shift+tab."""

    def patience(self, for_paste: float) -> float | None:
        """How long to wait for more before `waited` is asked, in thousandths of a second; None: for ever.

        `for_paste`: seconds after which a paste that was never ended is given up.
        """
        return TICK if self._held else for_paste * 1000 if self._paste is not None else None

    def take(self, data: bytes) -> Iterator[Message]:
        """What some bytes are, with what came before them."""
        text = self._decode(data)
        alone = _ALONE.fullmatch(text) is not None
        while text:
            if self._paste is not None:
                text = yield from self._pasted(text)
            elif (reply := _REPLY.match(text)) is not None:
                text = text[reply.end() :]
            else:
                found = _PIECE.match(text)
                piece = found[0] if found is not None else text
                text = (yield from self._piece(piece, alone)) + text[len(piece) :]

    def waited(self) -> Iterator[Message]:
        """What it is if nothing more belongs to it."""
        if self._held:
            if get_time() >= (self._parser._timeout_time or 0):
                yield from self._ended()
        else:
            self._paste = None

    def _pasted(self, text: str) -> Generator[Message, None, str]:
        """Gathers a paste. Returns what follows it."""
        whole = f"{self._paste}{text}"
        pasted, end, rest = whole.partition(_PASTED)
        if end:
            self._paste = None
            yield events.Paste(pasted[:MOST_PASTED].replace("\x00", ""))
            return rest
        # Its end may come in pieces; all else that is too much is let go.
        self._paste = whole if len(whole) <= MOST_PASTED else whole[:MOST_PASTED] + whole[MOST_PASTED:][-len(_PASTED) :]
        return ""

    def _piece(self, piece: str, alone: bool) -> Generator[Message, None, str]:
        """A text in which at most the first character is an esc. Returns what of it belongs to a paste."""
        if piece[0] == _ESC:
            yield from self._ended()
        begun = self._held + piece
        if begun.startswith(_PASTE):
            self._begin_anew()
            self._paste = ""
            return begun[len(_PASTE) :]
        if begun[0] == _ESC and len(begun) > 1 and begun[1] not in _INTRODUCERS:
            self._begin_anew()
            yield from self._after_esc(begun[1:], alone)
            return ""
        yield from self._parsed(piece)
        self._held = begun if self._parser._timeout_time is not None else ""
        return ""

    def _after_esc(self, typed: str, alone: bool) -> Iterator[Message]:
        escape = events.Key("escape", _ESC)
        if typed == "\t" and self._shift_tab:
            yield events.Key("shift+tab", None)
        elif alone and typed in _CHORDS:
            apart = [each for each in self._parsed(typed) if isinstance(each, events.Key)]
            yield Chord(_CHORDS[typed], (escape, *apart))
        else:
            yield escape
            yield from self._parsed(typed)

    def _ended(self) -> Iterator[Message]:
        """What a sequence is to which no more has come: an esc and what was typed after it, or no key at all."""
        held = self._held
        if not held:
            return
        self._begin_anew()
        if not _NO_KEYS.match(held):
            yield events.Key("escape", _ESC)
            yield from self._parsed(held[1:])

    def _parsed(self, text: str) -> Iterator[Message]:
        """What Textual's parser makes of a text; one that trips is replaced."""
        if not text:  # the parser would take it for the end
            return
        try:
            for message in self._parser.feed(text):
                yield from _sound(message)
        except Exception:  # whatever the terminal sent, it must not end the program
            self._begin_anew()

    def _begin_anew(self) -> None:
        self._parser, self._held = XTermParser(self._debug), ""


def _sound(message: Message) -> Iterator[Message]:
    """The message if it can be dealt with; sizes that the terminal tells unasked are not believed."""
    if isinstance(message, (events.Resize, InBandWindowResize)):
        return
    if isinstance(message, events.Key) and _SURROGATES.search(message.character or ""):
        return
    yield message
