// Why: every word that the diagnosis page says itself, in one place. It must not know any subject:
// titles, questions and steps come from the book.

const plural = (count, one, many) => count.toLocaleString("en") + " " + (count === 1 ? one : many);

export const STRINGS = {
  label: "What you see",
  hint: "An error, lines of a log, a recording, or your own words. It stays on this page.",
  hintFiles: "Files can be dropped here.",
  role: "Role",
  noRole: "not said",
  openFile: "Open a file",
  clear: "Start over",
  drop: "Drop it: it is read on this page only",

  waiting: "Nothing pasted yet",
  reading: (what) => "Reading " + what + " …",
  read: (lines, marked) =>
    plural(lines, "line", "lines") + " read, " + (marked ? marked + " marked" : "none marked"),
  ofCase: "From a case file",
  held: (name, size) => name + ", " + size,
  heldWhy: "Too long to show in the box. It is read all the same.",
  heldPaste: "Your paste",
  putAway: "Put it away",

  empty: "Paste what you see. The likeliest cause and the first step come up here.",
  nothingNext:
    "Paste the failure itself with the lines around it, or answer the questions at the foot of this page.",
  helps: "What helps",
  helpsWith: (titles) => titles.join("; ").replace(/^./, (first) => first.toUpperCase()) + ".",
  examples: "Or try an example",
  moreExamples: (count) => "All " + count + " examples",

  steps: "Show the steps",
  message: "Show the message",
  lookHow: "How to get it",
  toHandOver: "Hand the case over",
  about: "Read about this cause",
  yes: "Yes",
  no: "No",
  dunno: "Don’t know",
  answerTo: (word, question) => word + ": " + question,

  paste: "Your paste, marked",
  pasteNone: "No line of it stood out.",
  pasteOfCase: "A case holds findings, never the paste. What was found is named with each cause.",
  showAll: "Show all lines",
  showTelling: "Show the telling lines only",
  gap: (count) => "… " + plural(count, "line", "lines") + " …",
  cut: (count) => "… and " + plural(count, "more line", "more lines"),
  toWhy: (number) => "Line mark " + number + ": see what it speaks for",
  toMark: (number) => "line mark " + number,

  causes: "Causes, the likeliest first",
  causesOpen: "Causes that are still possible",
  isFor: "For it",
  against: "Against it",
  missing: "Not seen yet",
  nothingFor: "Nothing in particular; it is only usual.",
  answered: (yes) => "you said " + (yes ? "yes" : "no"),
  found: "found before",
  notThere: "not there: ",
  who: "Who can fix it",
  whoNot: (party) => party + ", not you",
  moreCauses: (count) => "Show " + plural(count, "more cause", "more causes"),
  ranking: "How this order comes about",
  rankingText:
    "Each sign speaks for a cause as often as the book says that this cause shows it: always, usually, sometimes or never. How common the cause is counts too. The words are judgements, not measurements. What was not looked at counts for nothing.",

  plan: "What to do, in this order",
  moreFixes: (count) => "Show " + plural(count, "more fix", "more fixes"),
  planDone: "Already tried",
  effort: { seconds: "seconds", minutes: "minutes", hours: "hours", days: "days" },
  safety: {
    "read-only": "changes nothing",
    reversible: "can be undone",
    disruptive: "disturbs others",
  },
  by: (party) => "by " + party,
  forCause: (title) => "if it is: " + title,
  fixPage: "This fix on a page of its own",
  verify: "How to know that it worked",
  undo: "How to undo it",
  theirSteps: "What they will do",
  send: (party) => "Send this to " + party + ":",
  messageFallback: (cause, summary, fix) =>
    "Hello,\n\nthis looks like the cause: " +
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
  command: (platform) => "Copy the command" + (platform ? " for " + platform : ""),
  commandOf: (platform) => "Command" + (platform ? " for " + platform : ""),
  internal: "internal",
  outcome: (step) => "Outcome: " + step,
  outcomes: [
    ["", "to do"],
    ["done", "done"],
    ["no effect", "no effect"],
    ["fixed it", "fixed it"],
    ["not possible here", "not possible here"],
  ],
  notKept: "Ticks stay on this page and are gone with it.",

  apart: "What tells them apart",
  apartPair: (one, other) => one + " or " + other + "?",
  questions: "Questions worth an answer",
  yourAnswers: "Your answers",

  handOver: "Hand the case over",
  handOverWhy:
    "What was found, answered and tried, without the paste; the text can quote its telling lines.",
  ticket: "As text for a ticket",
  ticketText: "Text that will be copied",
  withLines: "Add the telling lines",
  redacted:
    "Secrets and e-mail addresses in them are taken out. Look it through before you send it.",
  hideIp: "Hide IP addresses too",
  copyTicket: "Copy the text",
  saveJson: "Save as JSON",
  openCase: "Open a case",
  opened: "A case from a file is open.",
  closeCase: "Close the case",
  fileName: (problem) => "case-" + problem + ".json",

  stuck: (titles) =>
    "Stopped, because it took too long: " + titles + ". Everything else was looked at.",
  failedTitle: "This could not be read",
  refusedTitle: "This is too much to read",
  failed: "Something went wrong while reading. Try the part around the failure.",
  slow: "Reading took too long and was stopped. Paste the part around the failure.",
  retry: "Try again",

  tooBig: (size, most) =>
    "This file has " + size + "; up to " + most + " can be read. Save the part around the failure.",
  tooLong: (size, most) =>
    "This text has " +
    size +
    "; up to " +
    most +
    " can be read. Paste the part around the failure.",
  emptyFile: "This file is empty.",
  oneFile: "Only the first file was taken.",
  bytes: (count) =>
    count < 1000
      ? plural(count, "byte", "bytes")
      : count < 1e6
        ? Math.round(count / 1e3) + " KB"
        : (count / 1e6).toFixed(count < 1e7 ? 1 : 0) + " MB",

  allQuestions: "Without a paste: questions that lead to a cause",
};
