"""Hashes of spans that say nothing to whoever lacks the document, and hold for whoever has most of it.

`context-salted-v1`, documented in `sample_data/README.md`:

- The salt of a document is a hash of its whole text (not the sha256 that the manifest tells), so that a short span
  can't be found by guessing.
- Whoever holds an edited copy needs the salt too, or nothing in it could be placed. So it is sealed, up to sixteen
  times, each time under a stretch of 48 characters of the text, chosen by its own hash: one stretch that is still
  there opens it, and nobody guesses 48 characters of a text. Stretches that are mostly quotation are left out: a
  dataset tells those words.
- A span's hash is keyed with the salt. Its first bytes are of the span's first characters, so that a long text can be
  searched for it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from heapq import nsmallest

HASHES = "context-salted-v1"
WINDOW = 48
"""Code points of a stretch that opens a seal."""
SEALS = 16
EVERYWHERE = 200_000
"""Code points up to which a stretch may begin anywhere; in a longer text it begins with a sentence or a word."""
_GRAM, _HEAD = 4, 16
_FEW = 64
# A run of blanks is looked at once, from its start: a text may end in a million of them.
_SENTENCES = re.compile(r"(?:^|[.!?…]\s++|(?<!\n)\n++)(?=\S)")
_WORDS = re.compile(r"(?:^|(?<=\s))(?=\S)")

Span = tuple[int, int]


def salt_of(text: str) -> bytes:
    """The salt of a document, from its whole text."""
    return blake2b(text.encode(), digest_size=16, person=b"timeline salt").digest()


def proof_of(salt: bytes) -> str:
    """What a salt is known by, in hexadecimal."""
    return blake2b(salt, digest_size=8, person=b"timeline proof").hexdigest()


def sealed(text: str, told: Sequence[Span]) -> tuple[str, ...]:
    """The seals of a document's salt; `told` are the spans whose words a dataset tells: its direct quotations."""
    salt, keys = salt_of(text), {}
    spoken = _Told(told)
    for start in _starts_to_seal(text):
        if not spoken.mostly(start, start + WINDOW):
            tag, key = _key(text, start)
            keys[tag] = key
    return tuple((tag + _xor(salt, keys[tag])).hex() for tag in nsmallest(SEALS, keys))


def opened(text: str, seals: Mapping[str, str]) -> dict[str, bytes]:
    """The salts whose seals this text opens, by their proofs. `seals`: proof by seal, of any number of documents."""
    by_tag: dict[bytes, list[tuple[bytes, str]]] = {}
    for seal, proof in seals.items():
        data = bytes.fromhex(seal)
        by_tag.setdefault(data[:4], []).append((data[4:], proof))
    found: dict[str, bytes] = {}
    for starts in _starts_to_try(text):
        for start in starts:
            tag, key = _key(text, start)
            for wrapped, proof in by_tag.get(tag, ()):
                salt = _xor(wrapped, key)
                if proof_of(salt) == proof:
                    found[proof] = salt
        if len(found) == len(set(seals.values())):
            break
    return found


def hash_of(salt: bytes, words: str) -> str:
    """The hash of a span, 40 hexadecimal digits."""
    return (_short(salt, words[:_GRAM]) + _short(salt, words[:_HEAD]) + _whole(salt, words)).hex()


def is_hash_of(salt: bytes, words: str, hashed: str) -> bool:
    """Whether words are those that were hashed."""
    return _whole(salt, words).hex() == hashed[12:]


def places(text: str, salt: bytes, sought: Iterable[tuple[int, str]]) -> dict[tuple[int, str], list[int]]:
    """Every position at which each span stands, overlapping ones too; a span is sought by its length and its hash."""
    found: dict[tuple[int, str], list[int]] = {span: [] for span in sought}
    for gram, wanted in _by_gram(text, salt, found):
        heads: dict[int, dict[bytes, list[tuple[int, str]]]] = {}
        for length, hashed in wanted:
            head = bytes.fromhex(hashed[6:12])
            heads.setdefault(min(length, _HEAD), {}).setdefault(head, []).append((length, hashed))
        for start in _all(text, gram):
            for size, by_head in heads.items():
                for length, hashed in by_head.get(_short(salt, text[start : start + size]), ()):
                    whole = start + length <= len(text)
                    if whole and is_hash_of(salt, text[start : start + length], hashed):
                        found[length, hashed].append(start)
    return found


