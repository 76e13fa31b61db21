/** What the task is called, where it stands, and which kind it is. */
import type { JSX } from "preact";
import { KINDS } from "../core/authoring/starting";
import { slugTrouble } from "../core/authoring/slug";
import { textAt } from "../core/authoring/sheet";
import { under } from "../core/authoring/places";
import { useAuthor } from "./context";
import { TextField } from "./Field";
import { Section } from "./Section";

const TASK = "task.yaml";

export function About(): JSX.Element {
  const author = useAuthor();
  const kind = KINDS.find(({ id }) => id === author.kind.value);
  const problems = author.problems.value;
  return (
    <Section id="about" title="The task">
      <TextField
        id="author-title"
        label="Title"
        value={textAt(author.head.value, "title")}
        set={(text) => author.put(TASK, ["title"], text)}
        problems={under(problems, TASK, ["title"])}
        placeholder="Parking fee"
      />
      {author.isNew.value ? <Address /> : null}
      <p class="author-kind">
        <strong>{kind?.title}.</strong> <span class="hint">{kind?.words}</span>
      </p>
    </Section>
  );
}

function Address(): JSX.Element {
  const author = useAuthor();
  const slug = author.slug.value;
  const trouble = slug === "" ? "" : slugTrouble(slug);
  return (
    <TextField
      label="Address"
      mono
      value={slug}
      set={(text) => {
        author.follows.value = text === "";
        author.slug.value = text;
      }}
      placeholder="parking-fee"
      hint={trouble === "" ? "Its folder’s name, and the end of its page’s address. Once saved, it stays." : trouble}
    />
  );
}
