"""Cam writes C++, Go, Rust and Swift: what their shims add to what every language can, in the real sandbox."""

import asyncio
from dataclasses import replace
from textwrap import dedent

import docker
import pytest

from sandbox.builder import build
from sandbox.client import SandboxClient
from sandbox.contract import Call, Callee, Case, Limits, Mode, Verdict
from sandbox.languages import FOLDERS, load_language
from server.core.judging import callees
from server.core.signature import parse_signature
from server.core.stubs import missing_types, starter
from server.core.task import ClassShape, Part, Signature, Task, Type
from server.core.words import stub_style
from tests.core.tasks import part, task
from tests.sandbox.programs import Outcome, carry_out, spec

pytestmark = pytest.mark.docker

COMPILED = ("cpp", "go", "rust", "swift")
STYLES = {language: stub_style(load_language(FOLDERS / language).data) for language in COMPILED}
CALM = Limits(cpu_seconds=10, wall_seconds=30, memory_mb=512)

EVERYTHING = (
    "take_all(number: int, larger: long, real: float, flag: bool, text: string, rows: list[list[list[int?]]],"
    " named: dict[string, list[tuple[int, string?]]], maybe: float?, words: list[string]) -> list[bool?]",
    "walk(list: linked[int], tree: tree[string], pair: tuple[int, tuple[string, bool]]) -> linked[int]",
    "grow(tree: tree[int], more: list[linked[int]]) -> dict[string, tree[int]]",
    "huge(number: bigint) -> list[bigint]",
)

every_language = pytest.mark.parametrize("language", COMPILED)


@pytest.fixture
async def ready(language: str, client: docker.DockerClient, sandbox: SandboxClient) -> SandboxClient:
    """A sandbox that has this language's image."""
    await asyncio.to_thread(build, client, language, print)
    return sandbox


async def run(
    sandbox: SandboxClient, language: str, source: str, cases: list[Case], called: tuple[Callee, ...] = ()
) -> Outcome:
    return await carry_out(
        sandbox, replace(spec(dedent(source), cases, language=language, limits=CALM), callees=called)
    )


def parsed(text: str) -> Signature:
    signature = parse_signature(text)
    assert isinstance(signature, Signature), signature
    return signature


def counter() -> Task:
    """A class task whose constructor and methods take one thing each."""
    number = (parsed("f(start: int) -> int").params, parsed("f(names: list[string]) -> int").params)
    shape = ClassShape(
        "Counter",
        Signature("Counter", number[0], Type("void")),
        (Signature("put_all", number[1], Type("void")), parsed("best_of(names: list[string]) -> string?")),
    )
    calls = Signature("", parsed("f(calls: list[string]) -> int").params, Type("list", (Type("any"),)))
    return task(kind="class", parts=(Part(1, "Count", "Write it.", calls, "start", shape),))


@every_language
async def test_the_starter_code_compiles_as_it_is_and_then_fails(language: str, ready: SandboxClient) -> None:
    style = STYLES[language]
    texts = [text for text in EVERYTHING if not missing_types(parsed(text), style)]
    wanted = task(parts=tuple(part(text, number) for number, text in enumerate(texts, 1)))
    every = set(range(1, len(texts) + 1))
    called = callees(wanted, style, every)
    args = [1, 2, 3.5, True, "x", [[[1, None]]], {"a": [[1, None]]}, None, ["w"]]
    cases = [Case("one", args, function=called[0].name)]
    outcome = await run(ready, language, starter(wanted, style, every), cases, called)
    assert outcome.verdicts == [Verdict.RUNTIME_ERROR], outcome.cases
    assert "not written yet" in outcome.cases[0].message + outcome.cases[0].stderr


@every_language
async def test_the_starter_code_of_a_class_compiles_too(language: str, ready: SandboxClient) -> None:
    style, wanted = STYLES[language], counter()
    called = callees(wanted, style)
    calls = (Call("Counter", [1]), Call(called[1].name, [["a"]]))
    made = replace(
        spec(starter(wanted, style), [Case("one", calls=calls)], language=language, limits=CALM),
        callees=called,
        mode=Mode.CLASS,
    )
    outcome = await carry_out(ready, made)
    assert outcome.verdicts == [Verdict.RUNTIME_ERROR], outcome.cases


