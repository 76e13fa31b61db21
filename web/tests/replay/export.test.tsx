import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import type { Exported, Page } from "../../src/core/page";
import { Desk } from "../../src/panels/desk";
import { RoomContext } from "../../src/panels/room";
import { ExportDialog, ExportTool } from "../../src/replay/Export";
import { fakeSource } from "../panels/fakeSource";
import { page } from "../people";
import { fakeDriven } from "./fakeDriven";

const GIT: Exported = {
  name: "git",
  title: "Git bundle",
  what: "A repository with a commit for each run.",
  links: [
    { words: "Interviewers’ copy", address: "/interviews/k3v9x0q2m1ab/export/git?edition=host", size: "48 kB" },
    { words: "Candidate’s copy", address: "/interviews/k3v9x0q2m1ab/export/git?edition=candidate", size: "" },
  ],
};

function draw(exports: readonly Exported[], live = false): { tool: string; dialog: string } {
  const data: Page = { ...page("host"), exports };
  const { source } = fakeSource("host", []);
  const [first] = data.tasks;
  if (!first) throw new Error("no task");
  const room = { page: data, source, desk: new Desk(data, source, first) };
  const { player } = fakeDriven([], { live });
  return {
    tool: renderToString(<RoomContext.Provider value={room}>{<ExportTool />}</RoomContext.Provider>),
    dialog: renderToString(
      <RoomContext.Provider value={room}>{<ExportDialog player={player} />}</RoomContext.Provider>,
    ),
  };
}

describe("the export dialog", () => {
  it("says of each format what it is for, in both editions, with the size where it is known", () => {
    const { dialog } = draw([GIT]);
    expect(dialog).toContain("A repository with a commit for each run.");
    for (const { words, address } of GIT.links) {
      expect(dialog).toContain(`href="${address}"`);
      expect(dialog).toContain(words);
    }
    expect(dialog).toContain("48 kB");
  });

  it("says that a file has what happened up to now only while the interview goes on", () => {
    expect(draw([GIT], true).dialog).toContain("up to now");
    expect(draw([GIT]).dialog).not.toContain("up to now");
  });

  it("has no button where there is nothing to take along", () => {
    expect(draw([]).tool).toBe("");
    expect(draw([GIT]).tool).toContain("Export");
  });
});
