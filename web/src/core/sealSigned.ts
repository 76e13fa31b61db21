/** Signatures of the house: Ed25519. */
import { hashes, verify } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";
import { utf8, type Bytes } from "./sealBytes";

hashes.sha512 = sha512;

/** Whether the owner of this public key signed exactly this text. */
export function isSignedBy(key: Bytes, signature: Bytes, text: string): boolean {
  try {
    return verify(signature, utf8(text), key);
  } catch {
    return false;
  }
}
