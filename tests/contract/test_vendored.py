"""What we ship of others: the locked files, without the parts we may not or need not use."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
STATIC = ROOT / "app" / "web" / "static"
LOCK = json.loads((ROOT / "tools" / "vendor.lock.json").read_text("utf-8"))
FILES = [entry for package in LOCK["packages"] for entry in package["files"]]


@pytest.mark.parametrize("entry", FILES, ids=lambda entry: Path(entry["to"]).name)
def test_each_file_is_the_locked_one(entry: dict[str, str]) -> None:
    """A vendored file has the hash that tools/vendor.py recorded after checking the package."""
    digest = hashlib.sha384((ROOT / entry["to"]).read_bytes()).digest()
    assert f"sha384-{base64.b64encode(digest).decode()}" == entry["sha384"]


def test_nothing_else_lies_among_them() -> None:
    """The vendor folder holds the locked files, their licences and a list, nothing more."""
    listed = {Path(entry["to"]).name for entry in FILES} | {"README.md", "OFL.txt"}
    assert {path.name for path in (STATIC / "vendor").iterdir()} <= listed


def test_the_list_names_every_file_with_its_hash() -> None:
    """The README beside the files gives source, licence and sha384 of each as it is."""
    text = (STATIC / "vendor" / "README.md").read_text("utf-8")
    for package in LOCK["packages"]:
        for entry in package["files"]:
            if "static/vendor" in entry["to"]:
                assert entry["sha384"] in text, entry["to"]
                assert f"{package['name']} {package['version']}" in text


def test_no_style_sheet_uses_the_typeface_or_crest_of_the_uk_government() -> None:
    """No style sheet names the UK typeface or crest; the only files they load are our fonts."""
    for path in STATIC.rglob("*.css"):
        text = path.read_text("utf-8")
        assert not re.search("GDS Transport|govuk-crest|/assets/|sourceMappingURL|@import", text), path
        loaded = re.findall(r"url\(([^)]*)\)", text)
        assert all(re.fullmatch('"vendor/atkinson-[a-z0-9.-]+[.]woff2"', name) for name in loaded), (
            path,
            loaded,
        )


def test_no_static_file_is_an_image_of_others() -> None:
    """Images are our own mark only; fonts are the Atkinson ones only."""
    images = {
        path.name for path in STATIC.rglob("*") if path.suffix in {".svg", ".png", ".ico", ".gif", ".jpg"}
    }
    fonts = {path.name for path in STATIC.rglob("*") if path.suffix in {".woff", ".woff2", ".ttf", ".otf"}}
    assert images == {"mark.svg"}
    assert all(name.startswith("atkinson-hyperlegible-next-") for name in fonts)
    assert "crown" not in (STATIC / "mark.svg").read_text("utf-8")
