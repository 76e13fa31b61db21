/** Above the details of a test: when it first passed and when it broke, found out by trying the versions of the file. */
import { Fragment, type JSX } from "preact";
import { changeWords, storyWords, untriedWords, type Story } from "../core/again";
import type { CaseRow } from "../core/caseList";
import { clockText } from "../core/clock";
import { filesAt, shownName } from "../core/projectFiles";
import { Mark } from "../panels/bits";
import { useRoom } from "../panels/room";
import { askStory, dropStory, stopStory, stories, storyKey } from "./again";
import type { Driven } from "./driven";

interface Props {
  readonly player: Driven;
  readonly row: CaseRow;
}

export function CaseStory({ player, row }: Props): JSX.Element | null {
  const { page, desk } = useRoom();
  if (!row.checked) return null;
  const place = desk.place.value;
  const suite = desk.resultsTab.value === "hidden" ? "hidden" : "examples";
  const keys = [storyKey(place, suite, row.case), storyKey(place, suite, "")];
  const key = keys.find((each) => stories.value[each] !== undefined);
  const story = key === undefined ? undefined : stories.value[key];
  if (key === undefined || story === undefined) {
    return (
      <div class="case-story" role="group" aria-label="When it passed">
        <button type="button" class="button" data-small onClick={() => void askStory(page, place, suite, row.case)}>
          When did it pass?
        </button>
        <button type="button" class="link" onClick={() => void askStory(page, place, suite, "")}>
          all tests
        </button>
      </div>
    );
  }
  return (
    <section class="case-story" aria-label="When it passed">
      <Changes player={player} story={story} row={row} />
      <Progress story={story} />
      {story.going ? (
        <button type="button" class="button" data-small onClick={stopStory}>
          Stop
        </button>
      ) : (
        <button type="button" class="link" onClick={() => dropStory(key)}>
          Clear
        </button>
      )}
    </section>
  );
}

function Changes({ player, story, row }: Props & { readonly story: Story }): JSX.Element {
  const { page, desk } = useRoom();
  const { talk } = player.index.value;
  const mine = story.changes.filter((change) => change.case === row.case);
  if (mine.length === 0) {
    const never = !story.going && story.tried > 0;
    return <p class="hint">{never ? "It did not pass in any version that was tried." : ""}</p>;
  }
  return (
    <ol role="list" class="story-changes">
      {mine.map((change) => {
        const version = story.versions[change.version];
        if (!version) return <Fragment key={change.version} />;
        const { task, language } = story;
        const place = { task, language, ...(version.file ? { file: version.file } : {}) };
        const go = (): void => {
          void player.seek(version.at);
          if (version.first_line > 0) desk.goToLine(place, version.first_line);
        };
        return (
          <li key={change.version}>
            <button type="button" onClick={go}>
              <span class="mono">{clockText(version.at)}</span>
              <Mark kind={change.passes ? "pass" : "fail"} words="" />
              <span>
                {changeWords(change, version, version.file ? shownName(page, filesAt(talk, version.at), place) : "")}
                {change.untried > 0 ? <small>{untriedWords(change)}</small> : null}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** A bar and a sentence while it goes on, then what was tried and what not. */
function Progress({ story }: { readonly story: Story }): JSX.Element {
  const of = story.versions.length;
  return (
    <div class="story-progress">
      {story.going && of > 0 ? (
        <span
          class="bar"
          role="progressbar"
          aria-label="Versions tried"
          aria-valuemin={0}
          aria-valuemax={of}
          aria-valuenow={story.tried}
          style={{ "--part": story.tried / of }}
        />
      ) : null}
      <p class="hint" role="status">
        {storyWords(story)}
        {story.taskChanged ? " The task has changed since: these are its tests of today." : ""}
      </p>
    </div>
  );
}
