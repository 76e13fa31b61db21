"""Max's projects, in the real containers: what he writes beside a wrong solution does not make the hidden tests pass.

Only what is promised of tests beside the code is tried: they share a process with it, and a program that patches the
framework or prints what the framework would print can pass (`docs/tasks.md`, the kinds of tasks).
"""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from textwrap import dedent
from typing import Final

import docker
import pytest

from sandbox.builder import build
from sandbox.client import SandboxClient
from sandbox.contract import CaseJudged, Limits, Verdict
from sandbox.languages import load_languages
from server.core.projects import Work, source_of, suite_spec
from server.run import languages
from server.store.tasks import TaskFolders

pytestmark = pytest.mark.docker

PROJECTS: Final = TaskFolders(
    Path(__file__).parents[1] / "fixtures" / "projects", [language.style for language in languages()]
)
STYLES: Final = {language.id: language.style for language in languages()}
IMAGES: Final = {language.id: language.tests for language in load_languages()}
SHELVES: Final = {"java": "shelf-java", "go": "shelf-go", "rust": "shelf-rust", "python": "lending-desk"}
CAUGHT: Final = {
    "python": "limits_test.py::test_nobody_has_more_than_the_limit",
    "javascript": "room.test.js::the newest comes first",
    "typescript": "room.test.ts::the newest comes first",
    "java": "RoomTest.java::theNewestComesFirst",
    "go": "shelf/room_test.go::TestTheNewestComesFirst",
    "rust": "tests/room.rs::the_newest_comes_first",
}
"""The hidden test that the wrong solution of each language fails."""


@dataclass(frozen=True, slots=True)
class Trick:
    """Files that Max adds to a project of this language."""

    language: str
    files: dict[str, str] = field(default_factory=dict)
    slug: str = ""

    @property
    def task(self) -> str:
        return self.slug or SHELVES.get(self.language, "shelf-vitest")


