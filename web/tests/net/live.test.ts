import "fake-indexeddb/auto";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import * as Y from "yjs";
import { BROWSER } from "../../src/net/link";
import { LiveRoom } from "../../src/net/live";
import { offlineName } from "../../src/net/offline";
import { CAM_JOINS, event, IDA_JOINS, OPENED, page, timeline } from "../people";
import { FakeRoom, FakeWorld } from "./fakeRoom";

const FILE = "slots/solution.py";
const STARTER = "def slots():\n    pass\n";

interface Visit {
  readonly page: LiveRoom;
  readonly world: FakeWorld;
}

const open: LiveRoom[] = [];
let rooms = 0;

afterEach(async () => {
  await Promise.all(open.splice(0).map((room) => room.close()));
});

function newRoom(): FakeRoom {
  rooms += 1;
  const room = new FakeRoom({ [FILE]: STARTER });
  room.events.push(...timeline(OPENED, IDA_JOINS, CAM_JOINS));
  return room;
}

/** Somebody opens the room's page in a browser. `id` is the room's, so that a reload finds the same browser store. */
function visit(room: FakeRoom, role: "host" | "candidate", id = `room${rooms}`): Visit {
  const world = new FakeWorld(room);
  const address = (since: number): string => `ws://localhost/sync/${id}?key=${role}&since=${since}`;
  const live = new LiveRoom({ ...page(role), room: id }, address, world);
  open.push(live);
  live.start();
  return { page: live, world };
}

/** Waits for news, looking again and again; nothing here takes longer than a few turns. */
const until = (check: () => unknown): Promise<unknown> =>
  vi.waitFor(() => expect(check()).toBeTruthy(), { interval: 2 });

async function ready(...visits: readonly Visit[]): Promise<void> {
  await until(() => visits.every((each) => each.page.ready.value && each.page.connection.value.at === "open"));
}

const textOf = (live: Visit): string => live.page.doc.getText(FILE).toJSON();
const type = (live: Visit, words: string): void => live.page.doc.getText(FILE).insert(0, words);
const kept = async (): Promise<readonly (string | undefined)[]> =>
  (await indexedDB.databases()).map((database) => database.name);

/** Whether the browser's copy is marked as one that had the server's text. */
function seen(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const reading = opening.result.transaction("custom").objectStore("custom").get("seen");
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result === 1);
      };
    };
  });
}

describe("two people in a room", () => {
  it("see the server's starter code, and write none of their own", async () => {
    const room = newRoom();
    const [ida, cam] = [visit(room, "host"), visit(room, "candidate")];
    await ready(ida, cam);
    expect(textOf(ida)).toBe(STARTER);
    expect(textOf(cam)).toBe(STARTER);
    expect(room.doc.getText(FILE).toJSON()).toBe(STARTER);
  });

  it("see each other type", async () => {
    const room = newRoom();
    const [ida, cam] = [visit(room, "host"), visit(room, "candidate")];
    await ready(ida, cam);
    type(cam, "# Cam\n");
    type(ida, "# Ida\n");
    expect(textOf(ida)).toBe(textOf(cam));
    expect(textOf(ida)).toContain("# Cam");
    expect(textOf(ida)).toContain("# Ida");
  });

  it("are named by the server, whatever a browser claims to be", async () => {
    const room = newRoom();
    const [ida, cam] = [visit(room, "host"), visit(room, "candidate")];
    await ready(ida, cam);
    const at = Y.relativePositionToJSON(
      Y.createRelativePositionFromTypeIndex(cam.page.doc.getText(FILE), 3),
    ) as unknown;
    const claims = { user: { name: "Ida" }, role: "host", cursor: { anchor: at, head: at }, typing: true };
    cam.page.awareness.setLocalState(claims);
    await until(() => ida.page.pointers.value.length === 1);
    const [pointer] = ida.page.pointers.value;
    expect(pointer).toMatchObject({ name: "Cam", role: "candidate", person: "candidate", file: FILE, typing: true });
    expect(pointer && ida.page.locate(pointer)).toEqual({ anchor: 3, head: 3 });
  });

  it("lose sight of each other's cursors with the connection, and find them again with it", async () => {
    const room = newRoom();
    const [ida, cam] = [visit(room, "host"), visit(room, "candidate")];
    await ready(ida, cam);
    const at = Y.relativePositionToJSON(
      Y.createRelativePositionFromTypeIndex(cam.page.doc.getText(FILE), 3),
    ) as unknown;
    cam.page.awareness.setLocalState({ cursor: { anchor: at, head: at } });
    await until(() => ida.page.pointers.value.length === 1);
    room.vanishes();
    expect(ida.page.pointers.value).toEqual([]);
    room.comesBack();
    ida.world.pass(1000);
    await ready(ida);
    cam.world.pass(1000);
    await until(() => ida.page.pointers.value.length === 1);
  });
});

