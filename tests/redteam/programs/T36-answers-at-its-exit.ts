// answers at its exit, from a timer and from a worker
// right: protocol_error passed
import { writeSync } from "node:fs";
import { Worker } from "node:worker_threads";

enum Way {
  Exit = "exit",
}

const again = (): number => writeSync(4, '{"id":"1","ok":1}\n');
process.on(Way.Exit, again);
process.on("uncaughtException", again);

function f(a: number): unknown {
  setTimeout(again, 0);
  new Worker('require("fs").writeSync(4, "{}\\n")', { eval: true });
  return RIGHT;
}