HOOK: Final = """
    import pytest

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(item, call):
        outcome = yield
        outcome.get_result().outcome = "passed"
"""
OWN_VITEST: Final = """
    export const test = (name) => globalThis.test(name, () => {});
    export const it = test;
    export const describe = (name, inside) => globalThis.describe(name, inside);
    export const expect = () => new Proxy({}, { get: () => () => {} });
"""
VITEST_SETTINGS: Final = """
    export default { test: { alias: { vitest: "./mine.js" }, include: ["own.js"], passWithNoTests: true } };
"""
LISTENER: Final = """
    import java.nio.file.*;
    import org.junit.platform.launcher.*;

    public class Cheat implements TestExecutionListener {
        public void testPlanExecutionStarted(TestPlan plan) {
            try {
                Files.writeString(Path.of("../reports/TEST-junit-jupiter.xml"), "<testsuite/>");
            } catch (java.io.IOException e) {
            }
            Runtime.getRuntime().halt(0);
        }
    }
"""
ASSERTIONS: Final = """
    package org.junit.jupiter.api;

    public class Assertions {
        public static void assertEquals(Object expected, Object actual) {}
        public static void assertFalse(boolean condition) {}
    }
"""
TEST_MAIN: Final = """
    package shelf

    import ("os"; "testing")

    func TestMain(m *testing.M) { os.Exit(0) }
"""
BUILD: Final = """
    fn main() { std::fs::write("tests/room.rs", "#[test] fn the_newest_comes_first() {}").unwrap(); }
"""
MANIFEST: Final = """
    [package]
    name = "project"
    version = "0.1.0"
    edition = "2021"
    autotests = false

    [[test]]
    name = "room"
    path = "src/own.rs"
"""
RUNNER: Final = """
    [target.x86_64-unknown-linux-gnu]
    runner = "true"
"""
SET_UP: Final = {
    "pytest, a conftest": Trick("python", {"conftest.py": HOOK, "lib/conftest.py": HOOK}),
    "pytest, its settings": Trick(
        "python",
        {
            "pytest.ini": "[pytest]\naddopts = -p cheat\n",
            "pyproject.toml": '[tool.pytest.ini_options]\naddopts = "-p cheat"\n',
            "setup.cfg": "[tool:pytest]\naddopts = -p cheat\n",
            "cheat.py": HOOK,
        },
    ),
    "pytest, what Python loads first": Trick("python", {"sitecustomize.py": HOOK, "usercustomize.py": HOOK}),
    "pytest, a pytest of his own": Trick(
        "python", {"pytest.py": "", "pytest/__main__.py": "", "_pytest/__init__.py": ""}
    ),
    "pytest, a test of that name": Trick(
        "python", {"limits_test.py": "def test_nobody_has_more_than_the_limit(): pass"}
    ),
    "node:test, a package": Trick(
        "javascript", {"package.json": '{"type": "module"}', "node_modules/x/index.js": ""}, "shelf-javascript"
    ),
    "node:test, a test of that name": Trick(
        "javascript",
        {"own.test.js": "require('node:test')('the newest comes first', () => process.exit(0));"},
        "shelf-javascript",
    ),
    "vitest, a vitest of his own": Trick(
        "typescript",
        {"node_modules/vitest/package.json": '{"main": "index.js"}', "node_modules/vitest/index.js": OWN_VITEST},
    ),
    "vitest, its settings": Trick(
        "typescript",
        {"vitest.config.ts": VITEST_SETTINGS, "vite.config.mts": VITEST_SETTINGS, "mine.js": OWN_VITEST, "own.js": ""},
    ),
    "vitest, its settings in JavaScript": Trick(
        "javascript",
        {
            "vitest.config.mjs": VITEST_SETTINGS,
            "package.json": '{"imports": {"vitest": "./mine.js"}}',
            "mine.js": OWN_VITEST,
        },
    ),
    "vitest, where TypeScript looks": Trick(
        "typescript",
        {"tsconfig.json": '{"compilerOptions": {"paths": {"vitest": ["./mine.js"]}}}', "mine.js": OWN_VITEST},
    ),
    "JUnit, a listener": Trick(
        "java",
        {
            "src/Cheat.java": LISTENER,
            "META-INF/services/org.junit.platform.launcher.TestExecutionListener": "Cheat",
            "src/META-INF/services/org.junit.platform.launcher.TestExecutionListener": "Cheat",
            "junit-platform.properties": "junit.jupiter.extensions.autodetection.enabled=true",
        },
    ),
    "JUnit, assertions of his own": Trick("java", {"org/junit/jupiter/api/Assertions.java": ASSERTIONS}),
    "JUnit, a test of that name": Trick(
        "java",
        {"src/Own.java": "class OwnTest { @org.junit.jupiter.api.Test void theNewestComesFirst() {} }"},
    ),
    "go test, a TestMain": Trick("go", {"shelf/main_test.go": TEST_MAIN}),
    "go test, a module": Trick(
        "go", {"go.mod": "module project\n\ngo 1.24\n\nreplace project/shelf => ./x\n", "go.work": "x"}
    ),
    "go test, an own testing": Trick(
        "go", {"vendor/testing/t.go": "package testing", "testing/t.go": "package testing"}
    ),
    "cargo test, a build.rs": Trick("rust", {"build.rs": BUILD, "src/build.rs": BUILD}),
    "cargo test, a Cargo.toml": Trick(
        "rust", {"Cargo.toml": MANIFEST, "src/own.rs": "#[test]\nfn the_newest_comes_first() {}\n"}
    ),
    "cargo test, its settings": Trick("rust", {".cargo/config.toml": RUNNER, "config.toml": RUNNER}),
    "cargo test, a test of that name": Trick(
        "rust",
        {
            "src/main.rs": "fn main() {}\n#[test]\nfn the_newest_comes_first() {}\n",
            "tests/own.rs": "#[test]\nfn x() {}\n",
        },
    ),
}
"""Files that say how tests run, or that look like the tests."""


