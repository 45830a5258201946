"""The same plain content for every writer: sections, sub-sections, paragraphs, bullets, tables."""

import io
import json
import resource
import zipfile
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

WORDS = "the officer stops every order until the end user and the use are clear to both of them and".split()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REPEATS = 15


def content(sections: int) -> list[dict[str, Any]]:
    """7 sections make 43 pages, 15 make 91: 84 or 180 paragraphs of 95 words, tables of 6 by 4."""
    return [
        {
            "title": f"Section {s}",
            "parts": [
                {
                    "title": f"Part {s}-{p}",
                    "paragraphs": [_words(s, p, n, 95) for n in range(4)],
                    "bullets": [_words(s, p, n, 12) for n in range(5)],
                    "rows": [[f"cell {s} {p} {r} {c}" for c in range(4)] for r in range(6)],
                }
                for p in range(3)
            ],
        }
        for s in range(sections)
    ]


def texts(sections: list[dict[str, Any]]) -> list[str]:
    """Every text that must stand in the file, in order."""
    found: list[str] = []
    for section in sections:
        found.append(section["title"])
        for part in section["parts"]:
            found += [part["title"], *part["paragraphs"], *part["bullets"]]
            found += [cell for row in part["rows"] for cell in row]
    return found


def holds(file: bytes, sections: list[dict[str, Any]]) -> bool:
    """The file holds all texts in order."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    shown = "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in root.iter(W + "p"))
    position = 0
    for text in texts(sections):
        position = shown.find(text, position)
        if position < 0:
            return False
        position += len(text)
    return True


def timed(write: Callable[[], bytes], sections: list[dict[str, Any]]) -> dict[str, Any]:
    """Milliseconds of processor time of the fastest of several runs, and whether the text is complete."""
    file = write()
    seconds = []
    for _ in range(REPEATS):
        start = _processor_seconds()
        write()
        seconds.append(_processor_seconds() - start)
    return {"ms": min(seconds) * 1000, "complete": holds(file, sections)}


def _processor_seconds() -> float:
    """Processor time of this process and its ended children: other work on the machine does not count."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def dump(results: dict[str, Any]) -> None:
    """Hand the figures to the process that asked."""
    print(json.dumps(results))


def _words(*seed: int) -> str:
    *where, count = seed
    start = sum(where)
    body = " ".join(WORDS[(start + n) % len(WORDS)] for n in range(count - 1))
    return f"{'-'.join(map(str, where))} {body}"
