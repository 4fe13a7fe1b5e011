"""Which source's original a document is: by its hashes, or, for a copy that was changed, by what is left of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.originals import hashing
from store.originals.placing import Sought, as_recorded, place
from store.originals.recipe import Document
from store.originals.records import Placed, State


@dataclass(frozen=True, slots=True)
class Original:
    """What a dataset knows of a document: enough to recognise it, not a word of it."""

    source: str
    """The source's id."""
    sha256: str
    """Of its bytes."""
    text_sha256: str | None
    proof: str | None
    """Of the salt; None, like no seals, where nobody made hashes of its spans yet."""
    seals: tuple[str, ...]
    sought: tuple[Sought, ...]
    length: int | None = None
    """Of its text, in code points."""
    held: bool = False
    """Whether the store has the document itself, so that there is nothing to attach."""
    sound: bool = True
    """Whether the document that the store has is the one of its hash."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A document at hand, and the source that it is the original of, or was."""

    source: str
    document: Document
    state: State
    """verified or differs."""
    salt: bytes | None
    placed: dict[int, Placed]
    """By the passage's number."""


def recognised(document: Document, originals: Sequence[Original]) -> list[Copy]:
    """The sources that a document is the original of, or a changed copy; none for any other document."""
    same = [original for original in originals if is_verified(document, original)]
    if same:
        return [copy(document, original, None) for original in same]
    seals = {seal: each.proof for each in originals if each.proof for seal in each.seals}
    salts = hashing.opened(document.text, seals)
    return [copy(document, each, salts[each.proof]) for each in originals if each.proof in salts]


def is_verified(document: Document, original: Original) -> bool:
    """Whether it is the very document: the same bytes, or the same text in other line ends."""
    hashes = {original.sha256, original.text_sha256}
    return document.sha256 == original.sha256 or document.text_sha256 in hashes


def copy(document: Document, original: Original, salt: bytes | None) -> Copy:
    """A document judged as the original of a source. `salt`: if it is known already; it is proved here."""
    verified = is_verified(document, original)
    if original.proof and (salt is None or hashing.proof_of(salt) != original.proof):
        salt = _salt(document, original, verified)
    known = [each for each in original.sought if each.hashed is not None and original.proof]
    others = [each for each in original.sought if each.hashed is None or not original.proof]
    placed = place(document.text, salt or b"", known, original.length)
    if verified:
        placed |= as_recorded(others, len(document.text))
    else:
        placed |= place(document.text, b"", others)
    return Copy(original.source, document, State.VERIFIED if verified else State.DIFFERS, salt, placed)


def _salt(document: Document, original: Original, verified: bool) -> bytes | None:
    if verified:
        return hashing.salt_of(document.text)
    return hashing.opened(document.text, dict.fromkeys(original.seals, original.proof or "")).get(original.proof or "")
