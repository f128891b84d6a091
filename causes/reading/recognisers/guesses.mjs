// Why: a page or a tool that doesn't know the cause lists what it might be. Such a list says
// nothing of this case, so no pattern looks at it. It must not know which tool wrote it.
import { contentOf } from "../lines/paste.mjs";
/** @import { Recogniser } from "../types.d.ts" */

const HEADING = new RegExp(
  [
    "^\\s*(?:</?[a-z]\\w*[^<>]*>\\s*)*", // tags before it
    "(?:(?:most )?(?:likely|possible|common) (?:causes?|reasons?)",
    "|(?:some )?(?:things|what) (?:you can|to) (?:try|check|do)",
    "|possible (?:solutions?|fix(?:es)?))",
    "[^.]{0,40}:\\s*(?:</?[a-z]\\w*[^<>]*>\\s*)*$",
  ].join(""),
  "i",
);
const ITEM = /^\s*(?:[-*•]|\d+[.)]|<\/?(?:li|ul|ol|div|p)\b)|[.!?]\s*$/;

/**
 * The list below a heading such as "Most likely causes:"; it ends with the first line that is
 * neither an item nor a sentence.
 * @type {Recogniser}
 */
export function takeGuesses(scan, index, content) {
  if (!HEADING.test(content)) return 0;
  let end = index + 1;
  while (end < scan.lines.length && isItem(contentOf(scan.lines[end]))) end++;
  if (end === index + 1) return 0;
  for (const line of scan.lines.slice(index, end)) line.facet = "";
  return end;
}

/** @param {string} content */
function isItem(content) {
  return ITEM.test(content) || HEADING.test(content);
}
