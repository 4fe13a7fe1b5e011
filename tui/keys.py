"""Every key once: what it is called, what it does, and where it works.

Bindings, the line of keys, the help and the README all come from this table. A key's `action` is its stable name.
Nothing here needs Textual.
"""

from dataclasses import dataclass

EVERYWHERE = "everywhere"
MOVING = "moving"
CHRONOLOGY = "chronology"
AXIS = "axis"
CARD = "card"
READER = "reader"

PLACES = {
    MOVING: "In every list and text",
    CHRONOLOGY: "In the chronology",
    AXIS: "On the time axis",
    CARD: "On an event's card",
    READER: "In a source",
    EVERYWHERE: "Everywhere",
}
"""The places where keys work, in the order of the help, with their headings."""


@dataclass(frozen=True, slots=True)
class Key:
    """An action and the keys that call it."""

    action: str
    """The stable name, and the name of the action method."""
    keys: str
    """As Textual names them, separated by commas."""
    shown: str
    """As a person reads them."""
    label: str
    """A word or two for the line of keys."""
    help: str
    """What it does, in a sentence's worth."""
    place: str
    hint: bool = False
    """Whether the line of keys shows it."""
    at_start: str = ""
    """Another label, where there is nothing to go back to."""


TABLE = (
    Key("line_down", "j,down", "j ↓", "down", "one down", MOVING),
    Key("line_up", "k,up", "k ↑", "up", "one up", MOVING),
    Key("half_down", "ctrl+d", "ctrl+d", "half down", "half a page down", MOVING),
    Key("half_up", "ctrl+u", "ctrl+u", "half up", "half a page up", MOVING),
    Key("page_down", "space,pagedown", "space PgDn", "page down", "a page down", MOVING),
    Key("page_up", "b,pageup", "b PgUp", "page up", "a page up", MOVING),
    Key("first", "g,home", "g Home", "start", "to the start", MOVING),
    Key("last", "G,end", "G End", "end", "to the end", MOVING),
    Key("open", "enter,l,right", "enter l →", "open", "the passages behind this event, or its card", CHRONOLOGY, True),
    Key("other_pane", "tab", "tab", "pane", "to the card, to the time axis, and back", CHRONOLOGY, hint=True),
    Key("go_to", "t", "t", "go to", "go to a time: 2023-09, jan 2 2024, 3 months later, start", CHRONOLOGY, hint=True),
    Key("repeat", "r", "r", "again", "repeat the last step in time", CHRONOLOGY),
    Key("repeat_back", "R", "R", "back again", "the last step in time, the other way", CHRONOLOGY),
    Key("closer", "plus,equals_sign,z", "+ z", "closer", "zoom in: century, decade, year … day", CHRONOLOGY, hint=True),
    Key("wider", "minus,Z", "- Z", "wider", "zoom out, as far as all", CHRONOLOGY),
    Key("next_period", "right_parenthesis", ")", "next period", "to the next period that holds an event", CHRONOLOGY),
    Key("previous_period", "left_parenthesis", "(", "period before", "to the period before that holds one", CHRONOLOGY),
    Key("next_silence", "s", "s", "silence", "to the end of the next silence that stands out", CHRONOLOGY),
    Key("previous_silence", "S", "S", "silence before", "to the end of the silence before", CHRONOLOGY),
    Key("since", "T", "T", "since", "show the time since the event before, or not", CHRONOLOGY),
    Key("range", "v", "v", "range", "begin a range here; move, and enter narrows to it", CHRONOLOGY),
    Key("certain", "c", "c", "certain", "in a range: only what certainly lies in it, or all that may", CHRONOLOGY),
    Key("drop", "backspace", "backspace", "drop", "leave the last range", CHRONOLOGY),
    Key("on_off", "x", "x", "on or off", "all events, or the ranges again", CHRONOLOGY),
    Key("undated", "full_stop", ".", "undated", "to the first event without a date", CHRONOLOGY),
    Key("axis", "i", "i", "axis", "show the time axis, or not", CHRONOLOGY),
    Key("choose", "enter", "enter", "go there", "to the first event there", AXIS, hint=True),
    Key("later", "right,l", "→ l", "later", "a cell to the right", AXIS, hint=True),
    Key("earlier", "left,h", "← h", "earlier", "a cell to the left", AXIS, hint=True),
    Key("much_later", "pagedown,space", "PgDn space", "much later", "half a width to the right", AXIS),
    Key("much_earlier", "pageup,b", "PgUp b", "much earlier", "half a width to the left", AXIS),
    Key("leave_axis", "escape,q,j,down", "esc q j ↓", "list", "back to the list", AXIS, hint=True),
    Key("open", "enter,l,right", "enter l →", "read", "read this passage in its source", CARD, hint=True),
    Key("next_passage", "J", "J", "next", "to the next passage behind the event", READER, hint=True),
    Key("previous_passage", "K", "K", "previous", "to the previous passage behind it", READER, hint=True),
    Key("words", "w", "w", "words", "the original's words, or the digest, at the same paragraph", READER, hint=True),
    Key("other_pane", "tab", "tab", "events", "to the events that rest on this source, and back", READER, hint=True),
    Key("open", "enter,l,right", "enter l →", "card", "in the list of events: this event's card", READER, hint=True),
    Key("back", "q,h,left,escape", "q h ← esc", "back", "a step back; at the start, leave", EVERYWHERE, True, "leave"),
    Key("place_back", "left_square_bracket,ctrl+o", "[ ctrl+o", "before", "to the place visited before", EVERYWHERE),
    Key("place_forward", "right_square_bracket", "]", "after", "to the place that one went back from", EVERYWHERE),
    Key("leave", "Q", "Q", "leave", "leave from anywhere", EVERYWHERE),
    Key("help", "question_mark,f1", "? F1", "keys", "these keys", EVERYWHERE, hint=True),
    Key("palette", "colon,ctrl+p", ": ctrl+p", "commands", "all commands, by name", EVERYWHERE),
    Key("theme", "D", "D", "dark or light", "dark, or light", EVERYWHERE),
    Key("reload", "f5", "F5", "reload", "read the store again", EVERYWHERE),
    Key("redraw", "ctrl+l", "ctrl+l", "redraw", "draw the screen again", EVERYWHERE),
)  # fmt: skip


def at(place: str) -> tuple[Key, ...]:
    """The keys of one place, in the order of the table."""
    return tuple(key for key in TABLE if key.place == place)


def hints(place: str) -> tuple[tuple[str, str], ...]:
    """What the line of keys shows in a place, the most wanted first: the first key of each action, and its label."""
    here, everywhere = ([key for key in at(where) if key.hint] for where in (place, EVERYWHERE))
    shown = [*here[:1], *reversed(everywhere), *here[1:]]
    return tuple((key.shown.split(" ")[0], (place == CHRONOLOGY and key.at_start) or key.label) for key in shown)
