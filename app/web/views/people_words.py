"""How people are named in lists."""


def with_firm(name: str, firm: str) -> str:
    """The name of a consultant with the firm; of anybody else the name alone."""
    return f"{name}, {firm}" if firm else name
