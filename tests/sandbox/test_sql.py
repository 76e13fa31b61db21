"""SQL in the real sandbox: each case has the task's tables in a database of its own, and no way out of it."""

import docker
import pytest

from sandbox.builder import build
from sandbox.client import SandboxClient
from sandbox.contract import Case, Comparison, Finished, Printed, RunSpec, ScratchSpec, Verdict
from tests.sandbox.probes import CALM, SQL
from tests.sandbox.programs import Outcome, carry_out

pytestmark = pytest.mark.docker

TABLES = """
CREATE TABLE drinkers (name TEXT PRIMARY KEY, cups INTEGER);
INSERT INTO drinkers VALUES ('Ida', 3), ('Cam', 2), ('Max', NULL);
"""


@pytest.fixture(autouse=True)
def image(client: docker.DockerClient) -> None:
    """Every test here needs it."""
    build(client, SQL, print)


def table(*rows: list[object], columns: tuple[str, ...] = ("name", "cups")) -> dict[str, object]:
    return {"columns": list(columns), "rows": list(rows)}


async def ask(sandbox: SandboxClient, source: str, *cases: Case, ordered: bool = False) -> Outcome:
    wanted = RunSpec("run-sql", SQL, source, "query", cases, Comparison("rows", ordered=ordered), CALM)
    return await carry_out(sandbox, wanted)


def case(expected: object = None, tables: str = TABLES, id: str = "one") -> Case:
    return Case(id, [tables], expected=expected, checked=expected is not None)


async def test_the_last_table_is_the_answer_and_each_case_begins_anew(sandbox: SandboxClient) -> None:
    source = "INSERT INTO drinkers VALUES ('Zoë', 1);\nSELECT 1;\nSELECT name, cups FROM drinkers WHERE cups < 3;\n"
    right = table(["Zoë", 1], ["Cam", 2])
    outcome = await ask(sandbox, source, case(right, id="one"), case(right, id="two"), case(table(), id="three"))
    assert outcome.verdicts == [Verdict.PASSED, Verdict.PASSED, Verdict.WRONG], outcome.cases
    assert outcome.got[0] == table(["Cam", 2], ["Zoë", 1])


async def test_null_text_and_numbers_stay_what_they_are(sandbox: SandboxClient) -> None:
    outcome = await ask(sandbox, "SELECT name, cups / 2.0 AS half FROM drinkers ORDER BY name", case(), ordered=True)
    assert outcome.got == [table(["Cam", 1.0], ["Ida", 1.5], ["Max", None], columns=("name", "half"))]


@pytest.mark.parametrize(
    ("source", "verdict", "said"),
    [
        ("SELECT 1;\n\n-- here\nSELECT name\nFORM cups;\n", Verdict.COMPILE_ERROR, "solution.sql, line 5: near"),
        ("SELECT 'one", Verdict.COMPILE_ERROR, "solution.sql, line 1: unrecognized token"),
        ("-- nothing", Verdict.COMPILE_ERROR, "There is no statement in the file."),
        ("SELECT 1;\nSELECT age FROM drinkers", Verdict.RUNTIME_ERROR, "solution.sql, line 2: no such column: age"),
        ("SELECT 1;\nINSERT INTO drinkers VALUES ('Ida', 1)", Verdict.RUNTIME_ERROR, "line 2: UNIQUE constraint"),
        ("DELETE FROM drinkers", Verdict.WRONG, "No statement gave a table."),
        ("SELECT x'00'", Verdict.WRONG, "The answer holds a BLOB."),
        ("ATTACH DATABASE '/tmp/other.db' AS other", Verdict.RUNTIME_ERROR, "ATTACH is not allowed"),
        ("VACUUM INTO '/tmp/copy.db'", Verdict.RUNTIME_ERROR, "ATTACH is not allowed"),
        ("SELECT load_extension('/tmp/own.so')", Verdict.RUNTIME_ERROR, "load_extension is not allowed"),
        ("PRAGMA temp_store_directory = '/tmp'", Verdict.RUNTIME_ERROR, "This PRAGMA is not allowed"),
    ],
)
async def test_what_cannot_be_answered_says_sqlites_words_and_the_line(
    sandbox: SandboxClient, source: str, verdict: Verdict, said: str
) -> None:
    outcome = await ask(sandbox, source, case(table()))
    (judged,) = outcome.cases
    assert judged.verdict is verdict, judged
    assert said in f"{judged.message}\n{judged.trace}", judged


async def test_a_query_without_end_is_ended_and_the_next_case_goes_on(sandbox: SandboxClient) -> None:
    source = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < (SELECT max(cups) FROM drinkers)) "
        "SELECT count(*) AS c FROM n"
    )
    endless = "CREATE TABLE drinkers (cups INTEGER); INSERT INTO drinkers VALUES (9000000000000);"
    outcome = await ask(
        sandbox, source, case(table(), tables=endless, id="endless"), case(table([3], columns=("c",)), id="short")
    )
    assert outcome.verdicts == [Verdict.TIME_LIMIT, Verdict.PASSED], outcome.cases


async def test_a_scratch_run_prints_each_table_of_the_tables_that_are_typed(sandbox: SandboxClient) -> None:
    source = "SELECT name, cups FROM drinkers ORDER BY name;\nSELECT 1 AS one;\n"
    pieces = [piece async for piece in sandbox.scratch(ScratchSpec("run-scratch", SQL, source, TABLES, CALM))]
    printed = "".join(piece.text for piece in pieces if isinstance(piece, Printed))
    assert [line.split() for line in printed.splitlines()[:5]] == [
        ["name", "cups"], ["----", "----"], ["Cam", "2"], ["Ida", "3"], ["Max", "NULL"],
    ]  # fmt: skip
    assert "(1 row)" in printed
    assert isinstance(pieces[-1], Finished)
    assert pieces[-1].verdict is Verdict.UNCHECKED
