/** A room without a socket: what panels draw from given events, and what they ask for. */
import { signal, type Signal } from "@preact/signals";
import type { Connection } from "../../src/core/connection";
import type { Sandbox } from "../../src/core/frames";
import { applyAll, NOTHING_YET, type RoomState } from "../../src/core/state";
import type { Live, Queue, Source } from "../../src/source";
import { timeline, type Told } from "../people";

export const READY: Sandbox = { ready: true, why: "", unsafe: "", languages: [] };
export const OPEN: Connection = { at: "open", tries: 0, since: 0 };

export interface FakeSource {
  readonly source: Source;
  readonly live: Live;
  readonly state: Signal<RoomState>;
  readonly connection: Signal<Connection>;
  readonly queue: Signal<Queue | null>;
  readonly asked: unknown[];
}

export function fakeSource(me: string, told: readonly Told[], at: Connection = OPEN): FakeSource {
  const asked: unknown[] = [];
  const state = signal(applyAll(NOTHING_YET, timeline(...told)));
  const connection = signal(at);
  const queue = signal<Queue | null>(null);
  const live: Live = {
    me,
    recorded: true,
    connection,
    online: signal(true),
    roundTrip: signal(12),
    saved: signal("saved"),
    trouble: signal(""),
    sandbox: signal(READY),
    refusal: signal(null),
    refuse: () => undefined,
    spoken: signal(null),
    outdated: signal(false),
    queue,
    devices: signal({}),
    privately: { text: signal(null), walk: signal(null), putAside: () => undefined },
    ask: (ask) => asked.push(ask) > 0,
    report: () => true,
    dismissRefusal: () => undefined,
  };
  const source: Source = {
    state,
    time: signal(724_000),
    pointers: signal([]),
    ready: signal(true),
    bind: () => ({ text: "", extension: [] }),
    locate: () => null,
    written: () => true,
    textOf: () => "",
    live,
  };
  return { source, live, state, connection, queue, asked };
}
