/** Writes a .br and a .gz beside every text asset, so that the server never compresses anything twice. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const TEXT = /\.(js|css|svg|json|html|txt)$/;
/** Below this many bytes a compressed copy saves less than a packet. */
const WORTHWHILE = 512;

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

async function compress(file: string): Promise<void> {
  const plain = await readFile(file);
  if (plain.length < WORTHWHILE) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  await writeFile(`${file}.br`, await toBrotli(plain, { params }));
  await writeFile(`${file}.gz`, await toGzip(plain, { level: 9 }));
}

export function precompress(): Plugin {
  let out = "";
  return {
    name: "greenroom-precompress",
    apply: "build",
    configResolved(config) {
      out = path.join(config.root, config.build.outDir, config.build.assetsDir);
    },
    async closeBundle() {
      for (const name of await readdir(out)) {
        if (TEXT.test(name)) await compress(path.join(out, name));
      }
    },
  };
}
