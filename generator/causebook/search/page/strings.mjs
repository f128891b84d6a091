// Why: all that the search says, in one place. It must not know when it is said.

export const STRINGS = {
  hint: "Type words, or paste an error message, a header or a line of a log. What you type stays on this page.",
  results: "Results",
  waiting: "Searching …",
  count: (/** @type {number} */ n) => (n === 1 ? "1 result" : `${n} results`),
  none: "Nothing matches these words.",
  failed: "The search could not be loaded. Check your connection, then keep typing to try again.",
  diagnose: "Diagnose this text",
  diagnoseWhy:
    "Find the most likely cause of what you pasted. It opens in a new tab; nothing is sent.",
  diagnoseHere: "Find the most likely cause of what you pasted.",
  diagnoseEmpty: "Open the diagnosis",
  diagnoseEmptyWhy: "Paste what you see and answer a few questions.",
  messages: "All exact messages",
  messagesWhy: "Every message on this site, by product.",
  only: "Show only",
  all: "All",
  more: "Show more results",
  close: "Close the search",
};
