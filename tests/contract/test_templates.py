"""House rules of the templates: htmx 4, the policy, escaping, forms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import meta, nodes

from app.web.rendering import TEMPLATES, environment

FILES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
VERBS = ("hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete")
NONCE = "THE-NONCE"
BEFORE_A_SESSION = (
    "account/sign_in.html",
    "account/code.html",
    "account/forgotten.html",
    "account/new_password.html",
    "account/invitation.html",
)
"""Forms of people who are not signed in yet; the origin of the request guards them."""


@dataclass(frozen=True)
class Element:
    """One start tag of a template."""

    file: str
    tag: str
    attributes: dict[str, str]

    def __str__(self) -> str:
        return f"{self.file}: <{self.tag} {self.attributes}>"


class _Tags(HTMLParser):
    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file
        self.found: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Element(self.file, tag, {name: value or "" for name, value in attrs}))


def source(file: str) -> str:
    return (TEMPLATES / file).read_text("utf-8")


def without_jinja(text: str) -> str:
    """The HTML of a template: expressions become a word, the nonce keeps its own, statements go."""
    text = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{\{-?\s*frame\.nonce\s*-?\}\}", NONCE, text)
    text = re.sub(r"\{\{.*?\}\}", "X", text, flags=re.DOTALL)
    return re.sub(r"\{%.*?%\}", "", text, flags=re.DOTALL)


def elements(file: str) -> list[Element]:
    parser = _Tags(file)
    parser.feed(without_jinja(source(file)))
    return parser.found


def htmx_elements() -> Iterator[Element]:
    for file in FILES:
        yield from (e for e in elements(file) if any(verb in e.attributes for verb in VERBS))


def htmx_in_macro_options() -> Iterator[tuple[str, str]]:
    """htmx attributes handed to a GOV.UK macro as `attributes`."""
    for file in FILES:
        for found in re.finditer(r'"(hx-(?:get|post|put|patch|delete))"\s*:[^}]*\}', source(file)):
            yield file, found[0]


@pytest.mark.parametrize("file", FILES)
def test_every_htmx_element_says_itself_where_its_answer_goes(file: str) -> None:
    """htmx 4 does not inherit: without own target, swap and nonce an element is stripped or lands wrongly."""
    for element in elements(file):
        if any(verb in element.attributes for verb in VERBS):
            assert {"hx-target", "hx-swap"} <= element.attributes.keys(), element
            assert element.attributes.get("hx-nonce") == NONCE, element
    for where, options in htmx_in_macro_options():
        assert all(f'"{name}"' in options for name in ("hx-target", "hx-swap", "hx-nonce")), (where, options)


@pytest.mark.parametrize("file", FILES)
def test_no_element_needs_eval(file: str) -> None:
    """No hx-on, `js:` value, trigger filter, event attribute, javascript: address or inline style."""
    for element in elements(file):
        for name, value in element.attributes.items():
            assert not name.startswith(("hx-on", "on")), element
            assert not re.match(r"\s*(js|javascript):", value), element
            assert name != "style", element
            assert not (name == "hx-trigger" and "[" in value), element


@pytest.mark.parametrize("file", FILES)
def test_scripts_come_from_files_and_carry_the_nonce(file: str) -> None:
    """No inline script or style sheet; each script tag has the nonce of the answer."""
    for element in elements(file):
        assert element.tag != "style", element
        if element.tag == "script":
            assert element.attributes.get("src"), element
            assert element.attributes.get("nonce") == NONCE, element


@pytest.mark.parametrize("file", FILES)
def test_a_text_being_typed_is_never_a_target(file: str) -> None:
    """No answer is swapped into or over a textarea: typed text would be lost."""
    areas = {f"#{e.attributes['id']}" for e in elements(file) if e.tag == "textarea" and "id" in e.attributes}
    for element in elements(file):
        target = element.attributes.get("hx-target", "")
        assert target not in areas, element
        assert "textarea" not in target, element
        assert (
            not (element.tag == "textarea" and target in ("this", ""))
            or not set(VERBS) & element.attributes.keys()
        )


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_marked_safe(file: str) -> None:
    """Escaping is never switched off in a template of ours."""
    text = re.sub(r"\{#.*?#\}", "", source(file), flags=re.DOTALL)
    assert not re.search(r"\|\s*safe\b|autoescape|\bMarkup\b", text)


@pytest.mark.parametrize("file", [file for file in FILES if file not in BEFORE_A_SESSION])
def test_every_form_that_changes_something_carries_the_token(file: str) -> None:
    """A POST form inside a session holds the session's token."""
    for form in re.findall(r"<form\b.*?</form>", source(file), flags=re.DOTALL | re.IGNORECASE):
        if re.search(r'method="post"', form, flags=re.IGNORECASE):
            assert "csrf_field(frame)" in form, (file, form[:200])


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_loaded_from_elsewhere(file: str) -> None:
    """Scripts, images, sheets and form actions stay on this host."""
    for element in elements(file):
        for name in ("src", "srcset", "action", "formaction", "data"):
            assert not re.match(r"(https?:)?//", element.attributes.get(name, "")), element
        if element.tag == "link":
            assert not re.match(r"(https?:)?//", element.attributes["href"]), element


