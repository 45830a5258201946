"""Three companies, consultants, officers and the operator, each with words of their own in every field.

A *canary* is a random word that stands in one field of one organisation. Whoever may not see that field must
never receive the word, in whatever form.
"""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from fastapi import FastAPI
from PIL import Image
from starlette.testclient import TestClient

from app.cli.acceptance import Seeding
from app.documents.base_package import base
from app.documents.typesetting import Typeset
from app.domain.blocks import BlockKind
from app.domain.people import Actor, EngagementScope, OrganisationKind, Role
from app.storage import people as stored_people
from app.storage.tenancy import EVERY_ORGANISATION
from app.usecases.findings import checking, pinning, waiving
from app.usecases.findings.pinning import Passage
from app.usecases.people import engaging, founding, inviting
from app.usecases.printing import house_styling
from app.usecases.records import record_keeping
from app.usecases.workbench import Workbench
from app.usecases.writing import attaching, blanks, commenting, drafting
from app.usecases.writing.interviewing import read_interview
from checks import can_be_pinned
from tests.stories.accounts import Account, an_account, an_organisation
from tests.web.conftest import ADDRESS
from tests.web.samples import picture_bytes

KEY = "icp.2.3"
FORM = "A3"


@dataclass
class Tenant:
    """What a company has: ids for the places of an address, words for the canary sweep."""

    name: str
    organisation_id: str
    programme_id: str
    ids: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    quote: str = ""

    def word(self, place: str) -> str:
        """A fresh word for a field."""
        self.words[place] = f"{self.name}{place}{secrets.token_hex(5)}".replace("_", "")
        return self.words[place]


@dataclass
class World:
    """Everybody and everything. `people` by name: writer A, approver A, …"""

    bench: Workbench
    tenants: dict[str, Tenant]
    people: dict[str, Account]


def a_world(bench: Workbench) -> World:
    """The acceptance data, an administrator in each company, more consultants, and a word in every field."""
    seeded = Seeding(bench).run()
    tenants: dict[str, Tenant] = {}
    people: dict[str, Account] = {}
    for organisation in seeded["organisations"]:
        place = founding.organisation_named(bench, organisation["name"])
        assert place is not None
        for person in organisation["people"]:
            with bench.work.read(EVERY_ORGANISATION) as session:
                known = stored_people.person_by_email(session, person["username"])
            assert known is not None
            people[person["name"]] = Account(
                bench, known, place, person["password"], person["second_factor_seed"]
            )
        if organisation["kind"] == "company":
            key = organisation["key"]
            tenants[key] = Tenant(key, place.id, organisation["programmes"][0]["id"])
            people[f"{key} administrator"] = an_account(
                bench, place, f"{key} Administrator", Role.ADMINISTRATOR, with_app=True
            )
            people[f"{key} spare"] = an_account(bench, place, f"{key} Spare", Role.DRAFTER)
    advice = an_organisation(bench, OrganisationKind.CONSULTANCY, "Advice")
    for name in ("Reading consultant", "Idle consultant", "Spare consultant"):
        people[name] = an_account(bench, advice, name, Role.CONSULTANT, with_app=True)
    world = World(bench, tenants, people)
    for tenant in tenants.values():
        _fill(world, tenant)
    _engage(world, "A", "Reading consultant", EngagementScope.READ)
    return world


def _engage(world: World, company: str, consultant: str, scope: EngagementScope) -> str:
    bench = world.bench
    until = (bench.clock() + timedelta(days=30)).date()
    return engaging.give_engagement(
        bench,
        world.people[f"{company} approver"].actor(),
        world.tenants[company].organisation_id,
        world.people[consultant].person.id,
        scope,
        until,
    ).id


def _fill(world: World, tenant: Tenant) -> None:
    bench, programme = world.bench, tenant.programme_id
    writer = world.people[f"{tenant.name} writer"].actor()
    approver = world.people[f"{tenant.name} approver"].actor()
    first = drafting.save_section_text(bench, writer, programme, KEY, tenant.word("history"), 0)
    text = f"{tenant.word('draft')} stops a delivery.\n\nA second paragraph."
    section = drafting.save_section_text(bench, writer, programme, KEY, text, first.version)
    blanks.fill_blanks(bench, writer, programme, {"export_control_officer": tenant.word("blank")}, 0)
    comment = commenting.write_comment(
        bench, approver, programme, KEY, section.blocks[0].id, f"Remark {tenant.word('comment')}"
    )
    tenant.ids["comment_id"] = comment.id
    tenant.ids |= {
        "form_id": FORM,
        "page_id": read_interview(bench, writer, programme).interview.pages[0].id,
        "programme_id": programme,
        "organisation_id": tenant.organisation_id,
        "person_id": world.people[f"{tenant.name} spare"].person.id,
        "key": KEY,
        "number": "1",
    }
    renew(world, tenant)


