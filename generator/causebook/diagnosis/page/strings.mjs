// Why: every word that the diagnosis page says itself, in one place. It must not know any subject:
// titles, questions and steps come from the book.

/** @type {(count: number, one: string, many: string) => string} */
const plural = (count, one, many) => count.toLocaleString("en") + " " + (count === 1 ? one : many);

/**
 * A number of bytes in words.
 * @param {number} count
 */
function sizeText(count) {
  if (count < 1000) return plural(count, "byte", "bytes");
  if (count < 1e6) return Math.round(count / 1e3) + " KB";
  return (count / 1e6).toFixed(count < 1e7 ? 1 : 0) + " MB";
}

export const STRINGS = {
  label: "What you see",
  hint: "An error, log lines, a recording, or your own words. What you paste stays on this page.",
  hintFiles: "You can drop a file here.",
  openFile: "Open a file",
  clear: "Start over",
  cleared: "Cleared.",
  bringBack: "Undo",
  keep: "Keep this on reload (this tab only)",
  notKeeping: "This browser does not let the page keep anything.",

  waiting: "Nothing pasted yet",
  /** @type {(what: string) => string} */
  reading: (what) => "Reading " + what + " …",
  /** @type {(lines: number, marked: number) => string} */
  read: (lines, marked) =>
    plural(lines, "line", "lines") + " read, " + (marked ? marked + " marked" : "none marked"),
  ofCase: "From a case file",
  /** @type {(name: string, size: string) => string} */
  held: (name, size) => name + ", " + size,
  heldWhy: "Too long to show in the box, but all of it is read.",
  heldPaste: "Your paste",
  putAway: "Remove it",

  empty: "Paste what you see. The most likely cause and the first step appear here.",
  nothingNext: "Paste the error itself and the lines around it.",
  noPaste: "Nothing to paste? Answer a question.",
  helps: "What helps",
  /** @type {(titles: string[]) => string} */
  helpsWith: (titles) => titles.join("; ").replace(/^./, (first) => first.toUpperCase()) + ".",
  examples: "Or try an example",
  /** @type {(count: number) => string} */
  moreExamples: (count) => "All " + count + " examples",

  steps: "Show the steps",
  message: "Show the message",
  lookHow: "How to get it",
  toHandOver: "Hand over the case",
  about: "Read about this cause",
  aboutMessage: "About this message",

  /** @type {(question: string) => string} */
  question: (question) => "Question: " + question,
  yes: "Yes",
  no: "No",
  dunno: "Don’t know",
  none: "None of these",
  answer: "Answer",
  tickFirst: "Tick what applies, or choose one of the other answers.",
  said: "You said",
  change: "Change",
  /** @type {(question: string) => string} */
  changeOf: (question) => "Change your answer to: " + question,
  takeBack: "Remove my answer",
  leave: "Keep it",

  role: "You are:",
  noRole: "not chosen",
  /** @type {(role: string) => string} */
  roleShown: (role) => role + " (from the paste)",
  roleByPaste: "from the paste",
  /** @type {(titles: string) => string} */
  product: (titles) => "Product: " + (titles || "not recognised"),
  /** @type {(title: string) => string} */
  removeProduct: (title) => "Remove " + title,
  addProduct: "Add a product",
  asRecognised: "As recognised",
  /** @type {(count: number) => string} */
  otherProducts: (count) =>
    count === 1 ? "For another product" : "For other products (" + count + ")",

  paste: "Your paste, marked",
  pasteNone: "No line stood out.",
  pasteOfCase: "A case holds findings, never the paste. Each cause lists what was found.",
  showAll: "Show all lines",
  showTelling: "Show the telling lines only",
  /** @type {(count: number) => string} */
  gap: (count) => "… " + plural(count, "line", "lines") + " …",
  /** @type {(number: number) => string} */
  toWhy: (number) => "Mark " + number + ": see what it points to",
  /** @type {(number: number) => string} */
  toMark: (number) => "mark " + number,

  causes: "Causes, the most likely first",
  causesOpen: "Causes that are still possible",
  isFor: "Evidence for it",
  /** @param {string[]} words */
  words: (words) => "Your wording is typical of it, too: " + words.join(", ") + ".",
  against: "Evidence against it",
  missing: "Not seen yet",
  nothingFor: "Nothing specific. It is just a common cause.",
  /** @type {(yes: boolean) => string} */
  answered: (yes) => "you said " + (yes ? "yes" : "no"),
  found: "found before",
  notThere: "not there: ",
  who: "Who can fix it",
  you: "you",
  /** @type {(party: string) => string} */
  whoNot: (party) => party + ", not you",
  /** @type {(count: number) => string} */
  moreCauses: (count) => "Show " + plural(count, "more cause", "more causes"),
  ranking: "How this order is worked out",
  rankingText:
    "A sign counts for a cause by how often that cause shows it: always, usually, sometimes or " +
    "never. How common the cause is counts too. These words are judgements, not measurements. " +
    "What nobody has looked at counts for nothing. If your wording is typical of a cause, it " +
    "moves up a little, but wording alone never makes a cause likely.",

  plan: "What to do, in this order",
  /** @type {(count: number) => string} */
  moreFixes: (count) => "Show " + plural(count, "more fix", "more fixes"),
  planDone: "Already tried",
  /** @type {(party: string) => string} */
  by: (party) => "by " + party,
  /** @type {(title: string) => string} */
  forCause: (title) => "if it is: " + title,
  fixPage: "Open this fix on its own page",
  verify: "How to tell if it worked",
  undo: "How to undo it",
  theirSteps: "What they will do",
  /** @type {(party: string) => string} */
  send: (party) => "Send this to " + party + ":",
  /** @type {(cause: string, summary: string, fix: string) => string} */
  messageFallback: (cause, summary, fix) =>
    "Hello,\n\nThis looks like the cause: " +
    cause +
    ". " +
    summary +
    "\n\nCould you look into it? What should help: " +
    fix +
    ".",
  copy: "Copy",
  copyMessage: "Copy the message",
  copied: "Copied",
  pressKeys: "Selected: press Ctrl+C",
  /** @type {(platform: string) => string} */
  command: (platform) => "Copy the command" + (platform ? " for " + platform : ""),
  /** @type {(platform: string) => string} */
  commandOf: (platform) => "Command" + (platform ? " for " + platform : ""),
  internal: "internal",
  /** @type {(step: string) => string} */
  outcome: (step) => "Outcome: " + step,
  notKept: "Your ticks last until you leave this page.",

  apart: "What tells them apart",
  /** @type {(one: string, other: string) => string} */
  apartPair: (one, other) => one + " or " + other + "?",

  handOver: "Hand over the case",
  handOverWhy:
    "What was found, answered and tried, without the paste. The text can quote the telling lines.",
  ticket: "As text for a ticket",
  ticketText: "Text that will be copied",
  withLines: "Add the telling lines",
  withAbsent: "Add what was looked for and not found",
  redacted: "Secrets and e-mail addresses in them are removed. Read the text before you send it.",
  hideIp: "Hide IP addresses too",
  copyTicket: "Copy the text",
  saveJson: "Save as JSON",
  openCase: "Open a saved case",
  opened: "You are looking at a saved case.",
  closeCase: "Close the case",
  /** @type {(problem: string) => string} */
  fileName: (problem) => "case-" + problem + ".json",

  /** @type {(titles: string) => string} */
  stuck: (titles) =>
    "Stopped because it took too long: " + titles + ". Everything else was checked.",
  failedTitle: "This could not be read",
  refusedTitle: "This is too much to read",
  failed: "Something went wrong while reading. Try the part around the failure.",
  slow: "Reading took too long and was stopped. Paste the part around the failure.",
  retry: "Try again",

  /** @type {(size: string, most: string) => string} */
  tooBig: (size, most) =>
    "This file is " +
    size +
    "; at most " +
    most +
    " can be read. Save the part around the failure.",
  /** @type {(size: string, most: string) => string} */
  tooLong: (size, most) =>
    "This text is " +
    size +
    "; at most " +
    most +
    " can be read. Paste the part around the failure.",
  emptyFile: "This file is empty.",
  bytes: sizeText,

  allQuestions: "Nothing to paste? Questions that lead to a cause",
};
