/* What tests/browser/keyboard.py asks a page: what Tab should come to, and how it looks where it is. */
(() => {
  const FOCUSABLE =
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable=true]";
  const COMPOSITE =
    "[role=tablist], [role=listbox], [role=menu], [role=radiogroup], [role=grid], [role=toolbar], [role=tree], [role=table]";
  const top = () => [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
  const there = (one) =>
    one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
    !one.disabled &&
    !one.closest("[inert]") &&
    !one.matches("fieldset:disabled *");
  const name = (one) =>
    (
      one.getAttribute("aria-label") ||
      one.labels?.[0]?.textContent ||
      one.textContent ||
      one.placeholder ||
      one.id ||
      one.tagName
    )
      .trim()
      .replace(/\s+/g, " ")
      .slice(0, 60) + ` <${one.tagName.toLowerCase()}>`;
  const radioOf = (one) => (one.type === "radio" && one.name ? `${one.form?.action}|${one.name}` : "");
  const paint = (one) => {
    const said = [];
    const near = [
      one,
      one.parentElement,
      one.parentElement?.parentElement,
      one.nextElementSibling,
      one.closest("label"),
      one.querySelector(":scope > .cm-activeLine"),
    ].filter(Boolean);
    const of = near.flatMap((each) => [null, "::before", "::after"].map((part) => getComputedStyle(each, part)));
    for (const look of of) {
      said.push(
        look.outlineStyle === "none" ? "" : look.outlineWidth + look.outlineColor,
        look.boxShadow,
        look.borderColor,
        look.backgroundColor,
        look.textDecorationLine,
        look.opacity,
      );
    }
    return said.join(";");
  };
  const walk = {
    all() {
      const found = [...top().querySelectorAll(FOCUSABLE)].filter((one) => there(one) && one.id !== "main");
      const groups = new Set();
      const all = [];
      for (const one of found) {
        if (one.tabIndex < 0) continue;
        const group = radioOf(one);
        if (group) {
          const chosen = [...top().querySelectorAll("input[type=radio]")].some(
            (each) => radioOf(each) === group && each.checked,
          );
          if (chosen ? !one.checked : groups.has(group)) continue;
          groups.add(group);
        }
        all.push(one);
      }
      walk.expected = all;
      walk.quiet = new Map(all.map((one) => [one, paint(one)]));
      const unreachable = found.filter(
        (one) =>
          one.tabIndex < 0 &&
          one.matches("a[href], button, input, select, textarea, [role=button]") &&
          !one.closest(COMPOSITE) &&
          one.getAttribute("aria-hidden") !== "true" &&
          one.type !== "file",
      );
      const mouse = [...top().querySelectorAll("*")].filter(
        (one) =>
          there(one) &&
          getComputedStyle(one).cursor === "pointer" &&
          one.getClientRects().length &&
          getComputedStyle(one.parentElement).cursor !== "pointer" &&
          !one.closest(FOCUSABLE + ", label") &&
          !one.querySelector(FOCUSABLE) &&
          !one.closest(COMPOSITE),
      );
      return {
        names: all.map(name),
        wrong: [
          ...all.filter((one) => one.tabIndex > 0).map((one) => `${name(one)} pushes itself forward with a tabindex`),
          ...unreachable.map((one) => `${name(one)} is not in the tab order`),
          ...mouse.map((one) => `${name(one)} .${one.className} looks pressed by a mouse only`),
        ],
      };
    },
    where() {
      const one = document.activeElement;
      if (!one || one === document.body || one === document.documentElement)
        return { at: -1, name: "the page", wrong: [] };
      const stop = walk.expected.findIndex((each) => each === one || (radioOf(one) && radioOf(one) === radioOf(each)));
      const wrong = [];
      const box = one.getBoundingClientRect();
      if (stop >= 0 && walk.quiet.get(walk.expected[stop]) === paint(one))
        wrong.push(`${name(one)} does not show that it has the focus`);
      const shape =
        one.closest(".cm-editor") ??
        (one.closest("label") && (one.type === "radio" || one.type === "checkbox" || one.type === "file")
          ? one.closest("label")
          : one);
      const seen = shape.getBoundingClientRect();
      const out = seen.bottom <= 0 || seen.top >= innerHeight || seen.right <= 0 || seen.left >= innerWidth;
      if (out) wrong.push(`${name(one)} has the focus outside of what is shown`);
      else if (box.width > 2) {
        const points = [
          [0.5, 0.5],
          [0.1, 0.5],
          [0.9, 0.5],
          [0.5, 0.1],
          [0.5, 0.9],
        ];
        const free = points.some(([x, y]) => {
          const hit = document.elementFromPoint(
            Math.min(innerWidth - 1, Math.max(0, seen.left + x * seen.width)),
            Math.min(innerHeight - 1, Math.max(0, seen.top + y * seen.height)),
          );
          return hit && (shape.contains(hit) || hit.contains(shape));
        });
        if (!free) wrong.push(`${name(one)} has the focus under something else`);
      }
      return { at: stop, name: name(one), editor: !!one.closest(".cm-content"), inside: top().contains(one), wrong };
    },
    start() {
      // Where Tab begins is the last place that had the focus, even when it has gone: so that is the very beginning.
      const first = document.createElement("span");
      first.tabIndex = -1;
      top().prepend(first);
      first.focus();
      first.remove();
      getSelection()?.removeAllRanges();
      window.scrollTo(0, 0);
    },
  };
  globalThis.walk = walk;
})();
