"""Colours can be read, and an installation's own house style cannot break that."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.storage.refusals import Refused
from app.usecases.workbench import Workbench
from app.web.application import create_app
from app.web.assets import STATIC
from app.web.theme import COMMENT, RULE, contrast, merged, own_tokens, read_theme, tokens_of, weak_pairs
from tests.web.conftest import ADDRESS

GOOD = (
    ':root { --icp-brand: #7a1f5c; --icp-link: #7a1f5c; }\n:root[data-theme="dark"] { --icp-link: #f2b8dc; }'
)


def test_contrast_is_that_of_wcag() -> None:
    """Known ratios: black on white 21, the grey #767676 on white 4.54."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_our_own_colours_can_be_read_in_light_and_dark() -> None:
    """Every pair of text, line and ground has the contrast that WCAG asks for, in both schemes."""
    assert weak_pairs(merged(own_tokens(), {"light": {}, "dark": {}})) == []


def test_the_two_dark_schemes_are_the_same() -> None:
    """Dark by choice and dark by the system's setting give the same colours."""
    css = COMMENT.sub("", (STATIC / "app.css").read_text("utf-8"))
    chosen, automatic = (
        next(
            " ".join(body.split())
            for selector, body in RULE.findall(css)
            if f'[data-theme="{scheme}"]' in selector
        )
        for scheme in ("dark", "auto")
    )
    assert chosen == automatic


@pytest.mark.parametrize(
    ("css", "code"),
    [
        (":root { --icp-link: #9ecbe8; }", "theme_contrast"),
        (':root[data-theme="dark"] { --icp-text: #333333; }', "theme_contrast"),
        (":root { --icp-link: navy; }", "theme_contrast"),
        ("body { display: none; }", "theme_not_only_tokens"),
        (":root { --icp-brand: url(https://evil.example/x); }", "theme_not_only_tokens"),
        ("@import 'x.css';", "theme_not_only_tokens"),
    ],
)
def test_a_theme_that_cannot_be_read_is_refused(tmp_path: Path, css: str, code: str) -> None:
    """Too little contrast, other rules than colours, or anything from elsewhere stops the start."""
    path = tmp_path / "theme.css"
    path.write_text(css, "utf-8")
    with pytest.raises(Refused) as refusal:
        read_theme(path)
    assert refusal.value.code == code


def test_a_missing_theme_file_is_refused(tmp_path: Path) -> None:
    """A configured file that is not there is an error, not a silent default."""
    with pytest.raises(Refused, match="cannot be read"):
        read_theme(tmp_path / "none.css")


def test_later_tokens_win(tmp_path: Path) -> None:
    """A theme replaces the colours it names and leaves the others."""
    tokens = merged(own_tokens(), tokens_of(GOOD))
    assert tokens["light"]["brand"] == "#7a1f5c"
    assert tokens["dark"]["link"] == "#f2b8dc"
    assert tokens["light"]["text"] == own_tokens()["light"]["text"]


@pytest.mark.databases("sqlite")
def test_pages_load_the_theme(bench: Workbench, tmp_path: Path) -> None:
    """The theme stands after our own style sheets, under an address that may be kept."""
    path = tmp_path / "theme.css"
    path.write_text(GOOD, "utf-8")
    app = create_app(bench)
    client = TestClient(app, base_url=ADDRESS)
    assert "/theme/" not in client.get("/").text
    app.state.theme = read_theme(path)
    page = client.get("/").text
    assert page.index("parts.css") < page.index(app.state.theme.href)
    sheet = client.get(app.state.theme.href)
    assert (sheet.text, sheet.headers["content-type"]) == (GOOD, "text/css; charset=utf-8")
    assert client.get("/theme/other.css").status_code == 404
