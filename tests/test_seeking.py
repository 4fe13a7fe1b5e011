"""Questions asked while somebody types: each newer one stops the older, and answers come in pieces."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.message import Message

from store.database import Store, open_store
from tui.seeking import Question, Seeker

PATIENCE = 60
FOREVER = "SELECT count(*) FROM event a, event b, event c, event d, event e, event f"


@dataclass
class Said(Message):
    """An answer."""

    word: str


class Ear:
    """Hears what a seeker says, and waits for it."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._heard = threading.Semaphore(0)

    def hear(self, message: Message) -> None:
        assert isinstance(message, Said)
        self.words.append(message.word)
        self._heard.release()

    def fail(self, error: Exception) -> None:
        self.words.append(str(error))
        self._heard.release()

    def wait(self, times: int = 1) -> list[str]:
        for _ in range(times):
            assert self._heard.acquire(timeout=PATIENCE)
        return self.words


@pytest.fixture
def seeker(sample: Path) -> Iterator[Seeker]:
    found = Seeker(lambda: open_store(sample))
    yield found
    found.close()


def say(*words: str) -> Question:
    def question(_: Store) -> Iterator[Message]:
        for word in words:
            yield Said(word)

    return question


def test_an_answer_comes_in_pieces(seeker: Seeker) -> None:
    ear = Ear()
    seeker.seek("a", say("one", "two"), ear.hear, ear.fail)
    assert ear.wait(2) == ["one", "two"]


def test_a_newer_question_stops_the_older_inside_sqlite(seeker: Seeker) -> None:
    ear, begun = Ear(), threading.Event()

    def endless(store: Store) -> Iterator[Message]:
        begun.set()
        store.query(FOREVER, deadline=PATIENCE)
        yield Said("never")

    seeker.seek("a", endless, ear.hear, ear.fail)
    assert begun.wait(PATIENCE)
    for word in ("s", "sa", "san"):
        seeker.seek("a", say(word), ear.hear, ear.fail)
    while "san" not in ear.wait():
        pass
    assert "never" not in ear.words


def test_a_stale_question_is_left_at_its_next_yield(seeker: Seeker) -> None:
    ear, begun, go_on, left = Ear(), threading.Event(), threading.Event(), threading.Event()

    def slow(store: Store) -> Iterator[Message | None]:
        try:
            begun.set()
            assert go_on.wait(PATIENCE)
            yield None
            yield Said("never")
        finally:
            left.set()

    seeker.seek("a", slow, ear.hear, ear.fail)
    assert begun.wait(PATIENCE)
    seeker.forget("a")
    go_on.set()
    seeker.seek("b", say("next"), ear.hear, ear.fail)
    assert ear.wait() == ["next"]
    assert left.wait(PATIENCE)


def test_questions_about_other_things_wait_for_their_turn(seeker: Seeker) -> None:
    ear, begun, go_on = Ear(), threading.Event(), threading.Event()

    def slow(store: Store) -> Iterator[Message]:
        begun.set()
        assert go_on.wait(PATIENCE)
        yield Said("first")

    seeker.seek("a", slow, ear.hear, ear.fail)
    assert begun.wait(PATIENCE)
    seeker.seek("b", say("second"), ear.hear, ear.fail)
    go_on.set()
    assert ear.wait(2) == ["first", "second"]


def test_a_question_that_fails_says_why_and_the_next_is_answered(seeker: Seeker) -> None:
    ear = Ear()

    def wrong(store: Store) -> Iterator[Message]:
        store.query("SELECT title FROM nowhere")
        yield Said("never")

    seeker.seek("a", wrong, ear.hear, ear.fail)
    assert "nowhere" in ear.wait()[0]
    seeker.seek("a", say("well"), ear.hear, ear.fail)
    assert ear.wait()[1] == "well"


def test_a_store_that_can_not_be_opened_is_said(tmp_path: Path) -> None:
    ear = Ear()
    seeker = Seeker(lambda: open_store(tmp_path / "none"))
    seeker.seek("a", say("never"), ear.hear, ear.fail)
    assert "there is no such file" in ear.wait()[0]
    seeker.close()


def test_an_answer_in_many_pieces_lets_others_have_their_turn(seeker: Seeker) -> None:
    ear, begun, go_on = Ear(), threading.Event(), threading.Event()

    def long(store: Store) -> Iterator[Message | None]:
        begun.set()
        assert go_on.wait(PATIENCE)
        yield Said("one")
        yield None
        yield Said("two")

    seeker.seek("a", long, ear.hear, ear.fail)
    assert begun.wait(PATIENCE)
    seeker.seek("b", say("between"), ear.hear, ear.fail)
    go_on.set()
    assert ear.wait(3) == ["one", "between", "two"]
