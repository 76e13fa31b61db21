/** Who is here and where: faces in the header, and the list that opens from them. */
import type { JSX } from "preact";
import { candidateName, everybody } from "../core/asked";
import { fileOf, samePlace, type Page } from "../core/page";
import { shownName, type ProjectFile } from "../core/projectFiles";
import type { Person } from "../core/state";
import type { Live } from "../source";
import { Face } from "./bits";
import { useRoom } from "./room";

export function People(): JSX.Element {
  const { page, source } = useRoom();
  const people = everybody(source.state.value);
  const here = people.filter((person) => person.here).map((person) => person.name);
  return (
    <>
      <button
        type="button"
        class="faces"
        popovertarget="people"
        aria-label={`People here: ${here.length > 0 ? here.join(", ") : "nobody yet"}`}
      >
        {people.map((person) => (
          <Face key={person.id} person={person} />
        ))}
      </button>
      <div id="people" popover="auto" class="popover" role="dialog" aria-label="People">
        <h2>People</h2>
        <Observed people={people} />
        <ul role="list" class="people">
          {people.map((person) => (
            <PersonRow key={person.id} person={person} />
          ))}
        </ul>
        {page.links && source.live ? <PhoneActions /> : null}
      </div>
    </>
  );
}

/** Observers are declared: nobody watches unseen. */
function Observed({ people }: { readonly people: readonly Person[] }): JSX.Element | null {
  const { source, desk } = useRoom();
  if (!people.some((person) => person.role === "observer")) return null;
  const who = desk.interviews ? candidateName(source.state.value) : "You";
  return (
    <p class="hint people-note">
      Observers see what interviewers see, and do nothing. {who} always {desk.interviews ? "reads" : "read"} here who
      they are.
    </p>
  );
}

/** On a phone the header has no room for these. */
function PhoneActions(): JSX.Element {
  const { desk } = useRoom();
  return (
    <div class="phone-actions">
      <button type="button" class="button" popovertarget="invite">
        Invite
      </button>
      <button
        type="button"
        class="button"
        popovertarget="people"
        popovertargetaction="hide"
        onClick={() => (desk.dialog.value = "end")}
      >
        End interview
      </button>
    </div>
  );
}

const ROLES = {
  host: "host",
  panelist: "interviewer",
  observer: "observer",
  candidate: "candidate",
  learner: "practising",
} as const;

function PersonRow({ person }: { readonly person: Person }): JSX.Element {
  const { page, source } = useRoom();
  const me = person.id === (source.live?.me ?? "");
  const role = ROLES[person.role];
  return (
    <li>
      <Face person={person} />
      <div>
        <p>
          <strong>{person.name}</strong>
          {me ? " (you)" : ""}, {role}
        </p>
        <p class="hint">
          {whereabouts(page, source.state.value.files, person)}
          {devicesWords(source.live, person)}
          {source.state.value.hands.includes(person.id) ? ", hand is up" : ""}
        </p>
      </div>
      {me || !person.here ? null : (
        <div class="person-ways">
          <Way person={person} />
          {source.live && person.role !== "observer" ? <Follow person={person} /> : null}
        </div>
      )}
    </li>
  );
}

function devicesWords(live: Live | null, person: Person): string {
  const devices = live?.devices.value[person.id] ?? 1;
  return person.here && devices > 1 ? `, on ${devices} devices` : "";
}

/** Their file and cursor stay in front from then on. */
function Follow({ person }: { readonly person: Person }): JSX.Element {
  const { source, desk } = useRoom();
  const follows = desk.following.value === person.id;
  return (
    <button
      type="button"
      class="button"
      aria-pressed={follows}
      aria-label={`Follow ${person.name}`}
      popovertarget="people"
      popovertargetaction="hide"
      disabled={source.live === null}
      onClick={() => {
        desk.following.value = follows ? null : person.id;
        if (!follows) desk.pane.value = "code";
      }}
    >
      {follows ? "Following" : "Follow"}
    </button>
  );
}

/** To their file, or within the same file to their cursor. */
function Way({ person }: { readonly person: Person }): JSX.Element | null {
  const { page, source, desk } = useRoom();
  const { where } = person;
  if (where === null) return null;
  if (!samePlace(where, desk.place.value)) {
    return (
      <button type="button" class="button" onClick={() => desk.goTo(where)}>
        Go there
      </button>
    );
  }
  const file = fileOf(page, where);
  const pointer = source.pointers.value.find((each) => each.person === person.id && each.file === file);
  if (!pointer) return null;
  return (
    <button
      type="button"
      class="button"
      popovertarget="people"
      popovertargetaction="hide"
      onClick={() => desk.goToPointer(pointer.key)}
    >
      Go to cursor
    </button>
  );
}

export function whereabouts(page: Page, files: readonly ProjectFile[], person: Person): string {
  if (!person.here) return "not here at the moment";
  if (person.where === null) return "here";
  const file = shownName(page, files, person.where);
  const task = page.tasks.find((each) => each.slug === person.where?.task);
  return page.tasks.length > 1 ? `in ${file} of “${task?.title ?? ""}”` : `in ${file}`;
}
