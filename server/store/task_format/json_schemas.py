"""JSON Schemas of task.yaml, cases.yaml and rubric.yaml, for people's editors: made of what the loader knows.

A schema says the shape alone: which keys there are, and what kind of value each has. That a signature can be read, or
that a value fits its type, is the loader's. `server/schemas/*.json` hold these; `SCHEMAS=write pytest
tests/store/test_json_schemas.py` writes them anew.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from server.core.frameworks import REPORTING
from server.core.task import Kind
from server.store.task_format.bodies import BODIES
from server.store.task_format.cases import CASE_KEYS, EXAMPLE_KEYS, GROUP_KEYS, LONG_TEXT, MAX_SEEDS
from server.store.task_format.extras import LEVELS
from server.store.task_format.fields import MAX_TEXT
from server.store.task_format.head import KEYS, KINDS, STATUSES
from server.store.task_format.ways import FORMS, SECONDS

Schema = dict[str, Any]
DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
LANGUAGE: Final = "^[a-z][a-z0-9+#-]*$"
"""Ids of languages: which there are depends on the house."""
RUN: Final = rf"\$REPORT|^({'|'.join(REPORTING)})(\s|$)"


def schemas() -> Mapping[str, Schema]:
    """Each schema by its name: that of its file, and of its address below /schemas/."""
    return {"task": _task(), "cases": _cases(), "rubric": _rubric()}


def _file(title: str, schema: Schema) -> Schema:
    return {"$schema": DRAFT, "title": title, **schema}


def _text(says: str = "", longest: int = MAX_TEXT) -> Schema:
    return {"type": "string", "pattern": "\\S", "maxLength": longest, **_says(says)}


def _says(says: str) -> Schema:
    return {"description": says} if says else {}


def _choice(options: Sequence[str], says: str = "") -> Schema:
    return {"enum": list(options), **_says(says)}


def _number(low: float, high: float, says: str = "", kind: str = "number") -> Schema:
    return {"type": kind, "minimum": low, "maximum": high, **_says(says)}


def _texts(says: str = "", **more: Any) -> Schema:
    item = {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}
    return {"type": "array", "items": item, "uniqueItems": True, **_says(says), **more}


def _mapping(properties: Mapping[str, Schema], *required: str, says: str = "", **more: Any) -> Schema:
    needed = {"required": list(required)} if required else {}
    return {
        "type": "object",
        **_says(says),
        "properties": dict(properties),
        **needed,
        "additionalProperties": False,
        **more,
    }


# task.yaml ----------------------------------------------------------------------------------------------------------


def _task() -> Schema:
    signature = {"type": "string", "minLength": 1, "description": "fee(minutes: int) -> int"}
    lines = {"type": "array", "items": {"type": "string"}, "minItems": 1}
    shape: Schema = {"signature": signature, "class": {**lines, "description": "The constructor, then the methods."}}
    part = {"title": _text(), "unlock": _choice(("start", "interviewer")), **shape}
    properties: Schema = {
        "title": _text("What the task is called."),
        "kind": _choice(KINDS, "What the candidate writes."),
        **shape,
        "parts": {"type": "array", "items": _mapping(part), "minItems": 1, "description": "One after the other."},
        "difficulty": _choice(("easy", "medium", "hard")),
        "minutes": _number(1, 480, "How long it takes.", "integer"),
        "tags": _texts(),
        "skills": _texts("What an interviewer learns about."),
        "languages": _texts("Those that it is offered in; all that can carry it without this.", minItems=1),
        "compare": _compare(),
        "limits": _limits(),
        "feedback": _choice(("count", "names", "none"), "What a candidate learns of hidden cases."),
        "stub_passes": {"type": "boolean", "description": "The starter code works already."},
        "sql": _mapping(
            {"engine": _choice(("sqlite",)), "order": {"type": "boolean"}, "columns": _choice(("exact", "any"))}
        ),
        "project": _projects(),
        "author": _text(),
        "license": _text(),
        "source": _text("Where it comes from.", 2000),
        "imported": _mapping({key: {} for key in ("from", "id", "commit")}),
        "status": _choice(STATUSES),
        "leaked": _mapping({"when": _text(), "where": _text(longest=500)}),
    }
    assert tuple(sorted(properties)) == tuple(sorted(KEYS)), "every key of task.yaml has a shape"
    rules = [_only(kind) for kind in KINDS]
    return _file("task.yaml of Greenroom", {**_mapping(properties, "title", "kind"), "allOf": rules})


def _only(kind: Kind) -> Schema:
    """What a task of this kind needs, and what it cannot have."""
    key = {"function": "signature", "class": "class"}.get(kind)
    foreign = [other for other in ("signature", "class") if other != key]
    foreign += [other for other in ("sql", "project") if other != kind]
    foreign += [] if FORMS[kind] else ["compare"]
    then: Schema = {"properties": dict.fromkeys(foreign, False)}
    if key:
        parts = {"items": {"required": [key]}}
        then["properties"]["parts"] = parts
        then["oneOf"] = [{"required": [key]}, {"required": ["parts"]}]
    if kind == "project":
        then["required"] = ["project"]
    if compare := FORMS[kind]:
        words = [form for form in compare if form in ("exact", "unordered", "tokens", "lines", "checker")]
        mapped = [form for form in compare if form not in words]
        then["properties"]["compare"] = {
            "oneOf": [{"enum": words}, {"type": "object", "propertyNames": {"enum": mapped}}]
        }
    return {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": then}


def _compare() -> Schema:
    forms: Schema = {"tolerance": _number(0, 1e6), "any_of": {"const": True}, "in_place": _text()}
    words = sorted({form for each in FORMS.values() for form in each} - forms.keys())
    mapped = {**_mapping(forms), "minProperties": 1, "maxProperties": 1}
    return {"oneOf": [{"enum": words}, mapped], "description": "How an answer is held against the expected one."}


def _limits() -> Schema:
    own = {
        "time": _number(*SECONDS, "CPU seconds of a case."),
        "memory": _number(32, 2048, "MB.", "integer"),
        "output": _number(1, 1024, "KB.", "integer"),
    }
    return {**_mapping(own), "additionalProperties": _number(*SECONDS, "A language's own seconds.")}


def _projects() -> Schema:
    one = _mapping(
        {
            "run": {**_text("Writes JUnit XML to $REPORT, or is one of ours that do.", 500), "pattern": RUN},
            "open": _texts("The files to begin with.", minItems=1),
            "read_only": _texts("The files that nobody changes."),
        },
        "open",
    )
    return {"type": "object", "propertyNames": {"pattern": LANGUAGE}, "additionalProperties": one}


# cases.yaml ---------------------------------------------------------------------------------------------------------


def _cases() -> Schema:
    bodies: Schema = {
        "in": {"type": ["object", "string"], "description": "The parameters by name, or a program's input."},
        "out": {"description": "What should come out."},
        "calls": {"type": "array", "items": {"type": "string"}, "minItems": 1, "description": "get(1) -> 2"},
        "seed": {"type": "string", "description": "SQL that fills the tables."},
    }
    assert bodies.keys() == {key for keys in BODIES.values() for key in keys}, "every key of a case has a shape"
    known: Schema = {
        "name": _text("What people call it."),
        "part": _number(1, 99, kind="integer"),
        "note": _text("Shown with the example.", LONG_TEXT),
        "hint": _text("For the interviewer, when it fails.", LONG_TEXT),
        "reveal": _choice(("never", "name", "all"), "What the candidate may know of it."),
        "group": _text(),
        "weight": _number(0, 1000),
        "score": _choice(("all", "each")),
        "time": _number(*SECONDS),
        "generate": _generate(),
    }
    has_body = {"anyOf": [{"required": [key]} for key in ("in", "calls", "seed")]}
    answered = {"anyOf": [{"required": ["in", "out"]}, {"required": ["calls"]}, {"required": ["seed", "out"]}]}
    example = {**_mapping({**{key: known[key] for key in EXAMPLE_KEYS}, **bodies}), **answered}
    case = {**_mapping({**{key: known[key] for key in CASE_KEYS}, **bodies}), **has_body}
    known["cases"] = {"type": "array", "items": case}
    group = _mapping({key: known[key] for key in GROUP_KEYS}, "group")
    lists = {
        "examples": {"type": "array", "items": example, "description": "The candidate sees and runs these."},
        "hidden": {"type": "array", "items": group, "description": "These never leave the server."},
    }
    return _file("cases.yaml of Greenroom", _mapping(lists))


def _generate() -> Schema:
    seed = {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}
    seeds = {"type": "array", "items": seed, "minItems": 1, "maxItems": MAX_SEEDS, "uniqueItems": True}
    return {
        "type": "object",
        "description": "Cases that gen.py makes: generate(seed, ...) is called with what else stands here.",
        "properties": {"seeds": seeds, "seed": False},
        "required": ["seeds"],
        "propertyNames": {"pattern": "^[^\\W\\d]\\w*$"},
    }


# rubric.yaml --------------------------------------------------------------------------------------------------------


def _rubric() -> Schema:
    levels = {level: _text(longest=500) for level in LEVELS}
    return _file("rubric.yaml of Greenroom", {"type": "object", "additionalProperties": _mapping(levels, *LEVELS)})
