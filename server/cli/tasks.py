"""`greenroom tasks`: what the author of a task needs."""

import click

from server.cli.tasks_check import check
from server.cli.tasks_export import export
from server.cli.tasks_import import import_
from server.cli.tasks_new import new
from server.cli.tasks_uses import uses
from server.cli.tasks_versions import versions


@click.group(help="Prove, start, import and export tasks, count their use, and see the versions that are kept.")
def tasks() -> None:
    pass


for command in (check, new, import_, export, uses, versions):
    tasks.add_command(command)
