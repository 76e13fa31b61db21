"""Runs the solutions of this repository's own tasks without a sandbox: they are trusted, and it must be quick.

Speaks the words of the sandbox's contract, so that what is tested is the very spec that a room would send.
"""

import json
import subprocess
import sys
from pathlib import Path

from sandbox.contract import CaseJudged, RunSpec, Verdict

PYTHON = """
import json, signal, sys, time
sys.path.insert(0, sys.argv[1])
spec = json.load(sys.stdin, object_hook=lambda value: tuple(value["$tuple"]) if "$tuple" in value else value)
space = {"__name__": "solution"}
exec(compile(spec["source"], "solution.py", "exec"), space)

def late(*_):
    raise TimeoutError

signal.signal(signal.SIGVTALRM, late)
for case in spec["cases"]:
    signal.setitimer(signal.ITIMER_VIRTUAL, spec["seconds"])
    begun = time.process_time()
    try:
        answer = {"got": space[case["function"]](*case["args"], **case["kwargs"])}
    except TimeoutError:
        answer = {"late": True}
    except Exception as error:
        answer = {"error": repr(error)}
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    print(json.dumps({"ms": (time.process_time() - begun) * 1000, **answer}))
"""

JAVASCRIPT = """
const vm = require("node:vm");
const spec = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const space = vm.createContext({ console });
vm.runInContext(spec.source, space);
for (const { function: name, args } of spec.cases) {
  const begun = process.cpuUsage();
  let answer;
  try {
    space.args = JSON.stringify(args);
    const call = `JSON.stringify(${name}(...JSON.parse(args)) ?? null)`;
    answer = { got: JSON.parse(vm.runInContext(call, space, { timeout: spec.seconds * 1000 })) };
  } catch (error) {
    answer = error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT" ? { late: true } : { error: String(error) };
  }
  const { user, system } = process.cpuUsage(begun);
  console.log(JSON.stringify({ ms: (user + system) / 1000, ...answer }));
}
"""


def run_trusted(spec: RunSpec, beside: Path, seconds: float | None = None) -> list[CaseJudged]:
    """One verdict for each case of the spec. `beside` is where `from good import *` finds its module."""
    sent = {
        "source": spec.source,
        "seconds": seconds or spec.limits.cpu_seconds,
        "cases": [
            {"function": case.function or spec.function, "args": case.args, "kwargs": case.kwargs}
            for case in spec.cases
        ],
    }
    command = {
        "python": [sys.executable, "-B", "-c", PYTHON, str(beside)],
        "javascript": ["node", "-e", JAVASCRIPT],
    }[spec.language]
    done = subprocess.run(command, input=json.dumps(sent), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return [
        _judge(spec, case.id, case.expected, case.checked, answer)
        for case, answer in zip(spec.cases, answers, strict=True)
    ]


def _judge(spec: RunSpec, id: str, expected: object, checked: bool, answer: dict[str, object]) -> CaseJudged:
    assert spec.compare.kind == "exact"
    got = answer.get("got")
    if "late" in answer:
        verdict = Verdict.TIME_LIMIT
    elif "error" in answer:
        verdict = Verdict.RUNTIME_ERROR
    elif not checked:
        verdict = Verdict.UNCHECKED
    else:
        verdict = Verdict.PASSED if got == expected else Verdict.WRONG
    ms = answer["ms"]
    assert isinstance(ms, int | float)
    return CaseJudged(spec.run, id, verdict, got, str(answer.get("error", "")), ms=ms)
