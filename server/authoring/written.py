"""task.yaml and cases.yaml as text, for tasks that a program writes. Values stand in JSON, which is YAML too."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from server.authoring.templates import quoted


def task_yaml(
    title: str,
    kind: str,
    keys: Mapping[str, Any],
    *,
    license: str = "",
    source: str = "",
    author: str = "",
    imported: tuple[str, str] = ("", ""),
) -> str:
    """The file, with `keys` after title and kind."""
    lines = [f"title: {quoted(title[:200])}", f"kind: {kind}"]
    lines += [f"{key}: {_value(value)}" for key, value in keys.items()]
    lines += [f"{key}: {quoted(text[:200])}" for key, text in (("author", author), ("license", license)) if text]
    lines += [f"source: {quoted(source[:2000])}"] if source else []
    if imported[0]:
        lines.append(f"imported: {{from: {imported[0]}, id: {quoted(imported[1][:200])}}}")
    return "\n".join(lines) + "\n"


def cases_yaml(examples: Sequence[Mapping[str, Any]], hidden: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """The file, one line a case. Names that come twice in a group get a number."""
    lines = ["examples:", *(f"  - {_value(case)}" for case in numbered(examples))]
    if hidden:
        lines.append("hidden:")
    for group, cases in hidden.items():
        lines += [f"  - group: {quoted(group)}", "    cases:"]
        lines += [f"      - {_value(case)}" for case in numbered(cases)]
    return "\n".join(lines) + "\n"


def numbered(cases: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The cases with names that are all different."""
    seen: dict[str, int] = {}
    named: list[dict[str, Any]] = []
    for case in cases:
        name = str(case.get("name", ""))[:180]
        seen[name] = seen.get(name, 0) + 1
        more = f" ({seen[name]})" if name and seen[name] > 1 else ""
        named.append({**case, **({"name": name + more} if name else {})})
    return named


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
