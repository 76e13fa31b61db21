// patches what the shim writes and loads with
// right: passed runtime_error protocol_error
import fs from "node:fs";
import { createRequire } from "node:module";

const real = fs.writeSync;
(fs as any).writeSync = (fd: number, ...more: any[]): number =>
  fd === 4 && WRONG ? real(4, '{"ok":1}\n') : (real as any)(fd, ...more);
(process as any).exit = process.reallyExit = (() => 0) as any;
process.on("exit", () => (process.exitCode = 0));
try {
  createRequire("/sandbox/shim.js")("/sandbox/shim.js");
} catch {
  process.exitCode = 0;
}

function f(a: number): unknown {
  return RIGHT;
}
