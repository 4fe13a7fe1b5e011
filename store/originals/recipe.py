"""From the bytes of a document to the text that positions count in: the one recipe that a dataset's manifest names.

`utf8-nfc0-lf-v1`: UTF-8; a byte order mark at the start is left out; CRLF and a lone CR become LF; nothing else is
touched, above all no Unicode normalisation (nfc0), which would move every position behind it.
"""

import hashlib
from dataclasses import dataclass

from store.errors import TimelineError

RECIPE = "utf8-nfc0-lf-v1"
LARGEST = 64 * 1024 * 1024
"""Bytes: no document that is read here is larger."""


class NotText(TimelineError):
    """Bytes that are no text by the recipe, and why."""


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of a file, as a text and as what it is recognised by."""

    text: str
    """By the recipe: positions are code points of it."""
    sha256: str
    """Of the bytes as they are, in hexadecimal."""
    text_sha256: str
    """Of the text in UTF-8."""
    bytes: int


def document(data: bytes) -> Document:
    """A file's bytes read by the recipe. Raises NotText."""
    text = normalised(data)
    raw = hashlib.sha256(data).hexdigest()
    as_it_was = not data.startswith(b"\xef\xbb\xbf") and b"\r" not in data
    return Document(text, raw, raw if as_it_was else sha256_of(text), len(data))


def normalised(data: bytes) -> str:
    """The text of a file's bytes. Raises NotText."""
    if len(data) > LARGEST:
        raise NotText(f"is larger than {LARGEST >> 20} MiB")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotText("is UTF-16; save it as UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotText(f"is not UTF-8 at byte {error.start:,}; save it as UTF-8") from None
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def sha256_of(text: str) -> str:
    """The hash of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
