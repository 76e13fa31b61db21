"""Files of other programs' formats, made from an interview. Pure: a story in, bytes out."""

from typing import Final

from server.exporting.bundle import bundle
from server.exporting.cast import cast
from server.exporting.progsnap import progsnap
from server.exporting.traces import traces
from server.exporting.transcript import markdown, text
from server.live.exports import Format

FORMATS: Final = (
    Format(
        "transcript.txt", "Transcript, plain text", ".txt", "text/plain; charset=utf-8",
        "Everything that happened as text: to read without a browser, to search, to print.", text,
    ),
    Format(
        "transcript.md", "Transcript, Markdown", ".md", "text/markdown; charset=utf-8",
        "The same for a wiki or an issue, with the changes of the code coloured.", markdown,
    ),
    Format(
        "git", "Git bundle", ".bundle", "application/x-git-bundle",
        "A repository with a commit for each run: look at the code with your own tools.", bundle,
    ),
    Format(
        "asciicast", "Terminal recording (asciicast v3)", ".cast", "application/x-asciicast",
        "What programs and tests printed, when they did: play it with asciinema.", cast,
    ),
    Format(
        "editing-traces", "Editing traces (JSON)", ".zip", "application/zip",
        "Every keystroke of each file: for benchmarks of editors and of their algorithms.", traces,
    ),
    Format(
        "progsnap2", "ProgSnap2 data set", ".zip", "application/zip",
        "Events, edits, runs and code states for research on programming, without names.", progsnap, named=True,
    ),
)  # fmt: skip
"""Every format, in the order in which people are shown them."""
