// Why: a paste of a megabyte against hundreds of patterns is fast only if most patterns never run.
// A pattern such as `tray (is )?empty` cannot match a text without "empty"; this module finds
// such required pieces. It must not know what the patterns mean, nor run them.

const LITERAL_LEAST = 3;   // characters; shorter pieces are in every text
const LITERAL_CHOICES = 16; // pieces of an alternation; more are slower to look for than to match

/**
 * The lower-case pieces of which every match contains at least one, or null when none can be named.
 * Understands the common part of RE2 and JavaScript; anything else gives null, never a wrong piece.
 * @param {string} source a regular expression
 * @returns {string[]|null} pieces of plain ASCII, trimmed, at least three characters each
 */
export function requiredLiterals(source) {
  if (/\(\?[^:]|\\[pPQ]/.test(source)) return null;
  const at = { source, i: 0 };
  const found = literalsOfChoice(at);
  return at.i === source.length ? found : null;
}

function literalsOfChoice(at) {
  const options = [literalsOfSequence(at)];
  while (at.source[at.i] === "|") {
    at.i++;
    options.push(literalsOfSequence(at));
  }
  const all = [...new Set(options.flat())];
  return options.includes(null) || all.length > LITERAL_CHOICES ? null : all;
}

function literalsOfSequence(at) {
  let run = "";
  let best = null;
  const close = (pieces) => {
    best = betterLiterals(betterLiterals(best, [run.trim()]), pieces);
    run = "";
  };
  while (at.i < at.source.length && !"|)".includes(at.source[at.i])) {
    const atom = readAtom(at);
    const least = readQuantifier(at);
    if (atom === "") continue;
    if (typeof atom === "string" && least !== 0) run += atom;
    if (typeof atom !== "string" || least !== null) close(least === 0 ? null : atom);
  }
  close(null);
  return best;
}

function betterLiterals(best, pieces) {
  const least = (list) => Math.min(...list.map((piece) => piece.length));
  if (!Array.isArray(pieces) || least(pieces) < LITERAL_LEAST) return best;
  return best === null || least(pieces) > least(best) ? pieces : best;
}

/** One atom: a character, "" for what has no width, an array of pieces for a group, null for the rest. */
function readAtom(at) {
  const char = at.source[at.i++];
  if (char === "(") return readGroup(at);
  if (char === "[") return readClass(at);
  if (char === "\\") return readEscape(at);
  if (char === "^" || char === "$") return "";
  return char === "." || char > "~" ? null : char.toLowerCase();
}

function readGroup(at) {
  if (at.source.startsWith("?:", at.i)) at.i += 2;
  const pieces = literalsOfChoice(at);
  at.i++;
  return pieces;
}

function readClass(at) {
  while (at.i < at.source.length && at.source[at.i] !== "]") at.i += at.source[at.i] === "\\" ? 2 : 1;
  at.i++;
  return null;
}

function readEscape(at) {
  const char = at.source[at.i++];
  if (char === "b" || char === "B") return "";
  if (char === "x" || char === "u") at.i += char === "x" ? 2 : 4;
  if (char === "c") at.i += 1;
  while (/\d/.test(char) && /\d/.test(at.source[at.i] ?? "")) at.i++;
  return /[a-z0-9]/i.test(char ?? "a") ? null : char;
}

/** The least number of repetitions, or null when the atom has no quantifier. */
function readQuantifier(at) {
  const hit = /^(?:([*?+])|\{(\d+)(?:,\d*)?\})\??/.exec(at.source.slice(at.i, at.i + 16));
  if (!hit) return null;
  at.i += hit[0].length;
  return hit[1] ? Number(hit[1] === "+") : Number(hit[2]);
}
