"""What most use cases start from: a company, somebody who writes and approves in it, an empty programme."""

import pytest

from app.domain.people import Actor, Role
from app.usecases.workbench import Workbench
from tests.stories.companies import Company, a_company


@pytest.fixture
def company(bench: Workbench) -> Company:
    """A company without people."""
    return a_company(bench)


@pytest.fixture
def anna(company: Company) -> Actor:
    """Drafts and approves."""
    return company.person("Anna de Wit", Role.DRAFTER, Role.APPROVER)


@pytest.fixture
def programme(company: Company, anna: Actor) -> str:
    """A programme of the template, with no text yet; its id."""
    return company.programme(anna)
