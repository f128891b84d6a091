// Finds JSON Web Tokens and decodes their header and claims (RFC 7519), so that times, audience and kind can be compared.
// It never checks a signature: nothing here may be taken to mean that a token is valid.
import { decodeBase64, isBlankedOut } from "./http.mjs";

const TOKEN = /\beyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){0,4}/g;

/** Tokens of all lines, [{raw, header, claims, line, where, problem}], each raw value once. */
export function findTokens(lines) {
  const tokens = [];
  const seen = new Set();
  for (const line of lines) {
    if (!line.full.includes("eyJ")) continue;
    for (const found of line.full.matchAll(TOKEN)) {
      if (tokens.length >= 200) return tokens;
      if (seen.has(found[0])) continue;
      seen.add(found[0]);
      const after = line.full.slice(
        found.index + found[0].length,
        found.index + found[0].length + 12,
      );
      const token = decodeToken(found[0], after);
      if (token)
        tokens.push({ ...token, line: line.n, where: whereOf(line.full.slice(0, found.index)) });
    }
  }
  return tokens;
}

/** One token {raw, header, claims, problem}, or null when the text is some other base64 of JSON. */
export function decodeToken(raw, after = "") {
  const parts = raw.split(".");
  const header = decodedPart(parts[0]);
  if (header && !header.alg && !header.typ) return null;
  const claims = parts.length === 5 ? null : decodedPart(parts[1] || "");
  return { raw, header, claims, problem: problemOf(parts, header, claims, after) };
}

/** The token that claims pasted as JSON stand for, or null when the object holds no claims. */
export function tokenOfClaims(object, line) {
  const claims = isClaimSet(object.payload)
    ? object.payload
    : isClaimSet(object.claims)
      ? object.claims
      : object;
  const header = isClaimSet(object.header) ? object.header : null;
  const named = ["iss", "aud", "exp", "nbf", "iat", "sub", "scp", "azp"].filter(
    (name) => name in claims,
  );
  const timed = ["exp", "nbf", "iat"].some((name) => typeof claims[name] === "number");
  if (named.length >= 2 && timed)
    return { raw: "", header, claims, line, where: "claims", problem: "" };
  if (typeof object.alg === "string" && (object.typ || object.kid))
    return { raw: "", header: object, claims: null, line, where: "claims", problem: "" };
  return null;
}

function isClaimSet(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function decodedPart(part) {
  const text = decodeBase64(part);
  if (!text) return null;
  try {
    const value = JSON.parse(text);
    return isClaimSet(value) ? value : null;
  } catch {
    return null;
  }
}

function problemOf(parts, header, claims, after) {
  const last = parts[parts.length - 1];
  if (
    /^ ?(?:\.\.|…|\*|\[|<|•)/.test(after) ||
    parts.slice(1, -1).includes("") ||
    isBlankedOut(last)
  )
    return "abbreviated";
  if (parts.length === 5 && header && header.enc) return "encrypted";
  if (parts.length === 1) return header ? "one part" : "cut";
  if (parts.length > 3) return "more than three parts";
  if (!header) return "header is not JSON";
  if (parts.length === 2) return claims ? "two parts" : "cut";
  if (!claims) return "claims are not JSON";
  return last === "" ? "empty signature" : signatureProblem(last, header);
}

function signatureProblem(signature, header) {
  const length = { HS256: 43, RS256: 342, ES256: 86, PS256: 342 }[header.alg];
  if (length === undefined || /^(?:signature|sig|abc|fake|dummy|test)/i.test(signature)) return "";
  return signature.length >= 20 && signature.length < Math.min(length, 43) - 1
    ? "short signature"
    : ""; // a stub is the reader's doing
}

function whereOf(before) {
  const near = before.slice(-80);
  if (/cookie\b.{0,70}$/i.test(near)) return "cookie";
  if (/(?:authorization|bearer)\W.{0,30}$/i.test(near)) return "authorization";
  if (/[?&][\w.-]+=$/.test(near)) return "query";
  return /"\w+"\s*:\s*"$/.test(near) ? "body" : "text";
}
