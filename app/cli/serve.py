"""`icp serve`."""

import gc
from typing import Annotated

import typer


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "",
    port: Annotated[int, typer.Option(help="Port to listen on; that of ICP_BASE_URL when left out.")] = 0,
    demo: Annotated[
        bool, typer.Option(help="Load the example company, with one-click sign-in on loopback.")
    ] = False,
) -> None:
    """Serve the product. Ready when GET /readyz answers 200; SIGTERM ends it within ten seconds.

    Example: icp serve --demo
    """
    # Modules and packs stay: looking for what they left would take a tenth of a start.
    gc.disable()
    try:
        from app.cli.server import run

        run(host, port, demo=demo)
    finally:
        gc.enable()