@pytest.mark.parametrize("file", FILES)
def test_every_field_has_a_label(file: str) -> None:
    """A visible input written by hand has a label of its own or an aria-label; a placeholder is none."""
    found = elements(file)
    labelled = {e.attributes.get("for") for e in found if e.tag == "label"}
    for element in found:
        assert "placeholder" not in element.attributes, element
        if element.tag not in ("input", "select", "textarea"):
            continue
        if element.attributes.get("type") in ("hidden", "submit", "button"):
            continue
        named = {"aria-label", "aria-labelledby"} & element.attributes.keys()
        assert named or element.attributes.get("id") in labelled or _inside_label(file), element


def _inside_label(file: str) -> bool:
    """Whether inputs of this file stand inside their label."""
    return bool(
        re.search(
            r"<label\b[^>]*>(?:(?!</label>).)*<(?:input|select|textarea)\b", source(file), flags=re.DOTALL
        )
    )


def test_every_name_in_a_component_is_known() -> None:
    """A macro uses its arguments, what it sets itself and the globals of the environment, nothing else."""
    known = environment().globals.keys() | {"caller"}
    for file in (f for f in FILES if f.startswith("components/")):
        tree = environment().parse(source(file))
        set_here = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
        unknown = meta.find_undeclared_variables(tree) - known - set_here
        assert not unknown, (file, unknown)


def test_no_two_components_share_a_name() -> None:
    """Macros are globals, so each name is used once, and none shadows a GOV.UK macro."""
    seen: dict[str, str] = {}
    for file in (f for f in FILES if f.startswith("components/")):
        for macro in environment().parse(source(file)).find_all(nodes.Macro):
            assert macro.name not in seen, (file, seen[macro.name])
            assert not macro.name.startswith("govuk")
            seen[macro.name] = file


def test_every_template_is_used() -> None:
    """No template lies about that no route, mail or other template names."""
    app = TEMPLATES.parent
    code = "\n".join(path.read_text("utf-8") for path in app.rglob("*.py"))
    templates = "\n".join(source(file) for file in FILES)
    for file in FILES:
        named = f'"{file}"' in code or f'"{file}"' in templates
        assert named or file.startswith(("components/", "help/articles/")), file


def test_every_macro_is_used() -> None:
    """No component lies about that no page uses."""
    everything = "\n".join(source(file) for file in FILES)
    for file in (f for f in FILES if f.startswith("components/")):
        for macro in environment().parse(source(file)).find_all(nodes.Macro):
            assert len(re.findall(rf"\b{macro.name}\b", everything)) > 1, (file, macro.name)


def test_the_lint_sees_what_it_forbids(tmp_path: Path) -> None:
    """The reader of templates finds elements through Jinja expressions with quotes in them."""
    text = (
        '<a {% if x %}hx-get="{{ url("a") }}"{% endif %} hx-nonce="{{ frame.nonce }}" title="{{ _("b") }}">'
    )
    parser = _Tags("x")
    parser.feed(without_jinja(text))
    assert parser.found[0].attributes == {"hx-get": "X", "hx-nonce": NONCE, "title": "X"}
