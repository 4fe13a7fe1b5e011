"""Which entities, kinds, tags and sources of a store a field's value means; what a filter has to be resolved against.

An id means what it names. Else a name, or another name of an entity, is meant however it is written: capitals and
marks on letters make no difference, and several entities may share it. Where nothing is called so, the value is taken
for words of names. Whoever names an entity also means the names that stand for it ("Moscow" for Russia).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from store import fields, naming
from store.database import WHOLE_TABLE, Row, Store
from store.errors import FilterError
from store.filters.filter import Filter
from store.filters.parts import All, AnyOf, Field, Not, Part, leaves
from store.filters.printing import line_of
from store.filters.words import CLOSED, words_of
from store.selecting.memory import memory

_NEIGHBOURS, _FEW = 100, 25
_ENTITY_NAMED = """
SELECT id FROM entity WHERE name = ?1 COLLATE NOCASE UNION SELECT entity_id FROM alias WHERE name = ?1
"""
_ENTITY_NAMES = """
SELECT id, name FROM entity WHERE {0} UNION ALL SELECT entity_id, name FROM alias WHERE {0}
"""
_LIKE = r"{0} LIKE ?1 ESCAPE '\' OR {0} GLOB '*[^ -~]*'"
"""Names that may hold an ASCII word; those with other letters are looked at one by one."""
_WHAT = {"entity": "entity", "by": "entity", "denied-by": "entity", "source": "source", "publisher": "publisher"}


_Key = TypeVar("_Key")


class Meant(NamedTuple):
    """What a field's value means in a store."""

    facet: str
    keys: tuple[str, ...]
    """The keys of postings."""
    numbers: tuple[int, ...] = ()
    """Of entities, their numbers."""


def resolve(store: Store, asked: Filter) -> None:
    """Look up every name of a filter. Raises FilterError at one that the store does not have, and QueryError.

    A name that is only excluded may be missing: then it excludes nothing (`missing` tells).
    """
    for field, excluded in _fields(asked):
        if not excluded and not meant(store, field).keys:
            raise _unknown(store, field)


def missing(store: Store, asked: Filter) -> list[str]:
    """What is to be said of the names that a filter excludes and the store does not have. Raises QueryError."""
    unknown = (field for field, excluded in _fields(asked) if excluded and not meant(store, field).keys)
    return [f"-{line_of(field)} excludes nothing: {_unknown(store, field)}" for field in unknown]


def _fields(asked: Filter) -> Iterator[tuple[Field, bool]]:
    """The fields of a filter, each with whether it is excluded."""
    waiting: list[tuple[Part, bool]] = [(part, False) for part in reversed(asked.parts)]
    while waiting:
        part, excluded = waiting.pop()
        match part:
            case Not():
                waiting.append((part.part, not excluded))
            case All() | AnyOf():
                waiting.extend((each, excluded) for each in reversed(part.parts))
            case Field():
                yield part, excluded


def _unknown(store: Store, field: Field) -> FilterError:
    what = _WHAT.get(field.name, field.name)
    near = _near(store, what, field.value)
    hint = f"; did you mean {' or '.join(near)}?" if near else _all(store, what)
    return FilterError(f"there is no {what} “{field.value[:60]}” in this chronology{hint}", *field.at)


def meant(store: Store, field: Field) -> Meant:
    """What a field's value means; no keys where the store has no such name. Raises QueryError."""
    if field.name in CLOSED:
        return Meant(field.name, (field.value,))
    return memory(store).kept(("meant", field), lambda: _meant(store, field))


def _meant(store: Store, field: Field) -> Meant:
    value = naming.sought(field.value)
    if field.name in ("kind", "tag"):
        names = [
            fields.text(name, f"a {field.name}", "name") for (name,) in store.query(f"SELECT name FROM {field.name}")
        ]
        return Meant(field.name, tuple(_alike(value, ((name, name) for name in names), whole=True)))
    if field.name in ("source", "publisher"):
        return Meant("source", tuple(_sources(store, value, field.name == "publisher")))
    numbers = _with_metonyms(store, entities(store, value))
    facet = "speaker" if field.name == "by" else field.name
    sql = "SELECT slug FROM entity WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    slugs = tuple(fields.text(slug, "an entity", "id") for (slug,) in store.query(sql, (json.dumps(numbers),)))
    return Meant(facet, slugs, tuple(numbers))


def entities(store: Store, value: str) -> list[int]:
    """The numbers of the entities that a value means; none where it means none. Raises QueryError."""
    if found := store.query("SELECT id FROM entity WHERE slug IN (?, ?)", (value, value.lower())):
        return _numbers(found)
    return _numbers(store.query(_ENTITY_NAMED, (value,))) or sorted(set(_alike(value, _candidates(store, value))))


def called(store: Store, value: str) -> list[str]:
    """The ids of the entities that a value means; none where it means none. Raises QueryError."""
    numbers = json.dumps(entities(store, naming.sought(value)))
    rows = store.query("SELECT slug FROM entity WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", (numbers,))
    return [fields.text(slug, "an entity", "id") for (slug,) in rows]


def named_with(store: Store, words: Sequence[str], *, prefix: bool = False) -> list[int]:
    """The numbers of the entities that have these folded words in a row in a name. Raises QueryError."""
    found = _candidates(store, " ".join(words))
    return sorted({number for number, name in found if _holds(words_of(name), words, prefix)})


