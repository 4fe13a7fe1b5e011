"""Every key once: what it is called, what it does, and where it works.

Bindings, the line of keys, the help and the README all come from this table. A key's `action` is its stable name.
What a reader has rebound is put in force with `use`, before the first screen. Nothing here needs Textual.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

EVERYWHERE = "everywhere"
MOVING = "moving"
CHRONOLOGY = "chronology"
AXIS = "axis"
CARD = "card"
READER = "reader"
MARKS = "marks"
COUNTS = "counts"
ENTITIES = "entities"
ENTITY = "entity"
QUOTATIONS = "quotations"
SOURCES = "sources"
MATRIX = "matrix"
SIDE_BY_SIDE = "side_by_side"

PLACES = {
    MOVING: "In every list and text",
    CHRONOLOGY: "In the chronology",
    AXIS: "On the time axis",
    CARD: "On an event's card",
    READER: "In a source",
    MARKS: "In the list of marks and notes",
    COUNTS: "On the page of counts",
    ENTITIES: "In the list of entities",
    ENTITY: "On an entity's page",
    QUOTATIONS: "Among quotations",
    SOURCES: "Among sources",
    MATRIX: "In the matrix of events and sources",
    SIDE_BY_SIDE: "Side by side",
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
    Key("find", "slash", "/", "find", "find words and \"phrases\" in titles, passages, names", CHRONOLOGY, hint=True),
    Key("next_hit", "n", "n", "next hit", "to the next hit", CHRONOLOGY),
    Key("previous_hit", "N", "N", "hit before", "to the hit before", CHRONOLOGY),
    Key("filter", "f", "f", "filter", "narrow by words, names, dates, numbers of sources …", CHRONOLOGY, hint=True),
    Key("narrow_here", "comma", ",", "narrow", "narrow to something of this event, or of its card", CHRONOLOGY),
    Key("drop", "backspace", "backspace", "drop", "drop the last part of the filter", CHRONOLOGY),
    Key("on_off", "x", "x", "on or off", "all events, or the filter again", CHRONOLOGY),
    Key("undo", "u", "u", "undo", "the filter before this one", CHRONOLOGY),
    Key("redo", "U", "U", "redo", "the filter that was undone", CHRONOLOGY),
    Key("range", "v", "v", "range", "begin a range here; move, and enter narrows to it", CHRONOLOGY),
    Key("certain", "c", "c", "certain", "in a range: only what certainly lies in it, or all that may", CHRONOLOGY),
    Key("go_to", "t", "t", "go to", "go to a time: 2023-09, jan 2 2024, 3 months later, start", CHRONOLOGY, hint=True),
    Key("other_pane", "tab", "tab", "pane", "to the card, to the time axis, and back", CHRONOLOGY, hint=True),
    Key("repeat", "r", "r", "again", "repeat the last step in time", CHRONOLOGY),
    Key("repeat_back", "R", "R", "back again", "the last step in time, the other way", CHRONOLOGY),
    Key("closer", "plus,equals_sign,z", "+ z", "closer", "zoom in: century, decade, year … day", CHRONOLOGY, hint=True),
    Key("wider", "minus,Z", "- Z", "wider", "zoom out, as far as all", CHRONOLOGY),
    Key("next_period", "right_parenthesis", ")", "next period", "to the next period that holds an event", CHRONOLOGY),
    Key("previous_period", "left_parenthesis", "(", "period before", "to the period before that holds one", CHRONOLOGY),
    Key("next_silence", "s", "s", "silence", "to the end of the next silence that stands out", CHRONOLOGY),
    Key("previous_silence", "S", "S", "silence before", "to the end of the silence before", CHRONOLOGY),
    Key("undated", "full_stop", ".", "undated", "to the first event without a date", CHRONOLOGY),
    Key("next_sharing", "asterisk", "*", "same entity", "to the next event that shares the chosen entity", CHRONOLOGY),
    Key("next_mark", "greater_than_sign", ">", "next mark", "to the next marked event", CHRONOLOGY),
    Key("previous_mark", "less_than_sign", "<", "mark before", "to the marked event before", CHRONOLOGY),
    Key("since", "T", "T", "since", "show the time since the event before, since the last mark, or none", CHRONOLOGY),
    Key("axis", "i", "i", "axis", "show the time axis, or not", CHRONOLOGY),
    Key("choose", "enter", "enter", "go there", "to the first event there", AXIS, hint=True),
    Key("later", "right,l", "→ l", "later", "a cell to the right", AXIS, hint=True),
    Key("earlier", "left,h", "← h", "earlier", "a cell to the left", AXIS, hint=True),
    Key("much_later", "pagedown,space", "PgDn space", "much later", "half a width to the right", AXIS),
    Key("much_earlier", "pageup,b", "PgUp b", "much earlier", "half a width to the left", AXIS),
    Key("leave_axis", "escape,q,j,down", "esc q j ↓", "list", "back to the list", AXIS, hint=True),
    Key("open", "enter,l,right", "enter l →", "open", "read this passage in its source; a name: its page", CARD, True),
    Key("other_pane", "tab", "tab", "part", "to the names, to what was said, to the passages", CARD, hint=True),
    Key("next_sharing", "asterisk", "*", "same entity", "to the next event that shares the chosen entity", CARD),
    Key("find", "slash", "/", "find", "find words: the card of the nearest event that has them", CARD, hint=True),
    Key("next_hit", "n", "n", "next hit", "to the next event with a hit", CARD),
    Key("previous_hit", "N", "N", "hit before", "to the event with a hit before", CARD),
    Key("next_passage", "J", "J", "next", "to the next passage behind the event", READER, hint=True),
    Key("previous_passage", "K", "K", "previous", "to the previous passage behind it", READER, hint=True),
    Key("find", "slash", "/", "find", "find words in this text", READER, hint=True),
    Key("next_hit", "n", "n", "next hit", "to the next hit in this text", READER),
    Key("previous_hit", "N", "N", "hit before", "to the hit before in this text", READER),
    Key("words", "w", "w", "words", "the original's words, or the digest, at the same paragraph", READER, hint=True),
    Key("other_pane", "tab", "tab", "pane", "to the events that rest on this source, and back", READER, hint=True),
    Key("open", "enter,l,right", "enter l →", "card", "in the list of events: this event's card", READER, hint=True),
    Key("open", "enter,l,right", "enter l →", "go there", "to this event in the chronology", MARKS, hint=True),
    Key("open", "enter,l,right", "enter l →", "narrow", "narrow to the events that have this value", COUNTS, hint=True),
    Key("exclude", "minus", "-", "exclude", "narrow to those that have it not", COUNTS, hint=True),
    Key("next_facet", "tab", "tab", "facet", "count something else; 1 kind, 2 entity … 9 tag", COUNTS, hint=True),
    Key("previous_facet", "shift+tab", "shift+tab", "facet before", "the facet before", COUNTS),
    Key("open", "enter,l,right", "enter l →", "open", "all about this entity", ENTITIES, hint=True),
    Key("find_name", "slash", "/", "name", "to a name, or to one that has these letters", ENTITIES, hint=True),
    Key("sort", "s", "s", "sort", "sort by number of events, by name, by when first seen", ENTITIES, hint=True),
    Key("open", "enter,l,right", "enter l →", "open", "what the cursor is on: passage, event, entity", ENTITY, True),
    Key("other_pane", "tab", "tab", "part", "to the next part of the page", ENTITY, hint=True),
    Key("entity_page", "p", "p", "its page", "of another entity on this page: its own page", ENTITY),
    Key("narrow", "comma", ",", "narrow", "narrow the chronology to this entity, or to both", ENTITY, hint=True),
    Key("open", "enter,l,right", "enter l →", "read", "the passage in its source", QUOTATIONS, hint=True),
    Key("other_pane", "tab", "tab", "pane", "to the versions of the utterance, and back", QUOTATIONS, hint=True),
    Key("find_speaker", "slash", "/", "speaker", "to a speaker, by the beginning of a name", QUOTATIONS, hint=True),
    Key("order", "s", "s", "sort", "sort by date, or by speaker", QUOTATIONS, hint=True),
    Key("next_speaker", "right_parenthesis", ")", "next speaker", "to the next speaker", QUOTATIONS, hint=True),
    Key("previous_speaker", "left_parenthesis", "(", "speaker before", "to the speaker before", QUOTATIONS),
    Key("open", "enter,l,right", "enter l →", "read", "this source; in the matrix: this passage", SOURCES, hint=True),
    Key("other_pane", "tab", "tab", "matrix", "to the matrix of events and sources, and back", SOURCES, hint=True),
    Key("one_source", "1", "1", "one source", "events that rest on a single source", SOURCES, hint=True),
    Key("one_voice", "2", "2", "one voice", "events that a single voice stands behind", SOURCES, hint=True),
    Key("dates_differ", "3", "3", "dates", "events that sources date differently, and how", SOURCES, hint=True),
    Key("denied", "4", "4", "denied", "denials, and events that a source denies", SOURCES, hint=True),
    Key("all_events", "0", "0", "all", "all events in view", SOURCES, hint=True),
    Key("read", "enter", "enter", "read", "the passage of this source behind this event", MATRIX, hint=True),
    Key("column_right", "right,l", "→ l", "right", "a source to the right", MATRIX, hint=True),
    Key("column_left", "left,h", "← h", "left", "a source to the left", MATRIX, hint=True),
    Key("columns_right", "right_curly_bracket", "}", "far right", "a page of sources to the right", MATRIX, hint=True),
    Key("columns_left", "left_curly_bracket", "{", "far left", "a page of sources to the left", MATRIX, hint=True),
    Key("open", "enter,l,right", "enter l →", "read", "this passage in its source", SIDE_BY_SIDE, hint=True),
    Key("back", "q,h,left,escape", "q h ← esc", "back", "a step back; at the start, leave", EVERYWHERE, True, "leave"),
    Key("counts", "F", "F", "counts", "count by kind, entity, speaker, source, year …", EVERYWHERE),
    Key("entities", "e", "e", "entities", "all entities", EVERYWHERE),
    Key("place_back", "left_square_bracket,ctrl+o", "[ ctrl+o", "before", "to the place visited before", EVERYWHERE),
    Key("place_forward", "right_square_bracket", "]", "after", "to the place that one went back from", EVERYWHERE),
    Key("leave", "Q", "Q", "leave", "leave from anywhere", EVERYWHERE),
    Key("help", "question_mark,f1", "? F1", "keys", "these keys", EVERYWHERE, hint=True),
    Key("palette", "colon,ctrl+p", ": ctrl+p", "commands", "all commands, by name", EVERYWHERE),
    Key("copy", "y", "y", "copy", "copy what the cursor is on", EVERYWHERE),
    Key("copy_cited", "Y", "Y", "copy cited", "copy it with its citation: Markdown, BibTeX …", EVERYWHERE),
    Key("mark", "m", "m", "mark", "mark this event, or take its mark away", EVERYWHERE),
    Key("note", "a", "a", "note", "write a note on this event", EVERYWHERE),
    Key("marks", "M", "M", "marks", "all marks and notes", EVERYWHERE),
    Key("quotations", "quotation_mark", '"', "quotations", "quotations, by speaker and by date", EVERYWHERE),
    Key("sources", "o", "o", "sources", "sources, and events × sources", EVERYWHERE),
    Key("side_by_side", "V", "V", "side by side", "all sources of this event, side by side", EVERYWHERE),
    Key("theme", "D", "D", "dark or light", "dark, or light", EVERYWHERE),
    Key("reload", "f5", "F5", "reload", "read the store again", EVERYWHERE),
    Key("to_shell", "ctrl+z", "ctrl+z", "to the shell", "to the shell; fg there comes back", EVERYWHERE),
    Key("redraw", "ctrl+l", "ctrl+l", "redraw", "draw the screen again", EVERYWHERE),
)  # fmt: skip


_in_force: tuple[Key, ...] = TABLE


def use(table: Sequence[Key]) -> None:
    """Puts a table in the place of the usual one, for as long as the program runs: `TABLE` with other keys.

    Raises RuntimeError where bindings have been made already, which would keep the keys that they have.
    """
    global _in_force
    if "tui.paint" in sys.modules:
        raise RuntimeError("keys are rebound before the first screen, or not at all")
    _in_force = tuple(table)


def at(place: str) -> tuple[Key, ...]:
    """The keys of one place that are in force, in the order of the table; switched off ones have no `keys`."""
    return tuple(key for key in _in_force if key.place == place)


def of(action: str, place: str) -> Key | None:
    """An action with the keys that are in force; None where there is no such action."""
    return next((key for key in _in_force if key.action == action and key.place == place), None)


def first(action: str, place: str = EVERYWHERE) -> str:
    """The first key of an action as a person reads it, for a sentence: `F5`; `:` and a word, where it has none."""
    key = of(action, place)
    if key is not None and key.keys:
        return key.shown.split(" ")[0]
    return f": {key.label}" if key is not None else ""


def hints(place: str, wanted: str = "") -> tuple[tuple[str, str], ...]:
    """What the line of keys shows in a place, the most wanted first: the first key of each action, and its label.

    `wanted`: the action that comes first, where that is not the first of the place.
    """
    here, everywhere = ([key for key in at(where) if key.hint and key.keys] for where in (place, EVERYWHERE))
    here.sort(key=lambda key: key.action != wanted)
    shown = [*here[:1], *reversed(everywhere), *here[1:]]
    return tuple((key.shown.split(" ")[0], (place == CHRONOLOGY and key.at_start) or key.label) for key in shown)


def reached(place: str) -> tuple[tuple[str, ...], ...]:
    """The places whose keys work where one is, by groups: what is nearer wins over what is further away."""
    if place == AXIS:
        return ((AXIS,), (CHRONOLOGY, EVERYWHERE))
    if place == MATRIX:
        return ((MATRIX,), (SOURCES, MOVING, EVERYWHERE))
    return ((place, MOVING, EVERYWHERE),)
