"""The filters that one has had, like the pages of a browser: undo goes back, redo forward again."""

from dataclasses import dataclass, replace

from store.filters import EVERYTHING, Filter

KEPT = 200
"""How many are kept."""


@dataclass(frozen=True, slots=True)
class Step:
    """A filter, and whether it is on."""

    filter: Filter = EVERYTHING
    on: bool = True

    @property
    def effective(self) -> Filter:
        """What is filtered by now."""
        return self.filter if self.on else EVERYTHING


@dataclass(frozen=True, slots=True)
class Steps:
    """All steps and where one is among them."""

    steps: tuple[Step, ...] = (Step(),)
    at: int = 0

    @property
    def now(self) -> Step:
        """Where one is."""
        return self.steps[self.at]

    def to(self, step: Step) -> "Steps":
        """A new step after this one; what was undone is forgotten."""
        if step == self.now:
            return self
        steps = (*self.steps[: self.at + 1], step)[-KEPT:]
        return Steps(steps, len(steps) - 1)

    def undone(self) -> "Steps | None":
        """One step back; None at the first."""
        return replace(self, at=self.at - 1) if self.at else None

    def redone(self) -> "Steps | None":
        """One step forward; None at the last."""
        return replace(self, at=self.at + 1) if self.at + 1 < len(self.steps) else None
