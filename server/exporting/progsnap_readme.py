"""The README of a ProgSnap2 data set: what is in it, in which units, and what the events of our own mean."""

from server.core.story import Story
from server.core.track.parts import Edition

EVENTS = {
    "X-Interview.Start": "The candidate is in: interview time runs from here.",
    "X-Interview.End": "Somebody ended the interview.",
    "X-Interrupted": "The server stopped and came back; nothing was heard in between.",
    "X-Chapter": "A stage of the interview began; `X-Text` is its title.",
    "X-Paste": "The page reported a paste: `X-Text` says how long, and whether its text had been in this room before "
    "(only where the interview recorded such facts). The edit itself has `EditType` `Paste`.",
    "X-WindowFocus.Lost": "The candidate's page lost the focus (only where such facts were recorded).",
    "X-WindowFocus.Back": "It had the focus again, after `X-Text`.",
    "X-Cursor": "Where somebody's cursor was, at most once a second for each person: `SourceLocation` in characters "
    "from 0; `X-Text` says how many are selected, if any.",
    "X-Case.Add": "Somebody added a test case of their own; `X-Text` is its name.",
    "X-Note": "An interviewer wrote a private note, `X-Text` (only in the interviewers' edition); a dimension of the "
    "rubric may stand before it in brackets.",
    "X-Chat": "Somebody wrote `X-Text` to everybody.",
    "X-Hand.Raised": "Somebody raised a hand, to say something.",
    "X-Hand.Lowered": "A hand went down again.",
}
COLUMNS = {
    "X-By": "Who did it: `candidate`, `interviewer` (the host), `room` (the tool itself), or the id of somebody else "
    "of the panel.",
    "X-InterviewTime": "Seconds since the beginning of the interview; they never go back.",
    "X-Suite": "What a run was: `examples`, `hidden` (tests that the candidate does not see) or `scratch` (a program).",
    "X-Text": "Text that has no column of its own: the message of a run or a test, a name, a note.",
}


def readme(story: Story) -> str:
    return "\n".join(
        [
            "# One coding interview as ProgSnap2 1.0",
            "",
            "Made by Greenroom, the open-source interview room. "
            + ("The interview was still going on: this is what had happened up to then." if story.so_far else ""),
            _edition(story),
            "",
            "## How to read it",
            "",
            "- `Order` is the order in which the server heard of things, over all rows. Times may step back when a",
            "  machine's clock is set; the order does not.",
            "- `SubjectID` is the candidate on every row. What the interviewer did has `EventInitiator`",
            "  `InstructorDirectAction` and `X-By` `interviewer`: both may write in the same file.",
            "- `SourceLocation` of a `File.Edit` is where it begins, in characters (Unicode code points) from 0.",
            "  `DeleteText` was there and `InsertText` is there instead. Applied in order, the edits of one",
            "  `CodeStateSection` give its text, from nothing.",
            "- `CodeStates/CodeStates.csv` has one row for each distinct text of a file: the starter code, and the",
            "  text at each run and each change of file. A `CodeStateID` is about one file, `CodeStateSection`.",
            "  It is blank where the text was not recorded as a whole, which is so for most edits.",
            "- `AssignmentID` and `ProblemID` are the task. `ExecutionID` groups the tests of one run.",
            "- What programs printed and read is in `Resources/`, named in `ProgramOutput` and its like.",
            "- Texts such as `NA` and `null` are texts: with pandas, read with `keep_default_na=False`.",
            "",
            "## What is not in it",
            "",
            "What people said aloud, and where cursors were within a second.",
            "",
            "## Privacy",
            "",
            *_privacy(story),
            "",
            "## Events of our own",
            "",
            "| EventType | meaning |",
            "|---|---|",
            *[f"| `{name}` | {what} |" for name, what in EVENTS.items()],
            "",
            "## Columns of our own",
            "",
            "| Column | meaning |",
            "|---|---|",
            *[f"| `{name}` | {what} |" for name, what in COLUMNS.items()],
            "",
        ]
    )


def _edition(story: Story) -> str:
    if story.edition is Edition.HOST:
        return "This is the interviewers' edition: it holds private notes and the results of hidden tests."
    return "This is the candidate's edition: it holds what the candidate may know, and nothing else."


def _privacy(story: Story) -> list[str]:
    if story.names:
        return ["This copy names the candidate and has exact times. Share it with care."]
    return [
        "Nobody is named: `SubjectID` is a pseudonym, and times are whole seconds, because the rhythm of typing can",
        "tell people apart. What people wrote is there as they wrote it: comments and other texts may still name",
        "somebody. Look through them before you publish it.",
    ]
