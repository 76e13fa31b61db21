"""A language's probe program, compiled and run by hand in its own image, without anything of ours around it.

One hardened container, a shell in it that does the same so many times, and its own clock: no start of a container, no
wall, no judge is in these figures.
"""

import shlex
import subprocess
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from bench.processes import CannotMeasure
from sandbox.contract import RunSpec
from sandbox.glue import rendered
from sandbox.images import tag
from sandbox.languages import FOLDERS, Language

MEMORY_MB: Final = 512
WALLS: Final = (
    "--network=none", "--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--user=60799:60799",
    f"--memory={MEMORY_MB}m", f"--memory-swap={MEMORY_MB}m", "--pids-limit=129", "--cpus=1", "--ipc=none",
    "--log-driver=none", "--no-healthcheck", "--hostname=sandbox", "--workdir=/tmp",
    "--tmpfs=/tmp:rw,nosuid,nodev,exec,size=128m,mode=0700,uid=60799,gid=60799",
)  # fmt: skip
"""What `sandbox/hardening.py` asks of the engine, as options of its command."""
CLOSES: Final = {"/*": "*/", "(*": "*)", "{-": "-}", "#|": "|#"}
"""Comments that end with the line have nothing here."""
INPUT: Final = "2 3\n"
ASK: Final = '{"id":"1","run":"%s"}'
"""What a shim is asked that runs a program itself."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """Milliseconds: compiling (0 where there is no compiler) and then running, one for each time."""

    compiling: list[float]
    running: list[float]


def program_of(language: Language) -> str:
    """The probe that adds the numbers of its standard input."""
    return _probe(language, "program")


def calls_of(language: Language) -> str | None:
    """The probe with the function `add_two`; nothing where the language has programs only."""
    return _probe(language, "calls") if language.stub else None


def _probe(language: Language, name: str) -> str:
    file = FOLDERS / language.id / "probe" / f"{name}.{language.file.rpartition('.')[2]}"
    if not file.is_file():
        raise CannotMeasure(f"There is no {file.relative_to(FOLDERS)}.")
    return file.read_text()


def changed(language: Language, source: str, mark: str) -> str:
    """The same program as nobody has compiled it before."""
    return f"{source}\n{language.comment} {mark} {CLOSES.get(language.comment, '')}\n"


def by_hand(language: Language, times: int) -> ByHand:
    """Raises `CannotMeasure` where the image is not built or the program does not run."""
    said = _docker(language, ["/bin/sh", "-c", _script(language, times)], program_of(language))
    figures = [line.split() for line in said.splitlines()]
    if len(figures) != times or any(each[2:] != ["5"] for each in figures):
        raise CannotMeasure(f"{language.title} does not add 2 and 3 by hand: {said[-300:]}")
    compiling = [int(took) / 1e6 if language.compile else 0.0 for took, *_ in figures]
    return ByHand(compiling, [int(took) / 1e6 for _, took, _ in figures])


def compiling_by_hand(language: Language, spec: RunSpec, times: int) -> list[float]:
    """Milliseconds of the compiler alone, for the very files that a run with calls is compiled from: the source with
    its glue. Nothing where the language has no such step. Raises `CannotMeasure`."""
    if language.compile is None or not language.compile.calls:
        return []
    comment, closing = (shlex.quote(each) for each in (language.comment, CLOSES.get(language.comment, "")))
    made = ""
    if language.glue:
        made = f"printf '%s' {shlex.quote(rendered(language, spec))} > {shlex.quote(language.glue.file)}"
    command = shlex.join(language.filled(language.compile.calls, MEMORY_MB))
    script = f"""{_setting_up(language)}
{made}
for n in $(seq {times}); do
    printf '\\n%s %s %s\\n' {comment} "$n" {closing} >> {shlex.quote(language.run.file)}
    t0=$(date +%s%N)
    {command} > /tmp/said 2>&1 < /dev/null || {{ cat /tmp/said >&2; exit 1; }}
    echo $(($(date +%s%N) - t0))
done
"""
    said = _docker(language, ["/bin/sh", "-c", script], spec.source)
    return [int(line) / 1e6 for line in said.split()]


def cold(language: Language) -> float:
    """Milliseconds from `docker run` with every wall to the program's first byte."""
    script = f"{_setting_up(language)}\n{_compile(language)}\n{_run(language)}"
    command = _command(language, ["/bin/sh", "-c", script])
    began = perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as docker:
        assert docker.stdin is not None
        assert docker.stdout is not None
        docker.stdin.write(program_of(language).encode())
        docker.stdin.close()
        first = docker.stdout.read(1)
        took = (perf_counter() - began) * 1000
    if first != b"5":
        raise CannotMeasure(f"{language.title} does not add 2 and 3 under docker run.")
    return took


def _script(language: Language, times: int) -> str:
    """Prints a line for each time: nanoseconds of compiling, of running, and what the program printed."""
    comment, closing = (shlex.quote(each) for each in (language.comment, CLOSES.get(language.comment, "")))
    return f"""{_setting_up(language)}
for n in $(seq {times}); do
    printf '\\n%s %s %s\\n' {comment} "$n" {closing} >> {shlex.quote(language.run.file)}
    t0=$(date +%s%N)
    {_compile(language)}
    t1=$(date +%s%N)
    answer=$({_run(language)})
    t2=$(date +%s%N)
    echo $((t1 - t0)) $((t2 - t1)) $answer
done
"""


def _setting_up(language: Language) -> str:
    asked = shlex.quote(ASK % language.run.file)
    file = shlex.quote(language.run.file)
    return f"mkdir /tmp/run && cd /tmp/run && cat > {file} && printf '%s\\n' {asked} > /tmp/ask"


def _compile(language: Language) -> str:
    if language.compile is None or not language.compile.program:
        return ":"
    return f"{shlex.join(language.filled(language.compile.program, MEMORY_MB))} > /dev/null 2>&1 < /dev/null"


def _run(language: Language) -> str:
    given = f"printf '%s' {shlex.quote(INPUT)} |"
    if language.program.command:
        return f"{given} {shlex.join(language.filled(language.program.command, MEMORY_MB))}"
    return f"{given} {shlex.join(language.argv(MEMORY_MB))} 3< /tmp/ask 4> /dev/null"


def _command(language: Language, words: list[str]) -> list[str]:
    environ = {"HOME": "/tmp", "PATH": "/usr/bin:/bin", **language.env}
    given = [f"--env={name}={value}" for name, value in environ.items()]
    return ["docker", "run", "-i", "--rm", *WALLS, *given, f"--entrypoint={words[0]}", tag(language.id), *words[1:]]


def _docker(language: Language, words: list[str], stdin: str) -> str:
    ran = subprocess.run(_command(language, words), input=stdin, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise CannotMeasure(f"{language.title} does not run by hand: {ran.stderr.strip()[-300:]}")
    return ran.stdout