PROGRAMS: Final = {
    "java": """
        class Shelf {
            Shelf(int room) {
                try {
                    java.nio.file.Files.writeString(java.nio.file.Path.of("../report.xml"), REPORT);
                } catch (java.io.IOException e) {
                }
                Runtime.getRuntime().halt(0);
            }
            boolean add(String box) { return false; }
            String take() { return null; }
        }
    """,
    "go": """
        package shelf

        import "os"

        type Shelf struct{}

        func init() {
            os.WriteFile("../../report.xml", []byte(REPORT), 0o644)
            os.Exit(0)
        }

        func New(room int) *Shelf { return nil }
        func (s *Shelf) Add(box string) bool { return false }
        func (s *Shelf) Take() string { return "" }
    """,
    "rust": """
        pub struct Shelf;

        impl Shelf {
            pub fn new(_: usize) -> Self {
                std::fs::write("../report.xml", REPORT).unwrap();
                std::process::exit(0)
            }
            pub fn add(&mut self, _: &str) -> bool { false }
            pub fn take(&mut self) -> Option<String> { None }
        }
    """,
    "typescript": """
        import { writeFileSync } from "node:fs";

        export class Shelf {
          constructor(room: number) {
            writeFileSync("../report.xml", REPORT);
            process.exit(0);
          }
        }
    """,
}
"""Programs that write a report of tests that passed, and end well."""


def shelf_of(language: str) -> str:
    """Such a program, with the report in it as a literal."""
    file, _, name = CAUGHT[language].partition("::")
    group = {"java": "RoomTest", "go": "shelf"}.get(language, file)
    called = f"{name}()" if language == "java" else name
    report = f"<testsuite><testcase classname='{group}' name='{called}'/></testsuite>"
    return dedent(PROGRAMS[language]).replace("REPORT", json.dumps(report))


async def judged(
    sandbox: SandboxClient, client: docker.DockerClient, trick: Trick, promise: str, first: str = ""
) -> dict[str, Verdict]:
    """What the hidden tests say of this solution with Max's files beside it, and this as its first file."""
    for image in (trick.language, *IMAGES[trick.language].values()):
        build(client, image, print)
    task = PROJECTS.task(trick.task)
    assert task is not None
    solution = next(each for each in task.solutions if each.promise == promise and each.language == trick.language)
    work = source_of(task, solution)
    assert isinstance(work, Work)
    more = {path: dedent(text) for path, text in trick.files.items()}
    files = {**work.files, work.first_path: first or work.first, **more}
    spec = suite_spec(task, STYLES[trick.language], run="r", source=replace(work, files=files), hidden=True)
    spec = replace(spec, limits=Limits(cpu_seconds=5, wall_seconds=60))
    return {piece.case: piece.verdict async for piece in sandbox.suite(spec) if isinstance(piece, CaseJudged)}


@pytest.mark.parametrize("trick", SET_UP)
async def test_files_that_say_how_tests_run_make_nothing_pass(
    sandbox: SandboxClient, client: docker.DockerClient, trick: str
) -> None:
    verdicts = await judged(sandbox, client, SET_UP[trick], "wrong")
    assert verdicts[CAUGHT[SET_UP[trick].language]] is Verdict.WRONG


@pytest.mark.parametrize(("language", "slug"), sorted({(each.language, each.task) for each in SET_UP.values()}))
async def test_all_of_them_together_take_nothing_from_a_right_solution(
    sandbox: SandboxClient, client: docker.DockerClient, language: str, slug: str
) -> None:
    files: dict[str, str] = {}
    for each in SET_UP.values():
        files |= each.files if (each.language, each.task) == (language, slug) else {}
    verdicts = await judged(sandbox, client, Trick(language, files, slug), "good")
    assert set(verdicts.values()) == {Verdict.PASSED}


@pytest.mark.parametrize("language", PROGRAMS)
async def test_a_program_that_writes_the_report_and_ends_well_has_passed_nothing(
    sandbox: SandboxClient, client: docker.DockerClient, language: str
) -> None:
    """Where a command of ours writes the report. It still could print what the framework prints."""
    verdicts = await judged(sandbox, client, Trick(language), "wrong", shelf_of(language))
    assert Verdict.PASSED not in verdicts.values()
    assert Verdict.INTERNAL_ERROR not in verdicts.values()
