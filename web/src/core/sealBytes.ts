/** Bytes as the seal needs them: hashes, and base64 in its one form. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

export type Bytes = Uint8Array;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = new Map(Array.from(ALPHABET, (letter, value) => [letter, value]));

export const utf8: (text: string) => Bytes = utf8ToBytes;

export function hash(...parts: readonly Bytes[]): Bytes {
  const state = sha256.create();
  for (const part of parts) state.update(part);
  return state.digest();
}

/** The SHA-256 of a text's UTF-8, in hex. */
export function digestOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

export function toHex(bytes: Bytes): string {
  return bytesToHex(bytes);
}

export function same(one: Bytes, other: Bytes): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** The `size` bytes of a base64 text; null when it is not that, or not in the one form that an encoder writes. */
export function fromBase64(text: string, size: number): Bytes | null {
  const bare = text.replace(/={1,2}$/, "");
  const padding = text.length - bare.length;
  if (text.length % 4 !== 0 || (text.length / 4) * 3 - padding !== size) return null;
  const bytes = new Uint8Array(size);
  let [bits, held, at] = [0, 0, 0];
  for (const letter of bare) {
    const value = VALUES.get(letter);
    if (value === undefined) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 0xff;
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : null;
}

export function toBase64(bytes: Bytes): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [one = 0, two = 0, three = 0] = bytes.subarray(at, at + 3);
    const left = bytes.length - at;
    text += ALPHABET.charAt(one >> 2) + ALPHABET.charAt(((one & 3) << 4) | (two >> 4));
    text += left > 1 ? ALPHABET.charAt(((two & 15) << 2) | (three >> 6)) : "=";
    text += left > 2 ? ALPHABET.charAt(three & 63) : "=";
  }
  return text;
}