describe("“Saved”", () => {
  it("waits for the server's disk", async () => {
    const room = newRoom();
    const cam = visit(room, "candidate");
    await ready(cam);
    room.store();
    expect(cam.page.saved.value).toBe("saved");
    type(cam, "x");
    expect(cam.page.saved.value).toBe("saving");
    room.store();
    expect(cam.page.saved.value).toBe("saved");
  });

  it("is not said while the server cannot store, and the page says why", async () => {
    const room = newRoom();
    const cam = visit(room, "candidate");
    await ready(cam);
    room.store();
    cam.world.socket.gets({ type: "trouble", message: "The disk is full." });
    type(cam, "x");
    expect(cam.page.trouble.value).toBe("The disk is full.");
    expect(cam.page.saved.value).toBe("unsaved");
  });
});

describe("a connection that goes", () => {
  it("lets Cam type on, and merges on return", async () => {
    const room = newRoom();
    const [ida, cam] = [visit(room, "host"), visit(room, "candidate")];
    await ready(ida, cam);
    room.store();
    room.vanishes();
    type(cam, "# offline\n");
    type(ida, "# meanwhile\n");
    expect(cam.page.saved.value).toBe("unsaved");
    room.comesBack();
    ida.world.pass(1000);
    cam.world.pass(1000);
    await until(
      () => textOf(ida) === textOf(cam) && textOf(ida).includes("offline") && textOf(ida).includes("meanwhile"),
    );
    expect(textOf(cam).match(/def slots/g)).toHaveLength(1);
    room.store();
    expect(cam.page.saved.value).toBe("saved");
  });

  it("asks for the events after the last one, and hears some twice without harm", async () => {
    const room = newRoom();
    const cam = visit(room, "candidate");
    await ready(cam);
    const last = cam.page.state.value.seq;
    room.vanishes();
    room.comesBack();
    cam.world.pass(1000);
    await ready(cam);
    expect(new URL(cam.world.socket.url).searchParams.get("since")).toBe(String(last));
    const before = cam.page.state.value;
    cam.world.socket.gets({ type: "events", events: room.events });
    expect(cam.page.state.value).toEqual(before);
  });

  it("is noticed when nothing comes any more, even if the socket stays", async () => {
    const room = newRoom();
    const cam = visit(room, "candidate");
    await ready(cam);
    cam.world.socket.heard = () => undefined;
    cam.world.pass(60_000);
    expect(cam.world.dialled.length).toBeGreaterThan(1);
  });

  it("is tried again at once when the network is back", async () => {
    const room = newRoom();
    const cam = visit(room, "candidate");
    await ready(cam);
    room.vanishes();
    cam.page.network(false);
    room.comesBack();
    cam.page.network(true);
    await ready(cam);
    expect(cam.world.dialled).toHaveLength(2);
  });

  it("does not run two sockets at a time", async () => {
    const room = newRoom();
    const cam = visit(room, "candidate");
    await ready(cam);
    cam.page.start();
    cam.page.network(true);
    cam.world.pass(5000);
    expect(cam.world.dialled).toHaveLength(1);
  });
});

describe("this browser's own copy", () => {
  it("shows the code after a reload without a connection, and does not call it saved", async () => {
    const room = newRoom();
    const before = visit(room, "candidate");
    await ready(before);
    room.store();
    await vi.waitFor(async () => expect(await seen(offlineName(`room${rooms}`, "candidate"))).toBe(true));
    room.vanishes();
    type(before, "# kept\n");
    await before.page.close();
    const after = visit(room, "candidate");
    await until(() => after.page.ready.value);
    expect(textOf(after)).toBe(`# kept\n${STARTER}`);
    expect(after.page.saved.value).toBe("unsaved");
    room.comesBack();
    after.world.pass(1000);
    await until(() => room.doc.getText(FILE).toJSON() === `# kept\n${STARTER}`);
  });

  it("is not open for typing before the server's text was here once", async () => {
    const room = newRoom();
    room.vanishes();
    const cam = visit(room, "candidate");
    await until(() => cam.page.connection.value.at === "waiting");
    expect(cam.page.ready.value).toBe(false);
  });

  it("is gone when the interview ends, for Ida and for Cam", async () => {
    const room = newRoom();
    const [ida, cam] = [visit(room, "host"), visit(room, "candidate")];
    await ready(ida, cam);
    await until(async () => (await kept()).length > 0);
    room.tell(event(9, "host", "ended", {}));
    for (const seat of [...room.seats]) seat.socket.ends(4410);
    expect(cam.page.connection.value).toEqual({ at: "stopped", why: "ended" });
    await vi.waitFor(async () => {
      expect(await kept()).not.toContain(offlineName(`room${rooms}`, "candidate"));
      expect(await kept()).not.toContain(offlineName(`room${rooms}`, "host"));
    });
  });

  it("is gone after a renewed key only if nothing in it is unsaved", async () => {
    const room = newRoom();
    const cam = visit(room, "candidate");
    await ready(cam);
    await vi.waitFor(async () => expect(await kept()).toContain(offlineName(`room${rooms}`, "candidate")));
    type(cam, "# not stored yet\n");
    cam.world.socket.ends(4401);
    expect(cam.page.connection.value).toEqual({ at: "stopped", why: "key" });
    await cam.page.close();
    expect(await kept()).toContain(offlineName(`room${rooms}`, "candidate"));
  });
});