def renew(world: World, tenant: Tenant) -> None:
    """Fresh things of the kinds that a request may use up: file, record, waiver, invitation, …"""
    bench, programme = world.bench, tenant.programme_id
    writer = world.people[f"{tenant.name} writer"].actor()
    file = attaching.add_evidence(
        bench,
        writer,
        programme,
        KEY,
        f"{tenant.word('filename')}.txt",
        "text/plain",
        tenant.word("file").encode(),
    )
    picture = attaching.add_picture(
        bench, writer, programme, KEY, f"{tenant.word('picture')}.png", picture_bytes(), "A white square"
    )
    section = drafting.read_section(bench, writer, programme, KEY)
    if not section.blocks:
        section = drafting.save_section_text(bench, writer, programme, KEY, "Written again.", section.version)
    if len(section.blocks) < 2:
        below = BlockKind.PARAGRAPH, "Written below."
        section = drafting.add_block(bench, writer, programme, KEY, *below).section
    first, following = section.blocks[:2]
    tenant.ids |= {"block_id": first.id, "following": following.id}
    record = record_keeping.start_record(
        bench, writer, programme, FORM, {"rule": f"About {tenant.word('record')}", "watcher": "Somebody"}
    )
    tenant.versions = {
        "block": first.version,
        "following": following.version,
        "section": section.version,
        "record": record.version,
    }
    tenant.ids |= {
        "file_id": file.id,
        "record_id": record.id,
        "picture_id": picture.attachment.id,
    }
    tenant.ids |= _decide(bench, writer, tenant)
    invitation = inviting.invite(
        bench,
        world.people[f"{tenant.name} administrator"].actor(),
        tenant.organisation_id,
        tenant.word("guest"),
        f"{tenant.word('address').lower()}@example.org",
        frozenset({Role.DRAFTER}),
    )
    engagement = _engage(world, tenant.name, "Spare consultant", EngagementScope.READ)
    for owner in (programme, tenant.organisation_id):
        bench.press.ask(f"{owner}/{KEY}", lambda: Typeset(b"", _one_page(), ())).result()
    tenant.ids |= {
        "number": "1",
        "house_style_id": _house_style(world, tenant),
        "invitation_id": invitation.id,
        "engagement_id": engagement,
    }


def _house_style(world: World, tenant: Tenant) -> str:
    """The one there is, or a new one: an organisation has few."""
    steward = world.people[f"{tenant.name} administrator"].actor()
    there = house_styling.list_house_styles(world.bench, steward, tenant.organisation_id).styles
    if there:
        return there[0].id
    name = f"{tenant.word('style')}.docx"
    return house_styling.add_house_style(world.bench, steward, tenant.organisation_id, name, base()).id


def _one_page() -> bytes:
    out = BytesIO()
    Image.new("RGB", (2, 2), "white").save(out, "PDF")
    return out.getvalue()


def _decide(bench: Workbench, writer: Actor, tenant: Tenant) -> dict[str, str]:
    """Set a finding aside, and point to the first sentence of the section for one of its elements."""
    rules = {rule.id: rule for pack in bench.checker.packs for rule in pack.rules}
    found = checking.check_programme(bench, writer, tenant.programme_id).findings
    finding, element = next(
        (one.finding.id, element)
        for one in found
        if not one.is_found and len(one.finding.missing) > 1
        for element in one.finding.elements
        if one.finding.elements[element] == "missing" or element in {pin.pin.element for pin in one.pinned}
        if can_be_pinned(rules[one.finding.rule], element)
    )
    first = pinning.passages_to_point_at(bench, writer, tenant.programme_id, finding, element, KEY).blocks[0]
    tenant.quote = first.sentences[0]
    passage = Passage(KEY, first.block, tenant.quote)
    pinning.point_to(bench, writer, tenant.programme_id, finding, element, passage)
    until = (bench.clock() + timedelta(days=30)).date()
    reason = f"Reason: {tenant.word('waiver')} is elsewhere"
    waiving.waive_finding(bench, writer, tenant.programme_id, finding, reason, until)
    return {"finding": finding, "element": element}


def as_principal(app: FastAPI, account: Account | None) -> TestClient:
    """A browser of somebody, signed in; of nobody for None. Sends the token of its session by itself."""
    visitor = TestClient(app, base_url=ADDRESS, follow_redirects=False)
    if account is not None:
        visitor.cookies.set("sid", account.session.token, domain="127.0.0.1", path="/")
        visitor.headers["X-CSRF-Token"] = account.session.csrf_token
    return visitor
