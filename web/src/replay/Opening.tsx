/** While the index of a long interview is on its way: a bar and a sentence. */
import type { JSX } from "preact";

export function Opening(): JSX.Element {
  return (
    <main class="closed">
      <div class="closed-card opening" role="status">
        <span class="brand">Greenroom</span>
        <h1>Opening the replay</h1>
        <p>Its timeline is being put in order. The first time takes a few seconds for a long interview.</p>
        <span class="opening-bar" aria-hidden="true" />
      </div>
    </main>
  );
}
