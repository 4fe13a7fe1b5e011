"""The display guard: whatever a source holds, only visible text is shown, at the same offsets."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.guard import complain, guard, guard_body, hidden, placeholder, put, say, to_ascii_marks

ROOT = Path(__file__).resolve().parent.parent
HOSTILE: list[dict[str, Any]] = json.loads((ROOT / "tests" / "hostile.json").read_text("utf-8"))
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

JOINERS = "\u200c\u200d\ufe0e\ufe0f"

any_text = st.text(st.characters(codec=None))
spiked_text = st.text(
    st.one_of(
        st.sampled_from(
            "aZ \n\t\x1b\x9b\u202e\u200b\u2060\ufffd\u0301\u0302\u0e47\u200d\u200c\ufe0f\u3000漢\U0001f468"
        ),
        st.characters(codec=None),
    ),
    max_size=60,
)
mark_storms = st.text(st.sampled_from("Z \u0301\u0302\u200d\ufffd\u2060\n"), max_size=60)


@pytest.mark.parametrize(
    "case", [case for case in HOSTILE if "display" in case["must"]], ids=lambda case: str(case["name"])
)
def test_every_hostile_text_is_shown_as_agreed(case: dict[str, Any]) -> None:
    text = case["text"].replace("\r\n", "\n") * case.get("repeat", 1)  # loading has made CRLF one line break
    assert guard_body(text) == case["must"]["display"] * case.get("repeat", 1)


@given(any_text | spiked_text | mark_storms)
@example("Z" + "\u0301" * 12 + "\u2060")
@example("\u0301" * 10)
def test_one_character_in_one_character_out(text: str) -> None:
    assert len(guard(text)) == len(guard_body(text)) == len(text)


@given(any_text | spiked_text | mark_storms)
@example("Z" + "\u0301" * 8 + "\ufffd\u2060\u2060")
@example("\u0301\u200d\u0301" + "\u2060" * 3)
def test_guarding_twice_changes_nothing_more(text: str) -> None:
    assert guard(guard(text)) == guard(text)
    assert guard_body(guard_body(text)) == guard_body(text)


@given(any_text | spiked_text | mark_storms)
def test_nothing_unseen_gets_through(text: str) -> None:
    for shown, line_break in ((guard(text), ""), (guard_body(text), "\n")):
        for char in shown:
            if char not in JOINERS + "\u2060" + line_break:
                assert category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"), hex(ord(char))


@given(spiked_text | mark_storms)
def test_a_mark_always_has_something_to_stand_on(text: str) -> None:
    shown = guard(text)
    for before, char in zip(" " + shown, shown, strict=False):
        if char in JOINERS or category(char).startswith("M"):
            assert before not in " \u3000"


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="\u3164\u2800\uffa0")))
def test_letters_and_symbols_are_never_altered(text: str) -> None:
    if not {"\u115f", "\u1160"} & set(text):
        assert guard(text) == text
        assert hidden(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "שָׁלוֹם עוֹלָם 123",
        "مرحبا (2024) بالعالم",
        "می\u200cخواهم",
        "Tiếng Việt, decomposed: Tie\u0302\u0301ng Vie\u0323\u0302t",
        "क्षि நி கௌ ក្ក བོད",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 ❤\ufe0f 1\ufe0f\u20e3 🇩🇪 👍🏽",
        "漢字かな交じり文　한국어",
        "“Curly” – and — dashes… naïve café 1°",
    ],
)
def test_real_writing_is_left_alone(text: str) -> None:
    assert guard(text) == text
    assert guard_body(text) == text
    assert hidden(text) == 0


def test_a_field_shows_its_line_breaks_and_a_body_keeps_them() -> None:
    assert guard("one\ntwo\tthree") == "one␤two three"
    assert guard_body("one\ntwo\tthree") == "one\ntwo three"


def test_hidden_counts_what_was_replaced_and_not_the_spacing() -> None:
    assert hidden("plain") == 0
    assert hidden("tab\tand no-break\xa0space\nand a line") == 0
    assert hidden("a\x1b[2J\u202eb\u200b") == 3
    assert hidden("already \ufffd in the source") == 0
    assert hidden("Z" + "\u0301" * 20) == 12


def test_a_title_that_looks_empty_gets_words() -> None:
    assert placeholder("") == "(untitled)"
    assert placeholder(" \t\u2003") == "(untitled)"
    assert placeholder("", instead="(no words)") == "(no words)"
    assert placeholder("\u3164") == "\ufffd"
    assert placeholder("Talks\x07") == "Talks␇"


def test_a_plain_terminal_gets_question_marks() -> None:
    assert to_ascii_marks(guard("a\x1b[0m\u202e é\n")) == "a?[0m? é?"
    assert to_ascii_marks("ascii") == "ascii"


def test_say_and_complain_print_guarded_lines(capsys: pytest.CaptureFixture[str]) -> None:
    say("found\t\x1b]0;x\x07")
    complain("no such file: \u202etxt.exe\nZ" + "\u0301" * 12)
    out, err = capsys.readouterr()
    assert out == "found ␛]0;x␇\n"
    assert err == "no such file: \ufffdtxt.exe\nZ" + "\u0301" * 8 + "\ufffd\n"


def test_a_stream_that_cannot_show_it_gets_question_marks() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    put("naïve – \x9b \ud800", stream)
    assert raw.getvalue() == b"na?ve ? ? ?"
    put("nowhere", None)


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("TIMELINE", "XDG", "PYTHON"))}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**clean, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_a_reader_that_goes_away_ends_the_program_quietly() -> None:
    code = "from tui.guard import say\nwhile True: say('x' * 1000)"
    child = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout and child.stderr
    child.stdout.read(10)
    child.stdout.close()
    assert child.stderr.read() == b""
    assert child.wait(timeout=60) == 141
    child.stderr.close()


FAILING = "from tui.guard import install_excepthook\ninstall_excepthook()\n"


def test_an_uncaught_exception_is_one_sentence_and_a_report(tmp_path: Path) -> None:
    done = run(FAILING + "raise ValueError('bad \\x1b]52;c;QQ==\\x07 \\u202e')", XDG_STATE_HOME=str(tmp_path))
    (report,) = (tmp_path / "timeline").iterdir()
    assert done.returncode == 70
    assert done.stderr == f"timeline: internal error: bad ␛]52;c;QQ==␇ \ufffd\nThe report is in {report}\n"
    assert "ValueError: bad ␛]52;c;QQ==␇ \ufffd" in report.read_text("utf-8")
    assert "\x1b" not in report.read_text("utf-8")
    assert report.stat().st_mode & 0o077 == 0


def test_the_report_goes_to_the_temporary_folder_when_the_state_folder_cannot_be_written(
    tmp_path: Path,
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    spare = tmp_path / "tmp"
    spare.mkdir()
    done = run(FAILING + "{}['no \\x9b']", XDG_STATE_HOME=str(blocked), TMPDIR=str(spare))
    (report,) = spare.iterdir()
    assert done.returncode == 70
    assert str(report) in done.stderr


def test_a_report_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    code = FAILING + "import tui.guard as g\ndef refuse(*_): raise OSError(28, 'No space left on device')\n"
    done = run(code + "g._write_new = refuse\n1 / 0", XDG_STATE_HOME=str(tmp_path))
    assert done.returncode == 70
    assert "could not be written (No space left on device)" in done.stderr


def test_debugging_shows_the_traceback_guarded() -> None:
    done = run(FAILING + "raise RuntimeError('\\x1b[2J')", TIMELINE_DEBUG="1")
    assert done.returncode == 70
    assert "Traceback (most recent call last)" in done.stderr
    assert done.stderr.endswith("RuntimeError: ␛[2J\n")


def test_an_interrupt_is_no_internal_error() -> None:
    done = run(FAILING + "raise KeyboardInterrupt")
    assert (done.returncode, done.stderr) == (130, "")