def _candidates(store: Store, value: str) -> list[tuple[int, str]]:
    rows = store.query(_ENTITY_NAMES.format(_LIKE.format("name")), (_pattern(value),), deadline=WHOLE_TABLE)
    return [(fields.whole(number, "a name", "entity"), fields.text(name, "an entity", "name")) for number, name in rows]


def _pattern(value: str) -> str:
    """For LIKE: what has the longest ASCII word of a value in it."""
    word = max((word for word in words_of(value) if word.isascii()), key=len, default="")
    return f"%{word}%"


def _alike(value: str, named: Iterable[tuple[_Key, str]], *, whole: bool = False) -> list[_Key]:
    """What is called so, in whatever letters; where nothing is, what has the words, unless `whole` names are meant."""
    words = words_of(value)
    known = [(key, name, words_of(name)) for key, name in named]
    found = [key for key, name, _ in known if name == value]
    found = found or [key for key, _, these in known if words and these == words]
    return found or ([] if whole else [key for key, _, these in known if words and _holds(these, words, False)])


def _holds(words: Sequence[str], sought: Sequence[str], prefix: bool) -> bool:
    """Whether words stand in a row among others; with `prefix`, the last of them need only begin so."""
    count = len(sought)
    for at in range(len(words) - count + 1):
        if prefix and words[at : at + count - 1] == tuple(sought[:-1]) and words[at + count - 1].startswith(sought[-1]):
            return True
        if words[at : at + count] == tuple(sought):
            return True
    return False


def _sources(store: Store, value: str, publisher: bool) -> list[str]:
    if not publisher and (found := store.query("SELECT slug FROM source WHERE slug IN (?, ?)", (value, value.lower()))):
        return [fields.text(slug, "a source", "id") for (slug,) in found]
    columns = ("publisher",) if publisher else ("publisher", "title")
    where = " OR ".join(_LIKE.format(name) for name in columns)
    rows = store.query(
        f"SELECT slug, publisher, title FROM source WHERE {where}", (_pattern(value),), deadline=WHOLE_TABLE
    )
    names = ((slug, text) for slug, *texts in rows for text in texts[: len(columns)] if isinstance(text, str))
    return [fields.text(slug, "a source", "id") for slug in dict.fromkeys(_alike(value, names))]


def _with_metonyms(store: Store, numbers: list[int]) -> list[int]:
    """Also the names that stand for these entities."""
    sql = "SELECT stands_for, id FROM entity WHERE stands_for IS NOT NULL"
    links: list[Row] = memory(store).table("metonyms", lambda: store.query(sql, deadline=WHOLE_TABLE))
    found = dict.fromkeys(numbers)
    for number in (waiting := list(numbers)):
        for other in (name for meaning, name in links if meaning == number and name not in found):
            found[other] = None
            waiting.append(other)
    return list(found)


def with_other_names(store: Store) -> frozenset[str]:
    """The ids of the entities for which other names stand. Raises QueryError."""
    sql = "SELECT m.slug FROM entity e CROSS JOIN entity m ON m.id = e.stands_for WHERE e.stands_for IS NOT NULL"
    return memory(store).table(
        "with other names", lambda: frozenset(slug for (slug,) in store.query(sql, deadline=WHOLE_TABLE))
    )


def _numbers(rows: list[Row]) -> list[int]:
    return sorted(fields.whole(number, "an entity", "number") for (number,) in rows)


def _near(store: Store, what: str, value: str) -> list[str]:
    """Names that come near to one that is missing."""
    from difflib import get_close_matches

    sought = naming.sought(value[:60])
    names: dict[str, str] = {}
    for table, column in _COLUMNS[what]:
        for sign, order in ((">=", ""), ("<", "DESC")):
            sql = (
                f"SELECT {column} FROM {table} WHERE {column} {sign} ?1 COLLATE NOCASE ORDER BY {column} COLLATE NOCASE"
            )
            rows = store.query(f"{sql} {order} LIMIT {_NEIGHBOURS}", (sought,), deadline=WHOLE_TABLE)
            names |= {name.lower(): name for (name,) in rows if isinstance(name, str) and len(name) <= 80}
    near = get_close_matches(sought.lower(), names, n=3, cutoff=0.6)
    inside = [name for name in names if len(sought) > 2 and sought.lower() in name]
    return [names[name] for name in dict.fromkeys(near + inside)][:3]


def _all(store: Store, what: str) -> str:
    """Of what there is little of, all that there is."""
    if what not in ("kind", "tag"):
        return ""
    rows = store.query(f"SELECT name FROM {what} ORDER BY name LIMIT {_FEW + 1}")
    return f"; known are {', '.join(str(name)[:40] for (name,) in rows)}" if 0 < len(rows) <= _FEW else ""


_COLUMNS = {
    "entity": (("entity", "slug"), ("entity", "name"), ("alias", "name")),
    "source": (("source", "slug"),),
    "publisher": (("source", "publisher"),),
    "kind": (("kind", "name"),),
    "tag": (("tag", "name"),),
}


def names_in(store: Store, asked: Filter) -> dict[str, str]:
    """The names of what a filter gives by its id. Raises QueryError."""
    found: dict[str, str] = {}
    for leaf in (leaf for part in asked.parts for leaf in leaves(part) if isinstance(leaf, Field)):
        if leaf.name not in _WHAT or leaf.name == "publisher":
            continue
        name, table = ("ifnull(publisher, title)", "source") if leaf.name == "source" else ("name", "entity")
        row = store.one(f"SELECT {name} FROM {table} WHERE slug = ?", (naming.sought(leaf.value),))
        if row is not None and isinstance(row[0], str):
            found[leaf.value] = row[0]
    return found