NODES = {
    "cpp": """
        #include <bits/stdc++.h>
        using namespace std;
        ListNode<int>* rest(ListNode<int>* list) { return list ? list->next : list; }
        TreeNode<string>* mirror(TreeNode<string>* tree) {
            if (tree) { swap(tree->left, tree->right); mirror(tree->left); mirror(tree->right); }
            return tree;
        }
    """,
    "go": """
        package main
        func rest(list *ListNode[int]) *ListNode[int] { if list != nil { list = list.Next }; return list }
        func mirror(tree *TreeNode[string]) *TreeNode[string] {
            if tree != nil { tree.Left, tree.Right = mirror(tree.Right), mirror(tree.Left) }
            return tree
        }
    """,
    "rust": """
        fn rest(list: Option<Box<ListNode<i32>>>) -> Option<Box<ListNode<i32>>> { list.and_then(|node| node.next) }
        fn mirror(tree: Option<Box<TreeNode<String>>>) -> Option<Box<TreeNode<String>>> {
            let mut node = tree?;
            (node.left, node.right) = (mirror(node.right.take()), mirror(node.left.take()));
            Some(node)
        }
    """,
    "swift": """
        func rest(_ list: ListNode<Int>?) -> ListNode<Int>? { list?.next }
        func mirror(_ tree: TreeNode<String>?) -> TreeNode<String>? {
            guard let node = tree else { return nil }
            (node.left, node.right) = (mirror(node.right), mirror(node.left))
            return node
        }
    """,
}


@every_language
async def test_lists_and_trees_of_nodes_are_there(language: str, ready: SandboxClient) -> None:
    cases = [
        Case("list", [{"$linked": [1, 2, 3]}], expected=[2, 3], function="rest"),
        Case("its end", [{"$linked": [1]}], expected=None, function="rest"),
        Case("no list", [None], expected=None, function="rest"),
        Case(
            "tree",
            [{"$tree": ["a", "b", "c", None, "d"]}],
            expected=["a", "c", "b", None, None, "d"],
            function="mirror",
        ),
        Case("no tree", [None], expected=None, function="mirror"),
    ]
    outcome = await run(ready, language, NODES[language], cases)
    assert outcome.verdicts == [Verdict.PASSED] * 5, outcome.cases


OWN = {
    "cpp": """
        #include <iostream>
        #include <vector>
        #define int long long
        struct ListNode { int val; ListNode* next; };
        ListNode* f(ListNode* list) { return list->next; }
        signed main() { std::cout << "not asked"; }
    """,
    "go": """
        package main
        import "fmt"
        type ListNode struct { Val int; Next *ListNode }
        func f(list *ListNode) *ListNode { return list.Next }
        func main() { fmt.Println("not asked") }
    """,
    "rust": """
        #![allow(dead_code)]
        //! A file with a main and attributes of its own.
        type List = Option<Box<ListNode<i32>>>;
        fn f(list: List) -> List { list.unwrap().next }
        fn main() { println!("not asked") }
    """,
    "swift": """
        func f(_ list: ListNode<Int>?) -> ListNode<Int>? { list!.next }
        func main() { print("not asked") }
    """,
}


@every_language
async def test_what_cam_has_of_his_own_is_not_in_the_way(language: str, ready: SandboxClient) -> None:
    cases = [Case("list", [{"$linked": [1, 2]}], expected=[2])]
    outcome = await run(ready, language, OWN[language], cases)
    assert outcome.verdicts == [Verdict.PASSED], outcome.cases
    assert "not asked" not in outcome.cases[0].stdout


PLAIN = {
    "cpp": "int f(int n) { return n + 1; }",
    "go": "package main\nfunc f(n int) int { return n + 1 }",
    "rust": "fn f(n: i32) -> i32 { n + 1 }",
    "swift": "func f(_ n: Int) -> Int { n + 1 }",
}


async def test_a_class_needs_no_words_but_its_own(sandbox: SandboxClient, client: docker.DockerClient) -> None:
    """The type words of the glue are those of the task: they hold where Cam's file writes std:: everywhere."""
    await asyncio.to_thread(build, client, "cpp", print)
    source = """
        #include <vector>
        struct Sum {
            int all = 0;
            explicit Sum(const std::vector<int>& of) { for (int each : of) all += each; }
            int value() const { return all; }
        };
    """
    made = Case("one", calls=(Call("Sum", [[1, 2]]), Call("value", [], expected=3)))
    called = (Callee("Sum", ("vector<int>",), of="Sum", constructs=True), Callee("value", of="Sum"))
    wanted = replace(spec(dedent(source), [made], language="cpp", limits=CALM), callees=called, mode=Mode.CLASS)
    assert (await carry_out(sandbox, wanted)).verdicts == [Verdict.PASSED]


