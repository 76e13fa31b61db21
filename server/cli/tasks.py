"""`greenroom tasks`: what the author of a task needs."""

import click

from server.cli.tasks_check import check


@click.group(help="Prove, start, import and export tasks.")
def tasks() -> None:
    pass


for command in (check,):
    tasks.add_command(command)
