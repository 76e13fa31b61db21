"""What somebody asks for and cannot have now, as a sentence with the mend. Pure. Rules: SPEC.md, R6 to R28."""

from typing import Final, assert_never

from server.core import asks as a
from server.core import events as e
from server.core import private_rules, project_rules
from server.core.interview import State
from server.core.project_files import ProjectFiles
from server.core.roles import Role, may
from server.core.room_state import RoomState

NOTE_MAX: Final = 20_000
"""Characters of one note: a long page, far below the frame limit."""
NOTES_MAX: Final = 500
SAID_MAX: Final = 2_000
"""Characters of one message in the chat."""
SAYINGS_MAX: Final = 500
"""Messages of one person: nobody can take the others' place."""
HANDS_MAX: Final = 200
"""Times that one person raises a hand; each is an event."""
OWN_CASES_MAX: Final = 30
CASES_MAX: Final = 500
"""Own cases of an interview, those that were taken away again too: each stays on the timeline."""
NAME_MAX: Final = 80
"""Characters of a name or of a case's title."""
HIDDEN_RUNS_MAX: Final = 50
"""Hidden runs of one task: each tells the candidate at most how many passed, so their number is bounded."""
RUNS_MAX: Final = 2_000
"""Runs of everything: one every five seconds, for three hours."""
STDIN_MAX: Final = 64 * 1024
"""Bytes of a scratch run's standard input."""
SCRATCH_MAX: Final = 8 * 1024 * 1024
"""Characters of all scratch runs, read and printed: everybody who comes in hears them again."""

STAGES_MAX: Final = 300
STAGE_MINUTES_MAX: Final = 600
PAUSES_MAX: Final = 100
EXTENSIONS_MAX: Final = 100
EXTENSION_MAX: Final = 120
"""Minutes that a stage is given at once."""
FACTS_MAX: Final = 3_000
"""Pastes and absences of an interview: one every two seconds, for an hour and a half."""
PASTED_MAX: Final = 1024 * 1024
"""UTF-16 units of one paste: a document frame holds no more."""

NOT_ALLOWED: Final = "Only the interviewer can do this."
HOSTS_ONLY: Final = "Only the host of this interview can do this."
BEGUN: Final = "This interview has begun: its title, its names and its tasks stay as they are."
OBSERVERS_LOOK: Final = "You are here to observe: what you see, you cannot change."
NO_BREAKS: Final = "No breaks were agreed for this interview. Ask your interviewer for one."
LEADS: Final = "You lead this interview, so nobody needs to see your hand. Say it, or write in the chat."
NO_FACTS: Final = "This interview records neither pastes nor the page's focus."
CANDIDATES_OWN: Final = "Only the candidate decides this."
NOT_OF_HOSTS: Final = "This is recorded of a candidate only."
ENDED: Final = "The interview has ended, so nothing can be changed any more."


def refusal(room: RoomState, role: Role, ask: a.Ask, by: str) -> str:
    """Why the person `by` cannot do this now, as a sentence with the mend; "" when they can."""
    if not may(role, ask):
        return _not_allowed(role, ask)
    if room.state is State.ENDED:
        return ENDED
    if refused := private_rules.alone(room, role, ask):
        return refused
    match ask:
        case a.AskRun(task, language, suite):
            return _no_file(room, task, language) or _no_run(room) or _no_tests(room, task, suite)
        case a.AskScratch(task, language, stdin, file):
            problem = _no_file(room, task, language) or _no_project_file(room, task, language, file)
            return problem or _no_run(room) or _no_scratch(room, stdin)
        case a.AskSwitch(task, language, file):
            return _no_file(room, task, language) or _no_project_file(room, task, language, file)
        case a.AskFileCreate() | a.AskFileRename() | a.AskFileDelete() | a.AskFileRestore():
            return no_file_deed(room, room.files, ask)
        case a.AskStop():
            return "" if room.run else "Nothing is running."
        case a.AskCase(task=task, name=name):
            return _no_case(room, task, name)
        case a.AskCaseDrop(case):
            return "" if case in room.cases else "This case is not there any more."
        case a.AskNote(text=text, line=line, end=end, tag=tag):
            if problem := _no_project_file(room, ask.task, ask.language, ask.file):
                return problem
            if len(room.notes) >= NOTES_MAX:
                return f"There are {NOTES_MAX} notes already. Delete one first."
            return _no_note(text) or _no_tag(room, tag) or _no_lines(line, end)
        case a.AskNoteChange(note, text, tag):
            return _not_own(room, note, by) or _no_note(text) or _no_tag(room, tag)
        case a.AskNoteDrop(note):
            return _not_own(room, note, by)
        case a.AskSay(text):
            return _no_saying(room, text, by)
        case a.AskRaiseHand():
            most = f"Your hand was up {HANDS_MAX} times, which is the most for one interview. Write in the chat."
            return most if room.raised[by] >= HANDS_MAX else ""
        case a.AskLowerHand(person):
            return "" if person in ("", by) or role is Role.HOST else HOSTS_ONLY
        case a.AskStage(title, minutes):
            return _no_stage(room, title.strip(), minutes)
        case a.AskPause():
            return _no_pause(room, role)
        case a.AskResume():
            return _no_break(room, role) or ("" if room.paused else "The clock is running already.")
        case a.AskExtend(minutes):
            return _no_extension(room, minutes)
        case a.AskPart(task, part):
            return _no_part(room, task, part)
        case a.AskHint(task, number):
            return _no_hint(room, task, number)
        case a.AskPasted(task, language, place, length, file):
            problem = _no_facts(room) or _no_file(room, task, language) or _no_paste(place, length)
            return problem or _no_project_file(room, task, language, file)
        case a.AskAway():
            return _no_facts(room)
        case a.AskBack():
            return "" if room.facts else NO_FACTS
        case a.AskPrivate():
            return ""  # the room decides with what was agreed for it: `private_rules.no_beginning`
        case a.AskPrivateEnd():
            return "" if room.private else private_rules.NOT_ALONE
        case a.AskPrivateRelease(spell):
            return private_rules.no_release(room, spell)
        case a.AskEnd():
            return ""
        case _ as never:
            assert_never(never)


