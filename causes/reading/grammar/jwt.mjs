// Finds JSON Web Tokens and decodes their header and claims (RFC 7519), so that times, audience
// and kind can be compared. A signature is never checked: nothing here says that a token is valid.
import { decodeBase64, isBlankedOut } from "./http.mjs";
import { isRecord } from "./values.mjs";
/** @import { PasteLine, Token } from "../types.d.ts" */

const TOKEN = /\beyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){0,4}/g;
const MANY = 200;

/**
 * The tokens of all lines, each raw value once.
 * @param {PasteLine[]} lines
 */
export function findTokens(lines) {
  /** @type {Map<string, Token | null>} */
  const found = new Map();
  for (const line of lines) {
    if (line.full.includes("eyJ")) addTokens(found, line);
  }
  return [...found.values()].filter((token) => token !== null).slice(0, MANY);
}

/**
 * @param {Map<string, Token | null>} found
 * @param {PasteLine} line
 */
function addTokens(found, { full, n }) {
  for (const { 0: raw, index } of full.matchAll(TOKEN)) {
    if (found.size > 2 * MANY) return;
    if (found.has(raw)) continue;
    const end = index + raw.length;
    const token = decodeToken(raw, full.slice(end, end + 12));
    found.set(raw, token && { ...token, line: n, where: whereOf(full.slice(0, index)) });
  }
}

/**
 * What a token says, or null when the text is some other base64 of JSON.
 * @param {string} raw
 * @param {string} after what follows it
 */
function decodeToken(raw, after) {
  const parts = raw.split(".");
  const header = decodedPart(parts[0]);
  if (header && !header.alg && !header.typ) return null;
  const claims = parts.length === 5 ? null : decodedPart(parts[1] || "");
  const problem = isAbbreviated(parts, after) ? "abbreviated" : problemOf(parts, header, claims);
  return { raw, header, claims, problem };
}

const TIMES = ["exp", "nbf", "iat"];
const CLAIMS = [...TIMES, "iss", "aud", "sub", "scp", "azp"];

/**
 * The token that claims pasted as JSON stand for, or null when the object holds no claims.
 * @param {Record<string, unknown>} object
 * @param {number} line
 * @returns {Token | null}
 */
export function tokenOfClaims(object, line) {
  const claims = [object.payload, object.claims].find(isRecord) || object;
  const named = CLAIMS.filter((name) => name in claims);
  const isTimed = TIMES.some((name) => typeof claims[name] === "number");
  const token = { raw: "", header: null, claims: null, line, where: "claims", problem: "" };
  if (named.length >= 2 && isTimed)
    return { ...token, header: isRecord(object.header) ? object.header : null, claims };
  const isHeader = typeof object.alg === "string" && Boolean(object.typ || object.kid);
  return isHeader ? { ...token, header: object } : null;
}

/** @param {string} part */
function decodedPart(part) {
  const text = decodeBase64(part);
  if (!text) return null;
  try {
    const value = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * Did the reader leave something out?
 * @param {string[]} parts
 * @param {string} after
 */
function isAbbreviated(parts, after) {
  const isCut = /^ ?(?:\.\.|…|\*|\[|<|•)/.test(after) || parts.slice(1, -1).includes("");
  return isCut || isBlankedOut(parts[parts.length - 1]);
}

/** @typedef {Record<string, unknown> | null} Decoded */

/**
 * Why the token cannot be whole, or "".
 * @param {string[]} parts
 * @param {Decoded} header
 * @param {Decoded} claims
 */
function problemOf(parts, header, claims) {
  if (parts.length === 1) return header ? "one part" : "cut";
  if (parts.length > 3) return isEncrypted(parts, header) ? "encrypted" : "more than three parts";
  if (!header) return "header is not JSON";
  if (parts.length === 2) return claims ? "two parts" : "cut";
  return claims ? signatureProblem(parts[2], header) : "claims are not JSON";
}

/**
 * @param {string[]} parts
 * @param {Decoded} header
 */
function isEncrypted(parts, header) {
  return parts.length === 5 && Boolean(header?.enc);
}

const SIGNED = /^(?:HS|RS|ES|PS)256$/;
const SHORTEST = 43; // characters of a signature of HS256; the others' are longer
const STUB = /^(?:signature|sig|abc|fake|dummy|test)/i; // the reader's doing

/**
 * @param {string} signature
 * @param {Record<string, unknown>} header
 */
function signatureProblem(signature, { alg }) {
  if (signature === "") return "empty signature";
  if (!SIGNED.test(String(alg)) || STUB.test(signature)) return "";
  const isShort = signature.length >= 20 && signature.length < SHORTEST - 1;
  return isShort ? "short signature" : "";
}

/** Where a token stands, by what is written right before it; the first that fits counts. */
const PLACES = [
  { where: "cookie", pattern: /cookie\b.{0,70}$/i },
  { where: "authorization", pattern: /(?:authorization|bearer)\W.{0,30}$/i },
  { where: "query", pattern: /[?&][\w.-]+=$/ },
  { where: "body", pattern: /"\w+"\s*:\s*"$/ },
];

/** @param {string} before */
function whereOf(before) {
  const near = before.slice(-80);
  return PLACES.find(({ pattern }) => pattern.test(near))?.where || "text";
}
