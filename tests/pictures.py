"""Draws the README's pictures: the program itself, run on the sample, saves what is on its screen.

Run as `python tests/pictures.py`; `test_pictures.py` holds that the committed files are what comes out.
"""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from store import chronology, loading  # noqa: E402
from store.database import open_store  # noqa: E402
from tui import opening, theme  # noqa: E402
from tui.app import TimelineApp  # noqa: E402
from tui.render.glyphs import UNICODE  # noqa: E402

SIZE = (120, 36)


async def draw(store: Path, event: str, keys: list[str], palette: str) -> str:
    """What is on the screen, as SVG, with the cursor on an event and after some keys."""
    with open_store(store) as reading:
        ordinal = chronology.ordinal_of(reading, event)
    opened = opening.open_target(str(store), print)
    app = TimelineApp(opened, UNICODE, palette)
    try:
        async with app.run_test(size=SIZE) as pilot:
            app.screen.event_list.go(ordinal)
            await pilot.pause(0.3)
            await pilot.press(*keys)
            await pilot.pause(0.5)
            app.screen.stop_telling()
            await pilot.pause(0.2)
            return app.export_screenshot(title="timeline")
    finally:
        opened.close()


def pictures() -> dict[str, str]:
    """The pictures by the names of their files."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "sample.timeline"
        os.environ["XDG_DATA_HOME"] = folder  # the pictures are public: no original that somebody has attached
        loading.build(ROOT / "sample_data", store)
        dark, light = theme.DARK.name, theme.LIGHT.name
        return {
            "chronology.svg": asyncio.run(draw(store, "sanctions-january", ["+"] * 5, dark)),
            "days.svg": asyncio.run(draw(store, "launch-6-january", ["+"] * 7, light)),
            "reader.svg": asyncio.run(draw(store, "sanctions-january", ["enter"], light)),
        }


if __name__ == "__main__":
    for name, svg in pictures().items():
        (ROOT / "pictures" / name).write_text(svg, encoding="utf-8")
