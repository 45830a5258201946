"""Packs and templates are read as plain strings, and every refusal names its line."""

from pathlib import Path

import pytest

from checks.strict_yaml import LinedDict, YamlProblem, parse_yaml, read_yaml

HERE = Path("pack.yaml")


@pytest.mark.parametrize(
    "written", ["NO", "ON", "5E001", "0017", "12:30:45", "1_000", "2024-01-01", "~", "null"]
)
def test_scalar_stays_as_written(written: str) -> None:
    """A word that YAML likes to reinterpret stays exactly what the author wrote."""
    assert parse_yaml(f"code: {written}\n".encode(), HERE) == {"code": written}


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("a: 1\nb: !!python/object/apply:os.system [ls]\n", "pack_tag", 2),
        ("a: &x [1]\n", "pack_alias", 1),
        ("a: 1\nb: *x\n", "pack_alias", 2),
        ("a: 1\nb: 2\na: 3\n", "pack_duplicate", 3),
        ("[" * 5000, "pack_depth", 1),
        ("a: 1\n---\nb: 2\n", "pack_documents", 2),
        ("a: 1\n\tb: 2\n", "pack_syntax", 2),
        ("", "pack_empty", 1),
        ("? [a]\n: b\n", "pack_key", 1),
        ("a: 1\nb: \x01\n", "pack_syntax", 2),
    ],
)
def test_refused_with_code_and_line(content: str, code: str, line: int) -> None:
    """Tricks and mistakes are refused with a stable code and the line they stand on."""
    with pytest.raises(YamlProblem) as caught:
        parse_yaml(content.encode(), HERE)
    assert (caught.value.code, caught.value.line) == (code, line)


def test_too_large_is_refused_unread() -> None:
    """A file over one megabyte is refused."""
    with pytest.raises(YamlProblem) as caught:
        parse_yaml(b"a: " + b"x" * 1_000_000, HERE)
    assert caught.value.code == "pack_size"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str) -> None:
    """A byte-order mark, UTF-16 and Windows line ends change nothing."""
    file = tmp_path / "pack.yaml"
    file.write_bytes("titel: België\r\nlijst:\r\n  - één\r\n".encode(encoding))
    assert read_yaml(file) == {"titel": "België", "lijst": ["één"]}


def test_lines_are_remembered() -> None:
    """Each key and each list item knows its line."""
    tree = parse_yaml(b"a: 1\nb:\n  - x\n  - c: 2\n    d: 3\n", HERE)
    assert isinstance(tree, LinedDict)
    assert (tree.line, tree.line_of("b"), tree["b"].line_of(1), tree["b"][1].line_of("d")) == (1, 2, 4, 5)