@every_language
async def test_a_function_that_is_not_there_yet_is_missed_alone(language: str, ready: SandboxClient) -> None:
    cases = [Case("there", [1], expected=2), Case("gone", [1], expected=2, function="g"), Case("more", [2], expected=3)]
    outcome = await run(ready, language, PLAIN[language], cases)
    assert outcome.verdicts == [Verdict.PASSED, Verdict.RUNTIME_ERROR, Verdict.PASSED], outcome.cases
    assert "g" in outcome.cases[1].message


DEEP = {
    "cpp": "int f(int n) { volatile char held[999]; held[0] = n; return n ? f(n + 1) + held[0] : 0; }",
    "go": "package main\nfunc f(n int) int { var held [999]byte; held[n%9] = 1; return f(n+1) + int(held[3]) }",
    "rust": "fn f(n: i32) -> i32 { let held = std::hint::black_box([n; 999]); f(n.wrapping_add(1)) ^ held[5] }",
    "swift": "func f(_ n: Int) -> Int { var held = [n]; held.append(f(n &+ 1)); return held[0] &+ held[1] }",
}


@every_language
async def test_recursion_without_end_crashes_one_case(language: str, ready: SandboxClient) -> None:
    outcome = await run(
        ready, language, DEEP[language], [Case("deep", [1], expected=2), Case("again", [1], expected=2)]
    )
    assert set(outcome.verdicts) == {Verdict.RUNTIME_ERROR}, outcome.cases
    assert "nternal" not in outcome.cases[0].message


RAISES = {
    "cpp": ('#include <stdexcept>\nint f(int n) { throw std::out_of_range("no n"); }', "std::out_of_range", "no n"),
    "go": (
        'package main\nimport "errors"\nfunc f(n int) int {\n\tpanic(errors.New("no n"))\n}',
        "solution.go:4",
        "no n",
    ),
    "rust": ('fn f(n: i32) -> i32 {\n    panic!("no n")\n}', "solution.rs:2:5", "no n"),
    "swift": ("enum No: Error { case n }\nfunc f(_ n: Int) throws -> Int { throw No.n }", "No", "n"),
}


@every_language
async def test_what_is_thrown_is_told_in_the_languages_own_words(language: str, ready: SandboxClient) -> None:
    source, *words = RAISES[language]
    outcome = await run(ready, language, source, [Case("one", [1], expected=2)])
    (case,) = outcome.cases
    assert case.verdict is Verdict.RUNTIME_ERROR
    assert all(word in case.message + case.trace for word in words), case


BOMBS = [
    ("cpp", "template <int n> struct A { A<n + 1> a; };\nint f(int n) { A<0> a; return n; }"),
    ("cpp", "#include </dev/zero>\nint f(int n) { return n; }"),
    ("cpp", "static char all[1 << 28] = {1};\nint f(int n) { return all[n]; }"),
    ("cpp", 'asm(".incbin \\"/dev/zero\\"");\nint f(int n) { return n; }'),
    ("go", 'package main\nimport "C"\nfunc f(n int) int { return n }'),
    ("go", 'package main\nimport _ "embed"\n//go:embed x\nvar all string\nfunc f(n int) int { return n }'),
    ("rust", 'static ALL: &[u8] = include_bytes!("/dev/zero");\nfn f(n: i32) -> i32 { ALL[0] as i32 }'),
    ("rust", "static ALL: [u8; 1 << 28] = [1; 1 << 28];\nfn f(n: i32) -> i32 { ALL[n as usize] as i32 }"),
    ("swift", "let x = [1] + [1: 2].map { [$0, $1] + -$0 + 2 * -1.5 } + [[1], 2] - 3\nfunc f(_ n: Int) -> Int { n }"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source"), BOMBS)
async def test_no_source_breaks_its_compiler_unsaid(language: str, source: str, ready: SandboxClient) -> None:
    outcome = await run(ready, language, source, [Case("one", [1], expected=2)])
    (case,) = outcome.cases
    assert case.verdict in {Verdict.COMPILE_ERROR, Verdict.COMPILE_LIMIT}, case
    assert case.message
    assert len(case.trace) <= 64 * 1024


async def test_a_compiler_reads_no_more_than_its_own_container(
    sandbox: SandboxClient, client: docker.DockerClient
) -> None:
    """What is there to include is the image, the same for everybody, and an environment that says nothing."""
    await asyncio.to_thread(build, client, "rust", print)
    source = 'fn f(n: i32) -> i32 { include_str!("/proc/self/environ").len() as i32 + n }'
    outcome = await run(sandbox, "rust", source, [Case("one", [1], expected=0)])
    assert "GREENROOM" not in str(outcome.cases)
    assert outcome.verdicts[0] in {Verdict.COMPILE_ERROR, Verdict.WRONG}
