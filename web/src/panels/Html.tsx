/** HTML that the server made of an author's Markdown and sanitised; nothing that was typed in a room comes here. */
import type { JSX } from "preact";

export function Html({ html, empty }: { readonly html: string; readonly empty: string }): JSX.Element {
  if (html === "") return <p class="hint">{empty}</p>;
  return <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