def places_of_words(text: str, words: Iterable[str]) -> dict[str, list[int]]:
    """Every position at which each of some words stand, overlapping ones too; quick also for very many."""
    found: dict[str, list[int]] = {each: [] for each in words}
    heads: dict[int, dict[str, list[str]]] = {}
    for each in found:
        heads.setdefault(min(len(each), _HEAD), {}).setdefault(each[:_HEAD], []).append(each)
    for size, by_head in heads.items():
        if len(by_head) < _FEW:
            starts: Iterable[int] = (start for head in by_head for start in _all(text, head))
        else:
            starts = (start for start in range(len(text) - size + 1) if text[start : start + size] in by_head)
        for start in starts:
            for each in by_head[text[start : start + size]]:
                if text.startswith(each, start):
                    found[each].append(start)
    return found


def _by_gram(text: str, salt: bytes, sought: Iterable[tuple[int, str]]) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """The first characters that the text has and spans begin with, and the spans that may."""
    wanted: dict[int, dict[bytes, list[tuple[int, str]]]] = {}
    for length, hashed in sought:
        first = wanted.setdefault(min(length, _GRAM), {})
        first.setdefault(bytes.fromhex(hashed[:6]), []).append((length, hashed))
    for size, by_hash in wanted.items():
        for gram in {text[start : start + size] for start in range(len(text) - size + 1)}:
            if spans := by_hash.get(_short(salt, gram)):
                yield gram, spans


def _all(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _short(salt: bytes, words: str) -> bytes:
    hasher = _keyed(salt, 3, b"timeline start").copy()
    hasher.update(words.encode())
    return hasher.digest()


def _whole(salt: bytes, words: str) -> bytes:
    hasher = _keyed(salt, 14, b"timeline span").copy()
    hasher.update(words.encode())
    return hasher.digest()


@lru_cache(16)
def _keyed(salt: bytes, size: int, person: bytes) -> blake2b:
    """The hash before its first word: to copy it is half the work of making it."""
    return blake2b(digest_size=size, key=salt, person=person)


def _key(text: str, start: int) -> tuple[bytes, bytes]:
    """The mark by which a stretch is known, and the key that it is."""
    digest = blake2b(text[start : start + WINDOW].encode(), digest_size=20, person=b"timeline seal").digest()
    return digest[:4], digest[4:]


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _starts(text: str, pattern: re.Pattern[str]) -> list[int]:
    last = len(text) - WINDOW
    return [start for match in pattern.finditer(text) if (start := match.end()) <= last]


def _starts_to_seal(text: str) -> Sequence[int]:
    if len(text) <= EVERYWHERE:
        return range(len(text) - WINDOW + 1)
    sentences = _starts(text, _SENTENCES)
    return sentences if len(sentences) >= _FEW else _starts(text, _WORDS)


def _starts_to_try(text: str) -> Iterator[Sequence[int]]:
    """What a copy may have been sealed by, the cheap first: an edit may have taken a text over the limit."""
    if len(text) > EVERYWHERE // 2:
        yield _starts(text, _SENTENCES)
        yield _starts(text, _WORDS)
    if len(text) <= EVERYWHERE * 2:
        yield range(len(text) - WINDOW + 1)


class _Told:
    """Where a text's words are told by the dataset."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)

    def mostly(self, start: int, end: int) -> bool:
        """Whether more than half of a stretch is told."""
        told = sum(max(min(end, last) - max(start, first), 0) for first, last in self._spans)
        return told * 2 > end - start
