"""Words for a made-up chronology: a few are everywhere and most are rare, as in any language."""

import random
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

_KNOWN = {0: "the", 1: "of", 2: "and", 3: "to", 4: "in", 9: "government", 50: "president", 199: "missile"} | {
    299: "sanctions",
    499: "sanction",
    899: "sanctioned",
    1499: "embargo",
}


def sentence(words: Sequence[str]) -> str:
    """Words as a sentence."""
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."


def zipf(count: int, flatness: float) -> list[float]:
    """Cumulative weights of which the first is the heaviest; the flatter, the less so."""
    return list(accumulate(1 / (rank + flatness) for rank in range(count)))


@lru_cache(maxsize=1)
def vocabulary() -> list[str]:
    """Twenty thousand made-up words, some of the frequent ones real."""
    rng = random.Random(1)
    words: dict[str, None] = {}
    while len(words) < 20_000:
        syllables = (
            rng.choice("bcdfghjklmnprstvwz") + rng.choice("aeiou") + rng.choice(("", "", "n", "s"))
            for _ in range(rng.randint(1, 4))
        )
        words["".join(syllables)] = None
    vocabulary = list(words)
    for rank, word in _KNOWN.items():
        vocabulary[rank] = word
    return vocabulary
