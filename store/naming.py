"""From the name that an author gave to a thing to its number in the store.

For the reading modules of `store`.
"""

from typing import Literal

from store.database import Store
from store.errors import NotFound
from store.fields import whole

Named = Literal["event", "source", "entity", "quotation"]

_NEIGHBOURS = 200
"""Names on each side of a missing one that are compared with it."""


def number(store: Store, kind: Named, name: str) -> int:
    """The number of what has this name. Raises NotFound, with the names that come near, and QueryError."""
    wanted = sought(name)
    row = store.one(f"SELECT id FROM {kind} WHERE slug = ?", (wanted,))
    if row is not None:
        return whole(row[0], f"{kind} {name}", "number")
    near = _near(store, kind, wanted)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise NotFound(f"there is no {kind} {name}{hint}")


def sought(name: str) -> str:
    """A name as it can be asked for: a command line may hold what is no text."""
    return name.encode("utf-8", "replace").decode()


def _near(store: Store, kind: Named, name: str) -> list[str]:
    from difflib import get_close_matches

    after = f"SELECT slug FROM {kind} WHERE slug >= ? ORDER BY slug LIMIT {_NEIGHBOURS}"
    before = f"SELECT slug FROM {kind} WHERE slug < ? ORDER BY slug DESC LIMIT {_NEIGHBOURS}"
    wanted = name[:100].lower()
    names = [str(row[0]) for sql in (after, before) for row in store.query(sql, (wanted,))]
    inside = [other for other in names if wanted and wanted in other]
    return list(dict.fromkeys(get_close_matches(wanted, names) + inside))[:3]