def _not_allowed(role: Role, ask: a.Ask) -> str:
    match role:
        case Role.CANDIDATE | Role.LEARNER:
            return NOT_ALLOWED
        case Role.OBSERVER:
            return OBSERVERS_LOOK
        case Role.HOST if isinstance(ask, a.AskRaiseHand):
            return LEADS
        case _:
            if isinstance(ask, a.AskPrivateEnd | a.AskPrivateRelease):
                return CANDIDATES_OWN
            return HOSTS_ONLY if may(Role.HOST, ask) else NOT_OF_HOSTS


def _no_file(room: RoomState, task: str, language: str) -> str:
    facts = room.tasks.get(task)
    if facts is None:
        return "This task is not part of the interview."
    if language not in facts.languages:
        return f"“{facts.title}” cannot be solved in this language here."
    return ""


def no_file_deed(room: RoomState, files: ProjectFiles, ask: project_rules.FileAsk) -> str:
    """Why a file cannot be made, renamed, deleted or brought back among these; "" when it can."""
    rules = room.rules((ask.task, ask.language))
    return _no_file(room, ask.task, ask.language) or project_rules.refused(files, rules, ask)


def _no_project_file(room: RoomState, task: str, language: str, file: str) -> str:
    """Whether a file of a project was ever there; "" is every other task's only file."""
    return project_rules.GONE if file and file not in room.files.of(task, language) else ""


def _no_run(room: RoomState) -> str:
    if room.run is None and room.runs >= RUNS_MAX:
        return f"The code of this interview has run {RUNS_MAX:,} times, which is the most for one interview."
    if room.run is None:
        return ""
    who = room.names.get(room.run.by, "Somebody")
    return f"{who} is already running the code. Wait for it to finish, or press Stop."


def _no_tests(room: RoomState, task: str, suite: e.Suite) -> str:
    if suite is e.Suite.SCRATCH:
        return "A program is not one of the tests. Run it on its own."
    if suite is e.Suite.HIDDEN and room.hidden_runs[task] >= HIDDEN_RUNS_MAX:
        return f"The hidden tests of this task have run {HIDDEN_RUNS_MAX} times, which is the most for one interview."
    return ""


def _no_scratch(room: RoomState, stdin: str) -> str:
    size = len(stdin.encode(errors="surrogatepass"))
    if size > STDIN_MAX:
        return f"This input has {size:,} bytes; the most is {STDIN_MAX:,}. Shorten it."
    if room.scratched + len(stdin) > SCRATCH_MAX:
        return "The programs of this interview have read and printed all that is kept of it. Run the tests instead."
    return ""


def _no_case(room: RoomState, task: str, name: str) -> str:
    if task not in room.tasks:
        return "This task is not part of the interview."
    if room.added >= CASES_MAX:
        return f"{CASES_MAX} cases were added in this interview, which is the most. Use those that are there."
    if sum(case.task == task for case in room.cases.values()) >= OWN_CASES_MAX:
        return f"There are {OWN_CASES_MAX} cases of your own already. Delete one first."
    if not name.strip() or len(name) > NAME_MAX:
        return f"Give the case a name of 1 to {NAME_MAX} characters."
    return ""


