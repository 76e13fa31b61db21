"""LaTeX of problem statements to Markdown: pandoc where it is installed, else the handful of commands that they use."""

import re
import shutil
import subprocess
from typing import Final

PANDOC_SECONDS: Final = 20.0
LEFT_OVER: Final = 12
"""Commands that nobody has replaced, from which on the text is better shown as it was."""

_SYMBOLS: Final = {
    r"\leq": "≤", r"\le": "≤", r"\geq": "≥", r"\ge": "≥", r"\neq": "≠", r"\ne": "≠", r"\times": "×", r"\cdot": "·",
    r"\ldots": "…", r"\dots": "…", r"\cdots": "…", r"\pm": "±", r"\rightarrow": "→", r"\to": "→", r"\infty": "∞",
    r"\in": "∈", r"\sum": "∑", r"\pi": "π", r"\alpha": "α", r"\beta": "β", r"\lfloor": "⌊", r"\rfloor": "⌋",
    r"\lceil": "⌈", r"\rceil": "⌉", r"\%": "%", r"\&": "&", r"\_": "_", r"\#": "#", r"\$": "$", r"\{": "{", r"\}": "}",
    r"\,": " ", r"\;": " ", r"\quad": " ", r"\ ": " ", r"\\": "\n", r"\log": "log", r"\max": "max", r"\min": "min",
    r"\mid": "|", r"\bmod": "mod", r"\mod": "mod", r"\left": "", r"\right": "", r"\noindent": "", r"\par": "\n",
}  # fmt: skip
_WRAPPED: Final = {
    "textbf": "**", "bf": "**", "emph": "*", "textit": "*", "it": "*", "texttt": "`", "tt": "`", "verb": "`",
    "text": "", "mathrm": "", "textrm": "", "mbox": "", "underline": "", "textsc": "", "mathit": "", "operatorname": "",
}  # fmt: skip
_DROPPED: Final = (
    "illustration", "includegraphics", "label", "vspace", "hspace", "caption", "centering", "problemname",
)  # fmt: skip


def markdown(tex: str) -> str:
    """The statement in Markdown; what cannot be converted stands in a code block."""
    return _pandoc(tex) or _light(tex)


def problem_name(tex: str) -> str:
    """What a statement calls its problem, or empty."""
    found = re.search(r"\\problemname\{([^{}]*)\}", tex)
    return _symbols(found[1]).strip() if found else ""


def _pandoc(tex: str) -> str:
    """What pandoc makes of it; empty without pandoc. A statement is a stranger's: it may read no file (--sandbox)."""
    if (program := shutil.which("pandoc")) is None:
        return ""
    command = [program, "--sandbox", "-f", "latex", "-t", "gfm", "--wrap=preserve"]
    try:
        done = subprocess.run(
            command, input=tex, capture_output=True, text=True, timeout=PANDOC_SECONDS, check=False, cwd="/"
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""


def _light(tex: str) -> str:
    text = re.sub(r"(?<!\\)%.*", "", tex).replace("\r\n", "\n")
    text = text.replace("``", "“").replace("''", "”").replace("---", "—").replace("--", "–").replace("~", " ")
    for name in _DROPPED:
        text = re.sub(rf"\\{name}\b(\[[^\]]*\])?(\{{[^{{}}]*\}})*", "", text)
    text = re.sub(r"\\(?:sub)*section\*?\{([^{}]*)\}", r"\n## \1\n", text)
    text = re.sub(r"\\begin\{(?:verbatim|lstlisting)\}(.*?)\\end\{(?:verbatim|lstlisting)\}", _block, text, flags=re.S)
    text = re.sub(r"\\(?:begin|end)\{(?:itemize|enumerate|center|figure|quote)\}(\[[^\]]*\])?", "\n", text)
    text = re.sub(r"[ \t]*\\item\b\s*(?:\[([^\]]*)\])?", lambda found: f"- {found[1] or ''}", text)
    text = re.sub(r"\\url\{([^{}]*)\}", r"<\1>", text)
    text = re.sub(r"\\href\{([^{}]*)\}\{([^{}]*)\}", r"[\2](\1)", text)
    text = re.sub(r"\\begin\{tabular\*?\}\{[^{}]*\}(.*?)\\end\{tabular\*?\}", _table, text, flags=re.DOTALL)
    for _ in range(3):  # one inside another
        text = re.sub(r"\\(\w+)\{([^{}]*)\}", _unwrapped, text)
    text = re.sub(r"\$\$?([^$]+)\$\$?|\\\((.+?)\\\)|\\\[(.+?)\\\]", _formula, text, flags=re.DOTALL)
    text = re.sub(r"\n{3,}", "\n\n", _symbols(text)).strip() + "\n"
    if len(re.findall(r"\\[a-zA-Z]+", text)) >= LEFT_OVER:
        return f"```latex\n{tex.strip()}\n```\n"
    return text


def _block(found: "re.Match[str]") -> str:
    return f"\n```\n{found[1].strip()}\n```\n"


def _unwrapped(found: "re.Match[str]") -> str:
    mark = _WRAPPED.get(found[1])
    return found[0] if mark is None else f"{mark}{found[2].strip()}{mark}"


def _table(found: "re.Match[str]") -> str:
    """A table of Markdown: the first row is its head."""
    rows = [row.split("&") for row in re.sub(r"\\hline\b", "", found[1]).split(r"\\") if row.strip()]
    lines = [f"| {' | '.join(cell.strip() for cell in row)} |" for row in rows]
    return "\n\n" + "\n".join([*lines[:1], "|" + " --- |" * len(rows[0]), *lines[1:]]) + "\n\n" if rows else ""


def _formula(found: "re.Match[str]") -> str:
    """A formula as code: plain signs, powers and indexes as they are typed."""
    text = found[1] or found[2] or found[3]
    plain = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"(\1)/(\2)", text)
    plain = re.sub(r"([_^])\{(\w+)\}", r"\1\2", _symbols(plain))
    return f"`{' '.join(plain.split())}`" if plain.strip() else ""


def _symbols(text: str) -> str:
    for command in sorted(_SYMBOLS, key=len, reverse=True):
        end = r"(?![a-zA-Z])" if command[-1].isalpha() else ""
        text = re.sub(re.escape(command) + end, _SYMBOLS[command], text)
    return text
