// Why: a paste of a megabyte against thousands of patterns is fast only if most patterns never run.
// A pattern such as `tray (is )?empty` cannot match a text without "tray" and "empty"; this module names
// such required pieces, and finds all of them in one walk over the text (Aho and Corasick, "Efficient
// string matching", CACM 18(6), 1975). It must not know what the patterns mean, nor run them.

const LEAST_LENGTH = 2; // characters; shorter pieces are in every text
const MOST_CHOICES = 250; // pieces of an alternation

/**
 * What every match contains: at least one piece of each set. Understands the common part of RE2 and
 * JavaScript; of anything else it says nothing, never something wrong.
 * @param {string} source a regular expression
 * @returns {string[][]} sets of lower-case pieces of plain ASCII, trimmed, at least two characters each
 */
export function requiredLiterals(source) {
  if (/\(\?[^:]|\\[pPQ]/.test(source)) return [];
  const at = { source, i: 0 };
  const found = literalsOfChoice(at);
  return at.i === source.length ? found : [];
}

function literalsOfChoice(at) {
  const options = [literalsOfSequence(at)];
  while (at.source[at.i] === "|") {
    at.i++;
    options.push(literalsOfSequence(at));
  }
  if (options.length === 1) return options[0];
  const all = [...new Set(options.flatMap((sets) => bestOf(sets)))];
  return options.some((sets) => !sets.length) || all.length > MOST_CHOICES ? [] : [all];
}

/** The set that rules out most: the one whose shortest piece is longest. */
function bestOf(sets) {
  const least = (set) => Math.min(...set.map((piece) => piece.length));
  return sets.reduce((best, set) => (!best.length || least(set) > least(best) ? set : best), []);
}

function literalsOfSequence(at) {
  const sets = [];
  let run = "";
  const close = (found = []) => {
    if (run.trim().length >= LEAST_LENGTH) sets.push([run.trim()]);
    sets.push(...found);
    run = "";
  };
  while (at.i < at.source.length && !"|)".includes(at.source[at.i])) {
    const atom = readAtom(at);
    const least = readQuantifier(at);
    if (atom === "") continue;
    if (typeof atom === "string" && least !== 0) run += atom;
    if (typeof atom !== "string" || least !== null)
      close(least === 0 || typeof atom === "string" ? [] : atom);
  }
  close();
  return sets;
}

/** One atom: a character, "" for what has no width, sets of pieces for a group, [] for the rest. */
function readAtom(at) {
  const char = at.source[at.i++];
  if (char === "(") return readGroup(at);
  if (char === "[") return readClass(at);
  if (char === "\\") return readEscape(at);
  if (char === "^" || char === "$") return "";
  return char === "." || char > "~" ? [] : char.toLowerCase();
}

function readGroup(at) {
  if (at.source.startsWith("?:", at.i)) at.i += 2;
  const sets = literalsOfChoice(at);
  at.i++;
  return sets;
}

function readClass(at) {
  while (at.i < at.source.length && at.source[at.i] !== "]")
    at.i += at.source[at.i] === "\\" ? 2 : 1;
  at.i++;
  return [];
}

function readEscape(at) {
  const char = at.source[at.i++];
  if (char === "b" || char === "B") return "";
  if (char === "x" || char === "u") at.i += char === "x" ? 2 : 4;
  if (char === "c") at.i += 1;
  while (/\d/.test(char) && /\d/.test(at.source[at.i] ?? "")) at.i++;
  return /[a-z0-9]/i.test(char ?? "a") ? [] : char;
}

/** The least number of repetitions, or null when the atom has no quantifier. */
function readQuantifier(at) {
  const hit = /^(?:([*?+])|\{(\d+)(?:,\d*)?\})\??/.exec(at.source.slice(at.i, at.i + 16));
  if (!hit) return null;
  at.i += hit[0].length;
  return hit[1] ? Number(hit[1] === "+") : Number(hit[2]);
}

/**
 * Looks for many pieces at once.
 * @param {string[]} pieces plain ASCII, each once
 * @returns {function(string, function(number, number))} tells of each find the piece's number and where it starts
 */
export function makeFinder(pieces) {
  const { go, width, classOf, ends, shorter } = automatonOf(pieces);
  return (text, tell) => {
    for (let i = 0, state = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      state = code < 128 ? go[state * width + classOf[code]] : 0;
      for (let at = ends[state] < 0 ? shorter[state] : state; at; at = shorter[at])
        tell(ends[at], i + 1 - pieces[ends[at]].length);
    }
  };
}

/** go[state * width + class] is the next state; ends the piece that is whole in it; shorter the next state with an end. */
function automatonOf(pieces) {
  const classOf = new Uint8Array(128);
  let width = 1;
  for (const char of new Set(pieces.join(""))) classOf[char.charCodeAt(0)] = width++;
  const most = pieces.reduce((sum, piece) => sum + piece.length, 1);
  const go = new Int32Array(most * width);
  const ends = new Int32Array(most).fill(-1);
  let count = 1;
  for (const [n, piece] of pieces.entries()) {
    let state = 0;
    for (let i = 0; i < piece.length; i++)
      state = go[state * width + classOf[piece.charCodeAt(i)]] ||= count++;
    ends[state] = n;
  }
  return { go, width, classOf, ends, shorter: linked(go, width, ends, count) };
}

/** Breadth first: a state without a way on for a character goes where its longest proper ending would go. */
function linked(go, width, ends, count) {
  const fall = new Int32Array(count);
  const shorter = new Int32Array(count);
  const queue = [0];
  for (const state of queue) {
    for (let c = 1; c < width; c++) {
      const next = go[state * width + c];
      const other = state ? go[fall[state] * width + c] : 0;
      if (!next) {
        go[state * width + c] = other;
        continue;
      }
      fall[next] = other;
      shorter[next] = ends[other] < 0 ? shorter[other] : other;
      queue.push(next);
    }
  }
  return shorter;
}
