"""Commands for people who write rules, templates and documents: what they print and how they end."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from app.cli.main import app

ROOT = Path(__file__).parents[2]
DEPUTY = "Her deputy is Joris Smeets, with the same authority to stop and to release."
STOP = "# Stop\n\nThe export control officer may stop any order.\n"


def run(*words: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env=environment)


def run_alone(*words: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """The same in a process of its own, as a shell would."""
    command = [sys.executable, "-c", "from app.cli.main import main; main()", *map(str, words)]
    return subprocess.run(
        command, env=os.environ | environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture
def example(tmp_path: Path) -> dict[str, str]:
    """An installation with the example in it: its environment, and the id of the Dutch programme."""
    environment = {"ICP_DATA_DIR": str(tmp_path / "data")}
    made = run_alone("seed", "demo", **environment)
    assert made.returncode == 0, made.stderr
    dutch = next(line for line in made.stdout.splitlines() if "  nl  " in line)
    return environment | {"PROGRAMME": dutch.partition("  ")[0]}


def test_every_built_in_pack_and_template_passes_its_own_test() -> None:
    """Examples hold, templates are complete; both say how much they looked at."""
    packs, templates = run("pack", "test"), run("template", "test", "--json")
    assert packs.exit_code == 0, packs.output
    assert packs.stdout.strip().endswith(" examples, 0 failed")
    assert templates.exit_code == 0, templates.output
    looked_at = json.loads(templates.stdout)
    assert looked_at["sections"] >= 3
    assert looked_at["problems"] == []


def test_a_wrong_example_fails_the_pack_test_and_a_wrong_file_stops_it(tmp_path: Path) -> None:
    """1 for an example that does not hold, 2 for a pack that cannot be read, with file and line."""
    built_in = ROOT / "checks" / "packs" / "structure"
    folder = tmp_path / "structure"
    for source in built_in.rglob("*.yaml"):
        target = folder / source.relative_to(built_in)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    examples = next(folder.rglob("STR-2.3-DEPUTY.examples.yaml"))
    text = examples.read_text("utf-8")
    examples.write_text(text.replace("expect: found", "expect: not_found", 1), "utf-8")

    failed = run("pack", "test", folder, "--json")
    assert failed.exit_code == 1
    (fault,) = json.loads(failed.stdout)["failed"]
    assert fault["rule"] == "STR-2.3-DEPUTY"
    assert "expected not_found, got found" in fault["problem"]

    examples.write_text(text + "\n- !!python/object/apply:os.system [id]\n", "utf-8")
    stopped = run("pack", "test", folder)
    assert stopped.exit_code == 2
    assert f"{examples.name}:" in stopped.stderr
    assert run("pack", "test", tmp_path / "nowhere").exit_code == 2
    assert run("template", "test", tmp_path / "nowhere").exit_code == 2


def test_a_document_is_checked_without_a_database(tmp_path: Path) -> None:
    """Findings with evidence that lies where it says; 1 while something is open."""
    file = tmp_path / "programme.md"
    file.write_text(STOP, "utf-8")
    done = run("check", file, "--pack", "structure", "--format", "json")
    assert done.exit_code == 1
    report = json.loads(done.stdout)
    assert report["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert report["scope"] is None
    assert [section["title"] for section in report["sections"]] == ["Stop"]
    verdicts = {finding["requirement"]: finding["verdict"] for finding in report["findings"]}
    assert verdicts["STR-2.3-DEPUTY"] == "not_found"
    assert done.stdout == run("check", file, "--pack", "structure", "--format", "json").stdout
    plain = run("check", file, "--pack", "structure")
    assert "No scoping answers: every rule applies." in plain.stdout


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", b"PK\x03\x04 and nothing more", "damaged"),
        ("a.md", b"\xfa\xfb", "not_text"),
        ("a.pdf", b"", "empty_file"),
        ("a.txt", b"a\x00b", "invalid_character"),
    ],
)
def test_a_document_that_cannot_be_read_is_wrong_use(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    """One line on standard error with a stable code, and status 2."""
    (tmp_path / name).write_bytes(content)
    refused = run("check", tmp_path / name)
    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"icp: {code}: ")
    assert len(refused.stderr.splitlines()) == 1
    assert run("check", tmp_path / "missing.md").exit_code == 2


def test_many_files_give_what_one_by_one_gives(tmp_path: Path) -> None:
    """In the order of the files; one that cannot be read stops none of the others and makes it status 2."""
    files = [tmp_path / f"{number}.md" for number in range(9)]
    for number, file in enumerate(files):
        file.write_text(STOP * (number % 3 + 1), "utf-8")
    together = run("check", *files, "--pack", "structure")
    assert together.exit_code == 1
    assert together.stdout == "".join(run("check", file, "--pack", "structure").stdout for file in files)
    files[4].write_bytes(b"a\x00b")
    spoilt = run("check", *files, "--pack", "structure")
    assert spoilt.exit_code == 2
    assert "icp: invalid_character: 4.md" in spoilt.stderr
    assert "8.md  sha256" in spoilt.stdout


def test_passages_are_judged_line_by_line(tmp_path: Path) -> None:
    """Each line gets a judgement whose quotations are in its text, and the same input the same bytes."""
    file = tmp_path / "in.jsonl"
    lines = [
        {"id": 1, "requirement": "STR-2.3-DEPUTY", "text": DEPUTY, "lang": "en"},
        {"id": "b", "requirement": "STR-2.3-DEPUTY", "text": "Nobody deputises."},
    ]
    file.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    done = run("check", "--passages", file)
    assert done.exit_code == 0, done.output
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["id"], first["verdict"], second["id"]) == (1, "found", "b")
    assert second["verdict"] != "found"
    assert first["evidence"]
    assert all(DEPUTY[e["start"] : e["end"]] == e["quote"] for e in first["evidence"])
    assert run("check", "--passages", file).stdout == done.stdout


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "bad_json"),
        ("[]", "bad_json"),
        ('{"requirement": "STR-2.3-DEPUTY"}', "bad_passage"),
        ('{"requirement": "NO-SUCH", "text": "x"}', "unknown_requirement"),
        ('{"requirement": "STR-2.3-DEPUTY", "text": "\\ud800"}', "invalid_character"),
    ],
)
def test_a_passage_that_cannot_be_judged_is_wrong_use(tmp_path: Path, line: str, code: str) -> None:
    """The line is named; nothing is guessed."""
    (tmp_path / "in.jsonl").write_text(line, "utf-8")
    refused = run("check", "--passages", tmp_path / "in.jsonl")
    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"icp: {code}: ")


def test_a_programme_is_exported_from_the_command_line(example: dict[str, str], tmp_path: Path) -> None:
    """Whole or not at all, with the hash of its bytes; the same text gives the same bytes."""
    out = tmp_path / "icp.docx"
    done = run_alone("export", example["PROGRAMME"], "--out", out, **example)
    assert done.returncode == 0, done.stderr
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    assert done.stdout.splitlines()[-1] == f"{digest}  {out}"
    assert docx.Document(str(out)).core_properties.language == "nl-NL"
    again = run_alone("export", example["PROGRAMME"], "--out", tmp_path / "again.docx", **example)
    assert again.stdout.splitlines()[-1].startswith(digest)
    assert sorted(path.name for path in tmp_path.glob("*")) == ["again.docx", "data", "icp.docx"]


def test_an_export_from_the_command_line_takes_the_same_choices(
    example: dict[str, str], tmp_path: Path
) -> None:
    """Watermark, annexes, approval, and a house style from a file; another file is refused by its code."""
    style, out = tmp_path / "stijl.docx", tmp_path / "icp.docx"
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Meridian Group"
    document.save(str(style))
    choices = ("--no-annexes", "--watermark", "draft", "--no-approval", "--comments", "--lang", "en")
    done = run_alone(
        "export", example["PROGRAMME"], "--out", out, *choices, "--house-style", style, **example
    )
    assert done.returncode == 0, done.stderr
    assert "numbering_added" in done.stderr
    made = docx.Document(str(out))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert not {"Approval", "Where each expected element is covered"} & set(texts)
    assert made.sections[0].header.paragraphs[0].text == "Meridian Group"
    assert 'string="DRAFT"' in made.sections[0].header._element.xml

    style.write_bytes(b"no Word file")
    refused = run_alone("export", example["PROGRAMME"], "--out", out, "--house-style", style, **example)
    assert (refused.returncode, refused.stderr) == (2, "icp: not_docx: not done\n")


def test_our_own_export_is_checked_section_by_section(example: dict[str, str], tmp_path: Path) -> None:
    """The Word file of the example has the sections of its programme and the one gap it was made with."""
    out = tmp_path / "icp.docx"
    assert run_alone("export", example["PROGRAMME"], "--out", out, **example).returncode == 0
    report = json.loads(run("check", out, "--pack", "structure", "--format", "json").stdout)
    assert {"icp.2.1", "icp.2.3", "icp.4.7"} <= {section["key"] for section in report["sections"]}
    open_rules = {f["rule"]: f["section"] for f in report["findings"] if f["verdict"] != "found"}
    assert open_rules["STR-2.3-DEPUTY"] == "icp.2.3"


def test_the_example_is_seeded_once_and_anew_on_request(example: dict[str, str]) -> None:
    """Repeating changes nothing; `--reset` gives other programmes."""
    assert example["PROGRAMME"] in run_alone("seed", "demo", **example).stdout
    assert example["PROGRAMME"] not in run_alone("seed", "demo", "--reset", **example).stdout