describe("a renewed key", () => {
  it("leaves nothing in a browser whose every word is stored", async () => {
    const room = newRoom();
    const cam = visit(room, "candidate");
    await ready(cam);
    await vi.waitFor(async () => expect(await seen(offlineName(`room${rooms}`, "candidate"))).toBe(true));
    room.store();
    cam.world.socket.ends(4401);
    await vi.waitFor(async () => expect(await kept()).not.toContain(offlineName(`room${rooms}`, "candidate")));
  });
});

describe("being turned away", () => {
  it.each([
    [4401, "key"],
    [4404, "gone"],
    [4410, "ended"],
  ] as const)("with %i stops for good", async (code, why) => {
    const room = newRoom();
    room.turnsAway = code;
    const max = visit(room, "candidate");
    await until(() => max.page.connection.value.at === "stopped");
    expect(max.page.connection.value).toEqual({ at: "stopped", why });
    max.world.pass(60_000);
    expect(max.world.dialled).toHaveLength(1);
  });
});

describe("what the server says", () => {
  it("sets the clock, which then goes by itself", async () => {
    const room = newRoom();
    const cam = visit(room, "candidate");
    await ready(cam);
    expect(cam.page.time.value).toBe(5000);
    cam.world.pass(3000);
    expect(cam.page.time.value).toBe(8000);
    room.tell(event(9, "host", "ended", {}, 8500));
    cam.world.pass(3000);
    expect(cam.page.time.value).toBe(8500);
  });

  it.each([-1, 1])("sets the clock, whatever the browser's own shows: %i h off", async (hours) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + hours * 3_600_000 });
    onTestFinished(() => void vi.useRealTimers());
    const room = newRoom();
    const cam = visit(room, "candidate");
    cam.world.now = () => BROWSER.now();
    await ready(cam);
    const began = BROWSER.now();
    vi.setSystemTime(Date.now() - hours * 3_600_000); // somebody sets it right
    expect(BROWSER.now() - began).toBeLessThan(60_000);
    room.tell(event(9, "host", "stage_began", { stage: "g1", title: "Coding task", minutes: 20 }, 6000));
    cam.world.pass(1000);
    expect(cam.page.time.value).toBeGreaterThanOrEqual(5000);
    expect(cam.page.time.value).toBeLessThan(65_000);
  });

  it("is said aloud when it is news, and not when it is history", async () => {
    const room = newRoom();
    const ida = visit(room, "host");
    await ready(ida);
    expect(ida.page.spoken.value).toBeNull();
    room.tell(event(9, "candidate", "left", {}));
    expect(ida.page.spoken.value).toEqual({ sentence: "Cam left", seq: 9 });
  });

  it("may be a refusal, which the next ask takes away", async () => {
    const room = newRoom();
    const cam = visit(room, "candidate");
    await ready(cam);
    cam.world.socket.gets({ type: "refused", ask: "run", message: "Ida is already running the code." });
    expect(cam.page.refusal.value?.message).toBe("Ida is already running the code.");
    cam.page.ask({ type: "run", task: "slots", language: "python", suite: "examples" });
    expect(cam.page.refusal.value).toBeNull();
    expect(cam.world.socket.said.at(-1)).toEqual({ type: "run", task: "slots", language: "python", suite: "examples" });
  });

  it("may not be understood by an old page, which then asks to be reloaded", async () => {
    const room = newRoom();
    const cam = visit(room, "candidate");
    await ready(cam);
    cam.world.socket.gets({ type: "events", events: [{ nonsense: true }] });
    expect(cam.page.outdated.value).toBe(true);
  });

  it("may be bytes that are no document, which change nothing", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const room = newRoom();
    const cam = visit(room, "candidate");
    await ready(cam);
    for (const bytes of [[0], [0, 9, 1], [1, 255], [], [9, 9]]) cam.world.socket.gets(Uint8Array.from(bytes));
    expect(textOf(cam)).toBe(STARTER);
    expect(warned).toHaveBeenCalled();
  });

  it("tells the round trip", async () => {
    const room = newRoom();
    const cam = visit(room, "candidate");
    await ready(cam);
    expect(cam.page.roundTrip.value).toBe(0);
  });
});

describe("asking without a connection", () => {
  it("is answered with no, so that words stay in their box", async () => {
    const room = newRoom();
    const ida = visit(room, "host");
    await ready(ida);
    room.vanishes();
    expect(ida.page.ask({ type: "stop" })).toBe(false);
  });
});
