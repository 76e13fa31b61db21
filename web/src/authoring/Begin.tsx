/** A new task: which kind it is, and what it is called. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Kind } from "../core/authoring/columns";
import { KINDS } from "../core/authoring/starting";
import { suggested } from "../core/authoring/slug";
import { useAuthor } from "./context";

export function Begin(): JSX.Element {
  const author = useAuthor();
  const [kind, setKind] = useState<Kind>("function");
  const [title, setTitle] = useState("");
  const slug = suggested(title);
  const begin = (submit: Event): void => {
    submit.preventDefault();
    author.slug.value = slug;
    author.begin(kind, title.trim());
  };
  return (
    <form class="author-begin" onSubmit={begin}>
      <header>
        <h1>New task</h1>
        <p class="lead">
          Small and realistic, one vital skill, twenty to thirty minutes with talking. What kind is it?
        </p>
      </header>
      <fieldset>
        <legend class="visually-hidden">Kind</legend>
        <div class="picks">
          {KINDS.map(({ id, title: name, words }) => (
            <label key={id} class="pick card">
              <input type="radio" name="kind" value={id} checked={kind === id} onChange={() => setKind(id)} />
              <span class="pick-title">{name}</span>
              <span class="hint">{words}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div class="author-field">
        <label for="author-new-title">Title</label>
        <input
          id="author-new-title"
          class="input"
          value={title}
          placeholder="Parking fee"
          autocomplete="off"
          onInput={(input) => setTitle(input.currentTarget.value)}
        />
        <p class="hint">
          {slug === "" ? (
            "It can be changed at any time."
          ) : (
            <>
              It will stand in the folder <code>{slug}</code>.
            </>
          )}
        </p>
      </div>
      <p class="author-tools">
        <button class="button" data-kind="primary">
          Begin to write
        </button>
        <a class="button" data-kind="quiet" href="/tasks">
          Cancel
        </a>
      </p>
    </form>
  );
}
