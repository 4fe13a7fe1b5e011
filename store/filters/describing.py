"""A part of a filter in words, for a chip or a message. What it quotes may be hostile: whoever prints it guards it."""

from collections.abc import Callable, Mapping

from store.dates import parse
from store.filters.parts import All, AnyOf, Dated, Field, Flag, Not, Number, Part, Phrase, Prefix, Word

_NAMED = {
    "entity": "with {}",
    "by": "said by {}",
    "kind": "kind {}",
    "source": "source {}",
    "tag": "tagged {}",
    "status": "{}",
    "precision": "known to the {}",
    "publisher": "published by {}",
    "denied-by": "denied by {}",
}
_PRECISIONS = {"interval": "known to an interval", "set": "on one of several dates", "undated": "undated"}
_DATED = {"after": "from {} on", "before": "before {}", "in": "in {}", "within": "certainly in {}"}
_FLAGS = {"marked": "marked", "noted": "with a note", "disputed": "disputed", "undated": "undated"}


def describe(part: Part, names: Mapping[str, str] | None = None) -> str:
    """What a part keeps, in words; `names`: ids with the names to say for them."""
    return _described(part, (names or {}).get)


def _described(part: Part, name: Callable[[str, str], str]) -> str:
    match part:
        case Word() | Phrase():
            return f"“{part.text}”"
        case Prefix():
            return f"“{part.text}…”"
        case Field("precision", value) if value in _PRECISIONS:
            return _PRECISIONS[value]
        case Field():
            return _NAMED[part.name].format(name(part.value, part.value))
        case Dated():
            return _DATED[part.name].format(parse(part.edtf).display)
        case Number():
            return _number(part)
        case Flag():
            return _FLAGS[part.name]
        case Not():
            return f"not {_single(part.part, name)}"
        case All():
            return " and ".join(_single(each, name) for each in part.parts)
        case AnyOf():
            return " or ".join(_single(each, name) for each in part.parts)


def _single(part: Part, name: Callable[[str, str], str]) -> str:
    words = _described(part, name)
    return f"({words})" if isinstance(part, All | AnyOf) else words


def _number(part: Number) -> str:
    least, most, what = part.least, part.most, part.name
    if least is None:
        return f"at most {most} {_plural(what, most)}"
    if most is None:
        return f"at least {least} {_plural(what, least)}"
    return f"{least} {_plural(what, least)}" if least == most else f"{least} to {most} {what}"


def _plural(what: str, number: int | None) -> str:
    return what[:-1] if number == 1 else what
