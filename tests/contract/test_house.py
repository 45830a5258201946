"""The house keeps its shape: arrows, sizes, SQL in its place, versions with the known holes closed."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
ROOMS = ("app", "checks", "icp_templates")
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 40

# Where statements pass by the fence between organisations, and why they must.
PASSES_THE_FENCE = {
    "app/storage/engine.py": "takes the advisory lock",
    "app/storage/policies.py": "puts up the database's own fence",
    "app/storage/trail.py": "one chain runs over all organisations",
    "app/storage/trail_check.py": "verifies that chain",
    "app/storage/integrity.py": "verifies the whole database",
    "app/storage/record_check.py": "verifies every record",
    "app/storage/streams.py": "reads tables whole, for backup and verification",
    "app/storage/dump.py": "archives every table and puts it back",
}

# Published holes below these. They keep a downgrade from opening one again; they find no new ones.
FLOORS = {
    "starlette": "1.3.1",
    "python-multipart": "0.0.27",
    "jinja2": "3.1.6",
    "python-docx": "1.2.0",
    "lxml": "6.0.0",
    "pillow": "12.0.0",
    "sqlalchemy": "2.1.0",
    "uvicorn": "0.40.0",
    "argon2-cffi": "25.1.0",
    "pyyaml": "6.0.3",
}


def sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_arrows_hold() -> None:
    """Nobody imports upwards, and frameworks stay in the rooms that own them."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    done = subprocess.run([*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_every_room_has_its_floor() -> None:
    """A module that no layer names may be imported from anywhere, and import whatever it likes."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    named = {room for floor in contracts[0]["layers"] for room in floor.split(" | ")}
    modules = {path.stem for path in (ROOT / "app").glob("*.py")} - {"__init__"}
    packages = {path.parent.name for path in (ROOT / "app").glob("*/__init__.py")}
    assert named == {f"app.{name}" for name in modules | packages} | {"checks", "icp_templates"}


def test_files_stay_small() -> None:
    """A module over 400 lines has more than one reason to change."""
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in sources()}
    assert {name for name, lines in lengths.items() if lines > MOST_LINES} == set()


def test_what_cannot_be_stored_is_written_down_once() -> None:
    """Two lists of the same characters drift apart, and the wider one is a hole at its door."""
    holding = {name_of(path) for path in sources() if r"\x0b\x0c\x0e-\x1f" in path.read_text()}
    assert holding == {"app/domain/blocks.py"}


def test_functions_stay_small() -> None:
    """A function over 40 lines cannot be read at a glance."""
    long = {
        f"{name_of(path)}:{node.name}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    }
    assert long == set()


def test_only_named_modules_pass_by_the_fence() -> None:
    """Textual SQL and Core tables know no organisation: only the modules listed here use them."""
    found = set()
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            is_text = isinstance(node, ast.Call) and getattr(node.func, "id", None) == "text"
            is_driver = isinstance(node, ast.Attribute) and node.attr in ("__table__", "exec_driver_sql")
            if name_of(path).startswith("app/storage/") and (is_text or is_driver):
                found.add(name_of(path))
    migrating = {"app/storage/migrate.py", "app/storage/schemas.py"}
    assert found - migrating <= set(PASSES_THE_FENCE)


def test_no_package_hides_alembic() -> None:
    """With an `__init__.py` in it our folder would be imported instead of the library."""
    assert (ROOT / "alembic" / "env.py").is_file()
    assert not (ROOT / "alembic" / "__init__.py").exists()


@pytest.mark.parametrize("package", FLOORS)
def test_no_downgrade_opens_a_known_hole(package: str) -> None:
    """Installed packages are not older than the releases that closed holes published before we pinned."""
    assert Version(version(package)) >= Version(FLOORS[package])


OF_TRAINING = {"sklearn"}
"""Group `training`: only who counts usual words anew has it."""


@pytest.mark.parametrize(
    ("folders", "groups"), [(ROOMS, ()), (("tests", "tools"), ("dev",))], ids=["product", "development"]
)
def test_what_is_imported_is_declared(folders: tuple[str, ...], groups: tuple[str, ...]) -> None:
    """What comes along with another package can go with its next release."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["postgres"]]
    wanted += [one for group in groups for one in project["dependency-groups"][group]]
    declared = {canonicalize_name(Requirement(one).name) for one in wanted}
    brought_by = packages_distributions()
    imported = {name for folder in folders for name in _imported(ROOT / folder)}
    others = imported - sys.stdlib_module_names - {*ROOMS, "tests", "tools", "_typeshed", *OF_TRAINING}
    assert {
        name for name in others if not declared & {canonicalize_name(one) for one in brought_by[name]}
    } == set()


def _imported(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


def test_versions_are_pinned() -> None:
    """Every requirement of a release is pinned with a hash, and no index address is written down."""
    for file in sorted((ROOT / "requirements").glob("*.txt")):
        lines = [line for line in file.read_text().splitlines() if line and not line.startswith((" ", "#"))]
        assert lines, file.name
        assert all("==" in line for line in lines), file.name
        assert "--hash=sha256:" in file.read_text()
        assert "index-url" not in file.read_text()