def _no_stage(room: RoomState, title: str, minutes: int) -> str:
    if not title or len(title) > NAME_MAX or not title.isprintable():
        return f"Give the stage a name of 1 to {NAME_MAX} characters, on one line."
    if not 0 <= minutes <= STAGE_MINUTES_MAX:
        return f"A stage takes 0 to {STAGE_MINUTES_MAX} minutes; 0 leaves it open."
    if room.stage is not None and room.stage.title == title:
        return f"“{title}” is going on already."
    if room.stages >= STAGES_MAX:
        return f"This interview has had {STAGES_MAX} stages, which is the most."
    return ""


def _no_break(room: RoomState, role: Role) -> str:
    return "" if role.interviewer or room.breaks else NO_BREAKS


def _no_pause(room: RoomState, role: Role) -> str:
    if no_break := _no_break(room, role):
        return no_break
    if room.state is not State.LIVE:
        return "The interview has not begun, so no clock runs yet."
    if room.paused:
        return "The clock stands still already."
    return f"This interview had {PAUSES_MAX} pauses, which is the most." if room.pauses >= PAUSES_MAX else ""


def _no_extension(room: RoomState, minutes: int) -> str:
    if room.stage is None:
        return "No stage goes at the moment. Begin one first."
    if room.stage.minutes == 0:
        return f"“{room.stage.title}” has no end, so it needs no more time."
    if not 1 <= minutes <= EXTENSION_MAX:
        return f"A stage is extended by 1 to {EXTENSION_MAX} minutes."
    if room.extensions >= EXTENSIONS_MAX:
        return f"The stages of this interview were extended {EXTENSIONS_MAX} times, which is the most."
    return ""


def _no_part(room: RoomState, task: str, part: int) -> str:
    facts = room.tasks.get(task)
    if facts is None:
        return "This task is not part of the interview."
    if part in room.parts(task):
        return f"Part {part} of “{facts.title}” is open already."
    following = room.next_part(task)
    if following is None:
        return f"“{facts.title}” has no part {part}."
    return "" if part == following.part else f"Part {following.part} of “{facts.title}” comes first."


def _no_hint(room: RoomState, task: str, number: int) -> str:
    facts = room.tasks.get(task)
    if facts is None:
        return "This task is not part of the interview."
    if not facts.hints:
        return f"“{facts.title}” has no hints. They stand below “## Hints” in its guide."
    if not 1 <= number <= len(facts.hints):
        return f"“{facts.title}” has no hint {number}; its last one is {len(facts.hints)}."
    if (task, number) in room.hinted:
        return f"Hint {number} of “{facts.title}” was given already."
    return ""


def _no_facts(room: RoomState) -> str:
    if not room.facts:
        return NO_FACTS
    if room.told >= FACTS_MAX:
        return f"{FACTS_MAX:,} pastes and absences are recorded, which is the most for one interview."
    return ""


def _no_paste(place: int, length: int) -> str:
    if place < 0 or not 1 <= length <= PASTED_MAX:
        return f"A paste has 1 to {PASTED_MAX:,} characters."
    return ""


def _no_note(text: str) -> str:
    if not text.strip():
        return "Write something first; an empty note is not kept."
    if len(text) > NOTE_MAX:
        return f"This note has {len(text):,} characters; the most is {NOTE_MAX:,}. Split it in two."
    return ""


def _no_tag(room: RoomState, tag: str) -> str:
    known = not tag or any(tag in facts.dimensions for facts in room.tasks.values())
    return "" if known else "No task of this interview has this in its rubric. Choose another tag, or none."


def _no_lines(line: int, end: int) -> str:
    if line < 0 or (end and not 1 <= line <= end):
        return "A note is about lines from 1 on, the last one not before the first."
    return ""


def _not_own(room: RoomState, note: str, by: str) -> str:
    author = room.notes.get(note)
    if author is None:
        return "This note is not there any more."
    return "" if author == by else f"{room.names.get(author, 'Somebody')} wrote this note, so only they can change it."


def _no_saying(room: RoomState, text: str, by: str) -> str:
    if not text.strip():
        return "Write something first; an empty message is not sent."
    if len(text.strip()) > SAID_MAX:
        return f"This message has {len(text.strip()):,} characters; the most is {SAID_MAX:,}. Send it in parts."
    if room.said[by] >= SAYINGS_MAX:
        return f"You have written {SAYINGS_MAX} messages, which is the most for one interview. Say it aloud."
    return ""
