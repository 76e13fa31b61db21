"""SQL's end of the judge's questions: the candidate's statements on a fresh SQLite database in memory for each call.

One question at a time comes as a line of JSON on descriptor 3, its answer goes as a line of JSON to descriptor 4:

    {"id": "..", "load": "solution.sql"}                                    keep the statements
    {"id": "..", "call": "query", "args": ["CREATE TABLE .."], "kw": {}}    the task's tables, then the statements
    {"id": "..", "ok": {"columns": ["name"], "rows": [["Ida"]]}}            the last table that they gave
    {"id": "..", "err": {"kind", "type", "msg", "tb"}}                      or how they ended

`shim.py --print solution.sql` is the scratch program: it reads the tables' SQL from standard input and prints every
table that the statements give. The candidate's statements reach no file and no other database.
"""

from __future__ import annotations

import json
import math
import os
import re
import sqlite3
import sys

TYPE_CHECKING = False  # of typing's own, which takes 3 ms to import
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

CONTROL, ANSWER = 3, 4
CHUNK = 65536
ANSWER_BYTES = 1024 * 1024
ROWS_MOST = 100_000
SYNTAX = re.compile(r'near ".*": syntax error|unrecognized token: .*|incomplete input', re.DOTALL)
DENIED = {
    sqlite3.SQLITE_ATTACH: "ATTACH is not allowed here: there is one database.",
    sqlite3.SQLITE_DETACH: "DETACH is not allowed here: there is one database.",
    sqlite3.SQLITE_PRAGMA: "This PRAGMA is not allowed here; table_info, table_list and index_list are.",
}
LEAD = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*+", re.DOTALL)
"""Blanks and remarks before a statement."""
PRAGMAS = {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "foreign_key_list", "foreign_keys"}
FUNCTIONS = {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"}


class Refused(Exception):
    """The statements or their answer cannot be taken: the kind of error, and a sentence."""

    def __init__(self, kind: str, message: str, line: int = 0, type: str = "OperationalError") -> None:
        super().__init__(message)
        self.kind, self.message, self.line, self.type = kind, message, line, type


class Statement:
    """One statement of a file: its text with what stands before it, the line where that begins, and its own line."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start = text, start
        lead = LEAD.match(text)
        self.lead = lead.end() if lead else 0
        self.line = start + text[: self.lead].count("\n")

    def empty(self) -> bool:
        return not self.text[self.lead :].strip(" \t\r\n;")


class Database:
    """One database in memory, with the task's tables in it."""

    def __init__(self, tables: str) -> None:
        self.denied = ""
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.text_factory = lambda data: data.decode("utf-8", "replace")
        self.connection.execute("PRAGMA foreign_keys = ON")
        self.connection.execute("PRAGMA temp_store = MEMORY")
        self.connection.executescript(tables)
        self.connection.set_authorizer(self._allowed)

    def _allowed(self, action: int, first: str | None, second: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in FUNCTIONS:
            self.denied = f"The function {second} is not allowed here."
        elif action in DENIED and not (action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in PRAGMAS):
            self.denied = DENIED[action]
        else:
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    def tables(self, statements: list[Statement]) -> Iterator[dict[str, Any]]:
        """What each statement that gives a table gives. Raises Refused."""
        for statement in statements:
            try:
                cursor = self.connection.execute(statement.text)
                if cursor.description is None:
                    continue
                rows = cursor.fetchmany(ROWS_MOST + 1)
            except sqlite3.Warning as error:
                raise Refused("raised", str(error), statement.line) from error
            except sqlite3.Error as error:
                raise self._refused(error, statement) from error
            if len(rows) > ROWS_MOST:
                raise Refused("size", f"The answer has more than {ROWS_MOST:,} rows.", statement.line)
            columns = [column[0] for column in cursor.description]
            yield {"columns": columns, "rows": [[plain(value) for value in row] for row in rows]}

    def _refused(self, error: sqlite3.Error, statement: Statement) -> Refused:
        message, self.denied = self.denied or str(error), ""
        if SYNTAX.fullmatch(message):
            return Refused("syntax", message, line_of_mistake(self.connection, statement, message), "SyntaxError")
        kind = "memory" if isinstance(error, MemoryError) or "out of memory" in message else "raised"
        return Refused(kind, message, statement.line, type(error).__name__)


def statements_of(source: str) -> list[Statement]:
    """The statements of a file, each as SQLite itself sees its end."""
    found: list[Statement] = []
    held, line = "", 1
    for piece in re.split(r"(?<=;)", source):
        held += piece
        if sqlite3.complete_statement(held):
            found.append(Statement(held, line))
            line += held.count("\n")
            held = ""
    found.append(Statement(held, line))
    return [statement for statement in found if not statement.empty()]


def line_of_mistake(connection: sqlite3.Connection, statement: Statement, message: str) -> int:
    """The first line with which the statement, cut off after it, is already wrong in the same way."""
    lines = statement.text.split("\n")
    for count in range(1, len(lines)):
        try:
            connection.execute("EXPLAIN " + "\n".join(lines[:count]))
        except sqlite3.Error as error:
            if str(error) == message:
                return statement.start + count - 1
        except sqlite3.Warning:
            continue
    return statement.start + len(lines) - 1


def check(statements: list[Statement]) -> None:
    """Refuse what no tables could mend. Raises Refused."""
    if not statements:
        raise Refused("syntax", "There is no statement in the file.", 1, "SyntaxError")
    empty = Database("")
    for statement in statements:
        try:
            empty.connection.execute("EXPLAIN " + statement.text)
        except sqlite3.Error as error:
            refused = empty._refused(error, statement)
            if refused.kind == "syntax":
                raise refused from error
        except sqlite3.Warning:
            continue


def query(statements: list[Statement], tables: str) -> dict[str, Any]:
    """The last table that the statements give. Raises Refused, and the SDK's errors where the task's own SQL fails."""
    given = list(Database(tables).tables(statements))
    if not given:
        raise Refused("value", "No statement gave a table. Let the last one be a SELECT.")
    return given[-1]


def plain(value: Any) -> Any:
    if isinstance(value, bytes):
        raise Refused("value", "The answer holds a BLOB. Return NULL, numbers or text.")
    if isinstance(value, float) and not math.isfinite(value):
        raise Refused("value", f"The answer holds {value}, which is no number.")
    return value


class Program:
    """The candidate's file."""

    def __init__(self) -> None:
        self.file = ""
        self.statements: list[Statement] = []

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            if "load" in request:
                self.load(request["load"])
                return {"ok": None}
            if request["call"] != "query":
                raise Refused("missing", f"There is nothing called {request['call']} in SQL.")
            return {"ok": query(self.statements, request["args"][0])}
        except Refused as refused:
            return self.told(refused)
        except MemoryError:
            return self.told(Refused("memory", "out of memory"))
        except sqlite3.Error as error:
            return self.told(Refused("raised", f"The task's own tables cannot be made: {error}"))

    def load(self, file: str) -> None:
        self.file = file
        with open(file, encoding="utf-8", errors="replace") as source:
            self.statements = statements_of(source.read())
        check(self.statements)

    def told(self, refused: Refused) -> dict[str, Any]:
        trace = f"{self.file}, line {refused.line}: {refused.message}" if refused.line else ""
        return {"err": {"kind": refused.kind, "type": refused.type, "msg": refused.message, "tb": trace}}


def serve() -> None:
    for descriptor in (CONTROL, ANSWER):
        os.set_inheritable(descriptor, False)
    program = Program()
    for line in lines():
        request = json.loads(line)
        answer(request["id"], program.answer(request))


def lines() -> Iterator[bytes]:
    held: list[bytes] = []
    while chunk := os.read(CONTROL, CHUNK):
        held.append(chunk)
        if chunk.endswith(b"\n"):  # one question at a time: nothing follows it
            yield b"".join(held)
            held = []


def answer(id: str, outcome: dict[str, Any]) -> None:
    line = encode(id, outcome)
    if len(line) > ANSWER_BYTES:
        too_large = {"kind": "size", "type": "Answer", "msg": "The answer is larger than 1 MB.", "tb": ""}
        line = encode(id, {"err": too_large})
    while line:
        line = line[os.write(ANSWER, line) :]


def encode(id: str, outcome: dict[str, Any]) -> bytes:
    return json.dumps({"id": id, **outcome}, separators=(",", ":")).encode() + b"\n"


def print_tables(file: str) -> int:
    """The scratch program: every table as a person reads it; 1 when a statement fails."""
    program = Program()
    try:
        program.load(file)
        for table in Database(sys.stdin.read()).tables(program.statements):
            print_table(table)
    except Refused as refused:
        print(f"{file}, line {refused.line}: {refused.message}", file=sys.stderr)
        return 1
    except sqlite3.Error as error:
        print(f"standard input: {error}", file=sys.stderr)
        return 1
    return 0


def print_table(table: dict[str, Any]) -> None:
    rows = [table["columns"], *([shown(value) for value in row] for row in table["rows"])]
    widths = [max(len(row[column]) for row in rows) for column in range(len(table["columns"]))]
    for number, row in enumerate(rows):
        print("  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))
    print(f"({len(table['rows'])} rows)\n" if len(table["rows"]) != 1 else "(1 row)\n", flush=True)


def shown(value: Any) -> str:
    return "NULL" if value is None else str(value)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--print"]:
        sys.exit(print_tables(sys.argv[2]))
    serve()
