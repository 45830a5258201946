"""Toetssteen: write an Internal Compliance Programme and check its human-rights clauses."""

__version__ = "0.1.0"
