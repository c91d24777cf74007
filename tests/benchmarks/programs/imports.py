"""Imports what the program is made of, builds its models, and does nothing: what any program of this kind pays."""

import pydantic
import typer
import yaml

from ttdn_cli.model.plan import Plan
from ttdn_cli.model.registry import Registry
from ttdn_cli.model.status import Status

app = typer.Typer()


@app.command()
def command(name: str = typer.Option("", help=f"{yaml.__version__}, {pydantic.VERSION}")) -> None:
    """Build the models."""
    del name
    for model in (Plan, Registry, Status):
        model.model_rebuild(force=True)


app()
