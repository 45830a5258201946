"""What stands before a surname and belongs to it."""

PARTICLES = frozenset("van de der den ter ten von el al la le di da bin".split())
