// Case files of the reading: a head of `key: value` lines, a line of four dashes, the paste. The head says where the paste
// comes from and what must be read from it. Shared by the tests of reading and of the detectors.
import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("cases/read/", import.meta.url);

/** [{name, origin, failing, exchanges, facets, present, paste}] in the order of the file names. */
export function readingCases() {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, folder), "utf8");
      const cut = text.indexOf("\n----\n");
      const head = Object.fromEntries(
        text
          .slice(0, cut)
          .split("\n")
          .map((line) => [
            line.slice(0, line.indexOf(":")),
            line.slice(line.indexOf(":") + 1).trim(),
          ]),
      );
      return {
        name: name.replace(/\.txt$/, "").replaceAll("-", " "),
        ...head,
        paste: text.slice(cut + 6),
      };
    });
}

/** What a Reading says, in the words of the head: failing, exchanges, facets. */
export function summaryOf(reading) {
  const exchanges = reading.exchanges.map(({ request, response, proxy }) =>
    `${request ? `${request.method} ${request.url}` : "?"} ${response ? (response.status ?? "?") : "?"}${proxy ? " proxy" : ""}`.trim(),
  );
  return {
    failing: String(reading.failing),
    exchanges: exchanges.join(", "),
    facets: reading.facets.join(" "),
  };
}

/** The names of the detectors that say present, in the order of the alphabet. */
export function presentIn(reading, detectors) {
  return Object.keys(detectors)
    .filter((name) => detectors[name](reading).state === "present")
    .sort()
    .join(" ");
}
