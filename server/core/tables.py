"""Answers to sql tasks: `{"columns": ["name"], "rows": [["Ida"]]}`, each row with a value for each column. Pure."""

from typing import Final

from server.core.task import Json, Param, Signature, Type
from server.core.task_check import Misfit, describe

QUERY: Final = "query"
"""What the sandbox calls with all statements that come before the candidate's own."""
CASE: Final = Signature("", (Param("seed", Type("string")),), Type("any"))
FORM: Final = "Write it as {columns: [name], rows: [[Ida], [Cam]]}."


def table_misfit(value: Json, name: str) -> Misfit | None:
    """What keeps `value` from being a table; None when it is one."""
    if not isinstance(value, dict) or value.keys() != {"columns", "rows"}:
        return Misfit((name,), f"expected columns and rows, found {describe(value)}", FORM)
    columns, rows = value["columns"], value["rows"]
    if not isinstance(columns, list) or not all(isinstance(column, str) for column in columns):
        return Misfit((name, "columns"), "the columns are not a list of names", FORM)
    if not isinstance(rows, list):
        return Misfit((name, "rows"), f"expected a list of rows, found {describe(rows)}", FORM)
    for index, row in enumerate(rows):
        if not isinstance(row, list) or len(row) != len(columns):
            what = f"expected a list of {len(columns)}, found {describe(row)}"
            return Misfit((name, "rows", index), what, "Give a value for each column.")
        for at, cell in enumerate(row):
            if not isinstance(cell, None | bool | int | float | str):
                what = f"expected null, a number or text, found {describe(cell)}"
                return Misfit((name, "rows", index, at), what, "Write a plain value.")
    return None
