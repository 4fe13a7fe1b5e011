"""A filter as the line that a person types: the inverse of `store.filters.parsing`."""

from store.filters.parts import All, AnyOf, Dated, Field, Flag, Not, Number, Part, Phrase, Prefix, Word
from store.filters.words import COUNTED, OPENING, RESERVED

_BRACKETS = frozenset("()")


def line_of(part: Part) -> str:
    """The part as it is typed."""
    match part:
        case Word():
            return part.text
        case Phrase():
            return quoted(part.text)
        case Prefix():
            return f"{part.text}*"
        case Field():
            return f"{part.name}:{value(part.value)}"
        case Dated():
            return f"{part.name}:{value(part.edtf)}"
        case Number():
            return f"{part.name}:{bounds(part)}"
        case Flag():
            return part.name
        case Not():
            return f"-{_single(part.part)}"
        case All():
            return line_of_all(part.parts)
        case AnyOf():
            return " or ".join(map(_single, part.parts))


def line_of_all(parts: tuple[Part, ...]) -> str:
    """Parts that must all hold, as they are typed."""
    return " ".join(map(line_of, parts))


def _single(part: Part) -> str:
    """In brackets, where without them something else would be negated or chosen from."""
    return f"({line_of(part)})" if isinstance(part, All | AnyOf) else line_of(part)


def bounds(number: Number) -> str:
    """The numbers that are asked for: `2`, `>=2`, `<=4`, `2..4`."""
    least, most = number.least, number.most
    if least is None or most is None:
        return f"<={most}" if least is None else f">={least}"
    return f"{least}" if least == most else f"{least}..{most}"


def value(text: str) -> str:
    """A field's value: in quotation marks where it would end early without them."""
    return quoted(text) if not plain(text) else text


def plain(text: str) -> bool:
    """Whether a text stands for itself, from blank to blank."""
    return not any(each.isspace() or each in _BRACKETS or each in OPENING for each in text) and text != ""


def quoted(text: str) -> str:
    """A text in quotation marks; those within it are doubled."""
    return '"' + text.replace('"', '""') + '"'


def is_word(text: str) -> bool:
    """Whether a text, typed without quotation marks, is a word to search for and nothing else."""
    return (
        plain(text)
        and text[0] != "-"
        and text.lower() not in RESERVED
        and not any(each in text for each in ":*")
        and COUNTED.match(text) is None
    )
