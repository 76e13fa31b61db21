// answers before it is asked, and once more when it is
// right: protocol_error
import { writeSync } from "node:fs";

const forged: string = '{"id":"1","ok":1}\n';
writeSync(4, forged);

function f(a: number): unknown {
  writeSync(4, forged);
  return RIGHT;
}
