/** The welcome's scripts: the device check, and the editor settings. The page says everything without them. */
import { h, render } from "preact";
import { parseJson } from "../core/json";
import { listOf, mapOf, object, Rejection, text } from "../core/read";
import { lookAsPreferred } from "../preferences";
import { checkDevice } from "./device";

const readData = object({
  room: text,
  door: mapOf(text),
  languages: listOf(object({ id: text, title: text })),
  trial: object({ language: text, title: text, source: text, why: text }),
});

export function begin(root: Document): void {
  const data = readData(parseJson(root.getElementById("lobby-data")?.textContent ?? ""), "");
  if (data instanceof Rejection) {
    console.error(`Greenroom: the page's data cannot be read: ${data.why}`);
    return;
  }
  lookAsPreferred(root.documentElement);
  settings(root, data.languages);
  const list = root.querySelector<HTMLElement>("[data-checks]");
  const again = root.querySelector<HTMLButtonElement>("[data-check-again]");
  if (list === null) return;
  // What the server said with the page holds for the first check; later it is asked.
  const check = async (why: string): Promise<void> => {
    again?.setAttribute("aria-disabled", "true");
    await checkDevice(list, root.querySelector<HTMLElement>("[data-checks-said]"), data, why);
    again?.removeAttribute("aria-disabled");
  };
  if (again) {
    again.hidden = false;
    again.addEventListener("click", () => {
      if (!again.hasAttribute("aria-disabled")) void check("");
    });
  }
  void check(data.trial.why);
}

function settings(root: Document, languages: readonly { readonly id: string; readonly title: string }[]): void {
  const button = root.querySelector<HTMLButtonElement>("[data-editor-settings]");
  if (button === null) return;
  button.hidden = false;
  const place = root.body.appendChild(root.createElement("div"));
  button.addEventListener("click", () => {
    void import("../panels/Preferences").then(({ Preferences }) => {
      render(h(Preferences, { languages, close: () => render(null, place) }), place);
    });
  });
}
