"""Runs in the peers' own environment: docxtpl with a compiled-per-document template, pandoc from Markdown."""

import io
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pypandoc
from _export_content import content, dump, timed
from docx import Document
from docxtpl import DocxTemplate


def template(folder: Path) -> Path:
    """Headings, paragraphs, bullets and tables in loops, as docxtpl's manual shows them."""
    document = Document()
    for text, style in (
        ("{%p for s in sections %}", None),
        ("{{ s.title }}", "Heading 1"),
        ("{%p for p in s.parts %}", None),
        ("{{ p.title }}", "Heading 2"),
        ("{%p for t in p.paragraphs %}", None),
        ("{{ t }}", None),
        ("{%p endfor %}", None),
        ("{%p for t in p.bullets %}", None),
        ("{{ t }}", "List Bullet"),
        ("{%p endfor %}", None),
    ):
        document.add_paragraph(text, style=style)
    table = document.add_table(rows=3, cols=4, style="Table Grid")
    table.cell(0, 0).text = "{%tr for row in p.rows %}"
    for column in range(4):
        table.cell(1, column).text = f"{{{{ row[{column}] }}}}"
    table.cell(2, 0).text = "{%tr endfor %}"
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    document.save(str(folder / "template.docx"))
    return folder / "template.docx"


def with_docxtpl(path: Path, sections: list[dict[str, Any]]) -> bytes:
    document = DocxTemplate(path)
    document.render({"sections": sections})
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def markdown(sections: list[dict[str, Any]]) -> str:
    out = []
    for section in sections:
        out.append(f"# {section['title']}")
        for part in section["parts"]:
            out.append(f"## {part['title']}")
            out += part["paragraphs"]
            out.append("\n".join(f"- {text}" for text in part["bullets"]))
            rows = ["| " + " | ".join(row) + " |" for row in part["rows"]]
            out.append("\n".join([rows[0], "|---|---|---|---|", *rows[1:]]))
    return "\n\n".join(out)


def with_pandoc(source: Path, folder: Path) -> bytes:
    made = folder / "out.docx"
    command = [
        pypandoc.get_pandoc_path(),
        "-f",
        "markdown",
        "-t",
        "docx",
        "--toc",
        "-o",
        str(made),
        str(source),
    ]
    subprocess.run(command, check=True)
    return made.read_bytes()


def main() -> None:
    results: dict[str, dict[str | int, Any]] = {
        "docxtpl": {"version": version("docxtpl")},
        "pandoc": {"version": str(pypandoc.get_pandoc_version())},
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in map(int, sys.argv[1:]):
            sections = content(count)
            path = template(folder)
            results["docxtpl"][count] = timed(lambda s=sections, p=path: with_docxtpl(p, s), sections)
            source = folder / "in.md"
            source.write_text(markdown(sections))
            results["pandoc"][count] = timed(lambda p=source: with_pandoc(p, folder), sections)
    dump(results)


main()
