"""What somebody probably meant who wrote a word that is not known. For the sentences of `store.dataset.toml_fields` and
`store.dataset.references`.
"""

import difflib
from collections.abc import Iterable


def suggestion(word: str, known: Iterable[str]) -> str:
    """The end of a sentence on an unknown word: the one that was meant, or all that there are."""
    names = sorted(filter(None, known))
    near = difflib.get_close_matches(word.casefold()[:100], names, n=1, cutoff=0.6)
    if near:
        return f"; did you mean “{near[0]}”?"
    if names and len(names) <= 12:
        return f"; known are {', '.join(names)}"
    return ""
