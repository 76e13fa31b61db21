/** The parts of an offline file: packed into the page, unpacked when somebody asks. */

export interface Parts {
  /** The text of a part; null where it is not there or is damaged. */
  read(id: string): Promise<string | null>;
  /** The ids of all parts. */
  ids(): readonly string[];
}

const KIND = "application/octet-stream";

/** The parts of the page that is open. */
export const PAGE: Parts = {
  ids: () => [...document.querySelectorAll(`script[type="${KIND}"]`)].map((part) => part.id),
  read: async (id) => {
    const part = document.getElementById(id);
    return part === null ? null : unpacked(part.textContent);
  },
};

/** Base64 of gzip of UTF-8, as a text; null where it is damaged. */
export async function unpacked(text: string): Promise<string | null> {
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const unpacking = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return await new Response(unpacking).text();
  } catch {
    return null;
  }
}
