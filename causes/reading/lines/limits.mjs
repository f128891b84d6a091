// How much of a paste is read: what is too large is refused, very long lines are broken up so that
// patterns can look at all of them.

const TEXT_CAP = 12e6; // characters of plain text
const LINES_CAP = 120000;
const LINE_LONG = 4000; // characters of a line; JSON beyond is broken up
const JSON_CAP = 2e6; // … up to this size
const LINE_ENDLESS = 20000; // … any text beyond, since no header is so long
const LINE_PIECE = 2000;

/**
 * Why a paste is not read, or "".
 * @param {string} paste
 */
export function refusalOf(paste) {
  const advice = "Paste the part around the failure.";
  if (paste.length > TEXT_CAP)
    return `This text has ${Math.round(paste.length / 1e6)} MB; up to 12 MB can be read. ${advice}`;
  if (!hasTooManyLines(paste)) return "";
  return `This text has more than ${LINES_CAP.toLocaleString("en")} lines. ${advice}`;
}

/** @param {string} text */
function hasTooManyLines(text) {
  if (text.length <= LINES_CAP) return false;
  let count = 0;
  for (let at = 0; at >= 0 && count <= LINES_CAP; at = text.indexOf("\n", at + 1)) count += 1;
  return count > LINES_CAP || text.slice(0, 2e6).split("\r").length > LINES_CAP;
}

/**
 * The text with its very long lines broken: JSON after its commas, other text at blanks.
 * @param {string} text
 */
export function brokenUp(text) {
  if (isLongJson(text)) return text.replace(/,"/g, ',\n"');
  if (!hasEndlessLine(text)) return text;
  return text
    .split("\n")
    .flatMap((line) => (line.length < LINE_ENDLESS ? [line] : piecesOf(line)))
    .join("\n");
}

/** @param {string} text */
function isLongJson(text) {
  const isOfSize = text.length > LINE_LONG && text.length < JSON_CAP;
  return isOfSize && /^\s*[{[]/.test(text.slice(0, 100)) && !text.trimEnd().includes("\n");
}

/** @param {string} text */
function hasEndlessLine(text) {
  for (let at = 0; text.length - at >= LINE_ENDLESS;) {
    const end = text.indexOf("\n", at);
    if (end < 0 || end - at >= LINE_ENDLESS) return true;
    at = end + 1;
  }
  return false;
}

/** @param {string} line */
function piecesOf(line) {
  const pieces = [];
  for (let at = 0; at < line.length;) {
    const end = pieceEnd(line, at);
    pieces.push(line.slice(at, end));
    at = end;
  }
  return pieces;
}

/**
 * @param {string} line
 * @param {number} at
 */
function pieceEnd(line, at) {
  const end = at + LINE_PIECE;
  if (end >= line.length) return line.length;
  const blank = line.lastIndexOf(" ", end);
  return blank > at ? blank + 1 : end;
}
