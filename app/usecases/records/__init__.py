"""Annex forms that were filled in: kept, weighed again, and put on paper."""
