/** The entry of the page that writes a task: reads its data, opens the task, draws the page. */
import "./css/tokens.css";
import "./css/fonts.css";
import "./css/base.css";
import "./css/faces.css";
import "./css/pages.css";
import "./css/room.css";
import "./css/task.css";
import "./css/answers.css";
import "./css/author-fields.css";
import "./css/author-bits.css";
import "./css/author-beside.css";
import "./css/author-prove.css";
import "./css/author-page.css";
import "./css/author-cases.css";
import "./css/author-files.css";
import "./css/hatch.css";
import { render } from "preact";
import { Author, NEW } from "./authoring/author";
import { HttpWorkshop } from "./authoring/http";
import { Page } from "./authoring/Page";
import { Proving } from "./authoring/proving";
import * as drafts from "./core/authoring/draft";
import { parseJson, type Json } from "./core/json";
import { listOf, object, Rejection, text, whole } from "./core/read";
import { lookAsPreferred } from "./preferences";

const framework = object({ title: text, run: text, first: text, visible: text, hidden: text });
const language = object({
  ...{ id: text, title: text, editor: text, indent: whole, ending: text },
  frameworks: listOf(framework),
});
const page = object({ slug: text, form: text, languages: listOf(language) });

async function begin(place: HTMLElement): Promise<void> {
  const data = page(parseJson(document.getElementById("author-data")?.textContent ?? ""), "");
  if (data instanceof Rejection) {
    sorry(place, `The page’s data cannot be read: ${data.why}`);
    return;
  }
  lookAsPreferred(document.documentElement);
  const workshop = new HttpWorkshop(data.form);
  const found = await workshop.open(data.slug);
  if ("is" in found) {
    sorry(place, found.message);
    return;
  }
  const { draft, files, version } = found;
  const isThere = Object.keys(files).length > 0;
  if (!isThere && draft === null && data.slug !== NEW) {
    sorry(place, "There is no such task in the library.");
    return;
  }
  const opened = drafts.opened(draft?.files ?? files, draft?.base ?? version, files);
  const author = new Author(workshop, data.languages, data.slug, opened, data.form, version);
  const proving = new Proving(author, (method, address, body) => workshop.ask(method, address, body as Json));
  if (draft !== null) {
    const again = data.slug === NEW ? startAgain(author) : null;
    author.tell("You go on with what you had not saved.", again, "Begin another instead");
    if (data.slug === NEW) author.slug.value = draft.name;
  }
  if (Object.keys(opened.files).length > 0) await author.settle();
  place.replaceChildren();
  render(<Page author={author} proving={proving} />, place);
}

function startAgain(author: Author): () => void {
  return () => {
    if (!confirm("Begin another task? What is written in this one has not been saved, and goes.")) return;
    void author.workshop.drop(NEW).then(() => location.reload());
  };
}

function sorry(place: HTMLElement, words: string): void {
  const heading = document.createElement("h1");
  heading.textContent = "This task cannot be opened";
  const why = document.createElement("p");
  why.className = "lead";
  why.textContent = words;
  const back = document.createElement("a");
  back.href = "/tasks";
  back.className = "button";
  back.textContent = "Back to the library";
  place.replaceChildren(heading, why, back);
}

const place = document.getElementById("author");
if (place) {
  begin(place).catch(() => sorry(place, "The server cannot be reached just now. Reload the page in a moment."));
}
