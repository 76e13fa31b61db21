// Two people with the stock y-websocket provider, as anybody would write it: one types, the other must see it.
// Usage: node stock-provider.mjs <server> <room> <host key> <candidate key> <file> <words>; prints what was seen.
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

const [server, room, hostKey, candidateKey, file, words] = process.argv.slice(2);

function join(key) {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(server, room, doc, { params: { key }, WebSocketPolyfill: WebSocket });
  const synced = new Promise((resolve) => provider.once("sync", resolve));
  return { doc, provider, synced, text: doc.getText(file) };
}

const ida = join(hostKey);
const cam = join(candidateKey);
await Promise.all([ida.synced, cam.synced]);

const pointed = new Promise((resolve) => {
  ida.provider.awareness.on("change", ({ added }) => added.includes(cam.doc.clientID) && resolve());
});
cam.provider.awareness.setLocalStateField("user", { name: "Cam" });
const seen = new Promise((resolve) => ida.text.observe(() => ida.text.toString().includes(words) && resolve()));
cam.text.insert(cam.text.length, words);
await Promise.all([seen, pointed]);

console.log(JSON.stringify({ seen: ida.text.toString(), same: ida.text.toString() === cam.text.toString() }));
for (const { provider } of [ida, cam]) provider.destroy();
process.exit(0);
