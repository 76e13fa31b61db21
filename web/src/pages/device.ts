/** The device check of the welcome: what this browser can do, how far the server is, and whether code runs. Nothing is kept. */
import { browserWords, connectionWords, summary, trialWords, type Found } from "../core/device";
import { postForLines } from "../replay/lines";

export interface Trial {
  readonly room: string;
  /** What lets this page ask: a key, or a form's token. */
  readonly door: Readonly<Record<string, string>>;
  readonly trial: { readonly language: string; readonly title: string; readonly source: string };
}

const TRIPS = 7;
const SOCKET_MS = 8000;
const TICK = "M2 6.5 4.6 9 10 3";
const CROSS = "M3 3l6 6M9 3l-6 6";

/** Runs all checks, each shown as soon as it is known. `why` is why code does not run just now, where that is known. */
export async function checkDevice(
  list: HTMLElement,
  said: HTMLElement | null,
  device: Trial,
  why: string,
): Promise<void> {
  const found: Found[] = [];
  const tell = (name: string, result: Found): void => {
    found.push(result);
    show(list, name, result);
  };
  if (said) said.textContent = "Checking.";
  tell("browser", browser());
  show(list, "connection", null, "is being tried");
  tell("connection", await connection(device.room));
  show(list, "trial", null, `${device.trial.title} is being tried`);
  tell("trial", why === "" ? await trial(device) : trialWords(device.trial.title, why, 0));
  if (said) said.textContent = summary(found);
}

function browser(): Found {
  const can: readonly (readonly [string, boolean])[] = [
    ["WebSockets", "WebSocket" in window],
    ["streams", typeof TextDecoderStream === "function"],
    ["dialogs", typeof HTMLDialogElement === "function"],
    ["modern colours", CSS.supports("color", "oklch(50% 0 0)")],
  ];
  return browserWords(
    can.filter(([, there]) => !there).map(([name]) => name),
    keeps(),
  );
}

function keeps(): boolean {
  try {
    localStorage.setItem("greenroom:check", "1");
    localStorage.removeItem("greenroom:check");
    return "indexedDB" in window;
  } catch {
    return false;
  }
}

async function connection(room: string): Promise<Found> {
  const socket = await socketOpens(room);
  const trips: number[] = [];
  for (let trip = 0; trip <= TRIPS; trip += 1) {
    const began = performance.now();
    try {
      await fetch("/ping", { cache: "no-store" });
      // The first one may have had to open the connection.
      if (trip > 0) trips.push(performance.now() - began);
    } catch {
      return connectionWords(socket, []);
    }
  }
  return connectionWords(socket, trips);
}

/** A real one, to the room's own address without a key: it opens, and is closed politely. Nobody comes in by it. */
function socketOpens(room: string): Promise<boolean> {
  return new Promise((resolve) => {
    const address = new URL(`/sync/${room}`, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    const done = (opened: boolean): void => {
      clearTimeout(late);
      resolve(opened);
      socket.close();
    };
    const late = setTimeout(() => done(false), SOCKET_MS);
    socket.onopen = () => done(true);
    socket.onerror = () => done(false);
  });
}

async function trial({ room, door, trial: { language, title, source } }: Trial): Promise<Found> {
  const began = performance.now();
  const fields = { task: "", language, source, stdin: "", suite: "scratch", ...door };
  for await (const line of postForLines(`/interviews/${room}/pad/run`, fields, new AbortController().signal)) {
    if (line.type === "refused") return trialWords(title, line.message, 0);
    if (line.type !== "event" || line.event?.kind !== "run_ended") continue;
    const { verdict, message } = line.event.data;
    const ran = verdict === "unchecked" || verdict === "passed";
    return trialWords(title, ran ? "" : message || "The program did not come to its end.", performance.now() - began);
  }
  return trialWords(title, "The answer broke off.", 0);
}

function show(list: HTMLElement, name: string, found: Found | null, meanwhile = ""): void {
  const row = list.querySelector<HTMLElement>(`[data-check="${name}"]`);
  const [mark, words] = [row?.querySelector<HTMLElement>(".mark"), row?.querySelector<HTMLElement>("[data-words]")];
  if (!mark || !words) return;
  mark.dataset["mark"] = found === null ? "open" : found.good ? "pass" : "fail";
  mark.replaceChildren(...(found === null ? [] : [stroke(found.good ? TICK : CROSS)]));
  words.textContent = found?.words ?? meanwhile;
}

function stroke(path: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of Object.entries({
    viewBox: "0 0 12 12",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "2",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  })) {
    svg.setAttribute(name, value);
  }
  drawn.setAttribute("d", path);
  svg.append(drawn);
  return svg;
}
