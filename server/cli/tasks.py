"""`greenroom tasks`: what the author of a task needs."""

import click

from server.cli.tasks_check import check
from server.cli.tasks_export import export
from server.cli.tasks_import import import_
from server.cli.tasks_new import new


@click.group(help="Prove, start, import and export tasks.")
def tasks() -> None:
    pass


for command in (check, new, import_, export):
    tasks.add_command(command)
