"""Changes counted in characters: whatever the browsers' units were, replaying the patches gives the texts."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.story import Wrote
from server.core.track.parts import Splice
from server.exporting.texts import BROKEN, Patch, Texts

WORDS = st.text(st.sampled_from("ab\n\r\N{GRINNING FACE}\N{COMBINING ACUTE ACCENT}\N{MAN}\u200d"), max_size=6)
FILE = "slots/solution.py"
FILES = st.sampled_from(["slots/solution.py", "slots/solution.js"])
SPLICES = st.lists(st.builds(Splice, FILES, st.integers(0, 40), st.integers(0, 8), WORDS), max_size=30)


def replayed(patches: list[Patch], file: str) -> str:
    text = ""
    for patch in patches:
        if patch.file == file:
            assert text[patch.at : patch.at + len(patch.deleted)] == patch.deleted
            text = text[: patch.at] + patch.inserted + text[patch.at + len(patch.deleted) :]
    return text


@given(SPLICES)
def test_replaying_the_patches_gives_the_texts(splices: list[Splice]) -> None:
    texts = Texts()
    patches = [patch for splice in splices for patch in texts.write(Wrote((splice,)))]
    for file in ("slots/solution.py", "slots/solution.js"):
        assert replayed(patches, file) == texts[file]
    "".join(texts.all().values()).encode()


@given(WORDS, WORDS, WORDS)
def test_whole_characters_are_never_harmed(before: str, deleted: str, after: str) -> None:
    texts = Texts()
    texts.write(Wrote((Splice(FILE, 0, 0, before + deleted + after),)))
    at, length = len(before.encode("utf-16-le")) // 2, len(deleted.encode("utf-16-le")) // 2
    (patch,) = texts.write(Wrote((Splice(FILE, at, length, "x"),)))
    assert patch == Patch(FILE, len(before), deleted, "x")
    assert texts[FILE] == before + "x" + after


def test_half_an_emoji_becomes_the_sign_for_what_is_broken() -> None:
    texts = Texts()
    texts.write(Wrote((Splice(FILE, 0, 0, "a\N{GRINNING FACE}b"),)))
    assert texts.write(Wrote((Splice(FILE, 2, 1, ""),))) == [Patch(FILE, 1, "\N{GRINNING FACE}", BROKEN)]
    assert texts[FILE] == f"a{BROKEN}b"
    assert texts.write(Wrote((Splice(FILE, 3, 0, "\ud83d"),))) == [Patch(FILE, 3, "", BROKEN)]


def test_what_changes_nothing_is_no_patch_and_no_file() -> None:
    texts = Texts()
    assert texts.write(Wrote((Splice(FILE, 7, 3, ""),))) == []
    assert texts.all() == {}


def test_no_text_becomes_a_path_that_is_not_a_file_of_a_task() -> None:
    texts = Texts()
    for name in (
        "../up.py",
        "slots/../up.py",
        "slots/.git",
        ".git/config",
        "/etc/passwd",
        "slots/a/b",
        "slots",
        "a b/c",
    ):
        assert texts.write(Wrote((Splice(name, 0, 0, "x"),))) == []
    assert texts.all() == {}
