"""A programme from its start to its end: scope, sections, new templates, the package, the archive."""
