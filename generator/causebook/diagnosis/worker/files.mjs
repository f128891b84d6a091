// Why: a dropped file may be anything; this gives its text, whatever Unicode form it has, or says
// why not. It must not know what the text is for.

import TEXTS from "../../strings/en.json" with { type: "json" };

const HEAD_BYTES = 4096;
const OWN = TEXTS.reading;

/** A file that is no text; the message is for the reader and holds nothing of the file. */
export class Unreadable extends Error {}

/**
 * The text of a file; throws Unreadable.
 * @param {Blob} file
 */
export async function textOf(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const head = bytes.subarray(0, HEAD_BYTES);
  if (isPacked(head)) throw new Unreadable(OWN.packed);
  const wide = wideEncoding(head);
  if (!wide && hasManyNulls(head)) throw new Unreadable(OWN.notText);
  return new TextDecoder(wide || "utf-8").decode(bytes);
}

/** @param {Uint8Array} head */
function isPacked([first, second, third]) {
  const isGzip = first === 0x1f && second === 0x8b;
  const isZip = first === 0x50 && second === 0x4b && third < 9;
  return isGzip || isZip;
}

/** @param {Uint8Array} head */
function wideEncoding([first, second]) {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "";
}

/** @param {Uint8Array} head */
function hasManyNulls(head) {
  return head.filter((byte) => byte === 0).length > head.length / 10;
}
