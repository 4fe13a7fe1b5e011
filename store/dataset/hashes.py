"""`originals.toml`: the hashes of the originals' spans, which the program writes and nobody edits by hand.

`store.dataset.reading` reads it beside the other files, `store.measuring` makes what is written. The form is in
`sample_data/README.md`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from store.dataset.drafts import HashesDraft, OriginalDraft, SourceDraft, Where
from store.dataset.files import Folder
from store.dataset.toml_fields import Fields
from store.errors import Problem
from store.originals.hashing import HASHES

FILE = "originals.toml"
_HEAD = (
    "# Written by `timeline build --originals FOLDER`; not to be edited by hand. README.md says how these are made.\n"
    f'hashes = "{HASHES}"\n'
)
_SHA256, _SEAL, _PROOF = (re.compile(f"[0-9a-f]{{{count}}}") for count in (64, 40, 16))
_SPAN = re.compile(r"(0|[1-9][0-9]{0,9})-([1-9][0-9]{0,9}) ([0-9a-f]{40})")

Hashes = dict[str, tuple[str, HashesDraft]]
"""By source id: the sha256 of the original that they are of, and they themselves."""


def read(folder: Folder) -> Hashes:
    """What the file says, with a problem for all that is wrong with it; empty where there is no file."""
    if not (folder.root / FILE).exists():
        return {}
    file = folder.toml(FILE)
    if file is None:
        return {}
    top = Fields(file.values, Where("", file.name, (), file.lines), folder.problems)
    top.one_of("hashes", (HASHES,), required=True)
    found: Hashes = {}
    for entry in top.tables("original"):
        source, sha256 = entry.identity("source"), _hex(entry, "sha256", _SHA256)
        made = HashesDraft(
            text_sha256=_hex(entry, "text_sha256", _SHA256),
            proof=_hex(entry, "proof", _PROOF),
            seals=tuple(seal for seal in entry.texts("seals") if _is(entry, "seals", seal, _SEAL)),
            spans=dict(_spans(entry)),
        )
        entry.done()
        if source in found:
            entry.wrong("source", f"“{source}” is there twice; once is enough")
        found[source] = (sha256, made)
    top.done()
    return found


def joined(sources: tuple[SourceDraft, ...], hashes: Hashes, folder: Folder) -> tuple[SourceDraft, ...]:
    """Sources with the hashes of their originals; those of another original are left out, and mentioned."""
    for name in hashes.keys() - {source.id for source in sources}:
        what = f"there is no source “{name}”; it goes when the file is written again"
        folder.problems.append(_note(f"{FILE}: original {name}", what))
    made = []
    for source in sources:
        sha256, found = hashes.get(source.id, ("", None))
        if found and source.original and sha256 == source.original.sha256:
            made.append(replace(source, original=replace(source.original, hashes=found)))
            continue
        if found:
            what = "is of another original than sources.toml names; `timeline build --originals FOLDER` makes it anew"
            folder.problems.append(_note(f"{FILE}: original {source.id}", what))
        made.append(source)
    return tuple(made)


def written(originals: Mapping[str, OriginalDraft]) -> str:
    """The text of the file for originals by source id, the same for the same hashes."""
    parts = [_HEAD]
    for source, original in originals.items():
        found, sha256 = original.hashes, original.sha256
        if found is None:
            continue
        spans = [f"{start}-{end} {hashed}" for (start, end), hashed in sorted(found.spans.items())]
        facts = (("source", source), ("sha256", sha256), ("text_sha256", found.text_sha256), ("proof", found.proof))
        lines = ["\n[[original]]", *(f'{name} = "{value}"' for name, value in facts)]
        for name, values in (("seals", found.seals), ("spans", spans)):
            lines += [f"{name} = [", *(f'    "{value}",' for value in values), "]"]
        parts.append("\n".join(lines) + "\n")
    return "".join(parts)


def _spans(entry: Fields) -> Iterator[tuple[tuple[int, int], str]]:
    for text in entry.texts("spans"):
        if _is(entry, "spans", text, _SPAN) and (found := _SPAN.fullmatch(text)):
            start, end = int(found[1]), int(found[2])
            if start < end:
                yield (start, end), found[3]
            else:
                entry.wrong("spans", f"{start}-{end} is no span: it ends before it starts")


def _hex(entry: Fields, name: str, form: re.Pattern[str]) -> str:
    value = entry.text(name, required=True)
    return value if value and _is(entry, name, value, form) else ""


def _is(entry: Fields, name: str, value: str, form: re.Pattern[str]) -> bool:
    if form.fullmatch(value):
        return True
    entry.wrong(name, f"“{value[:60]}” is not of the form that the program writes; let it write the file again")
    return False


def _note(where: str, what: str) -> Problem:
    return Problem(where, what, fatal=False)
