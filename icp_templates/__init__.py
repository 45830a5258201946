"""Templates for Internal Compliance Programmes: outline, guidance, model clauses, blanks.

A leaf of the house: data and plain Python, usable without the application. The
texts live in `library/`, finished example programmes in `examples/`.
"""

from icp_templates.blanks import fill, keys_in
from icp_templates.examples import ExampleProgramme, load_example
from icp_templates.loader import load_library
from icp_templates.model import (
    Blank,
    Chapter,
    ChecklistItem,
    Citation,
    ClauseBlock,
    Example,
    Form,
    FormField,
    Library,
    ModelClause,
    Requirement,
    ReviewFields,
    SectionTemplate,
    Template,
    Text,
)

__all__ = [
    "Blank",
    "Chapter",
    "ChecklistItem",
    "Citation",
    "ClauseBlock",
    "Example",
    "ExampleProgramme",
    "Form",
    "FormField",
    "Library",
    "ModelClause",
    "Requirement",
    "ReviewFields",
    "SectionTemplate",
    "Template",
    "Text",
    "fill",
    "keys_in",
    "load_example",
    "load_library",
]
