/** A task's address from its title. */

export const LONGEST = 64;
const SLUG = /^[a-z0-9][a-z0-9-]*$/;

export function suggested(title: string): string {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ß", "ss").toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");
}

/** What keeps a text from being an address; "" when nothing does. */
export function slugTrouble(slug: string): string {
  if (slug === "") return "A task needs an address.";
  if (slug.length > LONGEST) return `At most ${LONGEST} characters.`;
  if (slug === "new") return "This address is taken by the page for new tasks.";
  return SLUG.test(slug) ? "" : "Small letters, digits and hyphens.";
}
