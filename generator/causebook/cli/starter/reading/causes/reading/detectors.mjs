// Why: recognises what a pattern on one line cannot, here by comparing two lines with each other.
// It must not rank causes: a detector only says whether its symptom is seen.
//
// A symptom names its detector with `detector:`. The detector gets what `read` returned and answers
//   present   it is seen, at these places of the paste (`marks`: line from 1, columns from 0)
//   absent    what is needed was there, and it was not so
//   unknown   what is needed is not in the paste; this is never evidence

/** @typedef {import("./contract.d.ts").ReadingLine} ReadingLine */
/** @typedef {{name: string, mark: import("./contract.d.ts").Mark}} Found a printer and its place */

const DEFAULT = /^system default destination:\s+(\S+)/;
const JOB = /^(\S+)-\d+\s+\S+\s+\d+\s/; // what `lpstat -o` prints of a waiting job

/**
 * The detectors of this book, by the name that symptoms use.
 * @type {import("./contract.d.ts").Detectors}
 */
export const detectors = {
  "job-at-another-printer": jobAtAnotherPrinter,
};

/**
 * Do all waiting jobs wait at a printer that is not the default one?
 * @type {import("./contract.d.ts").Detector}
 */
function jobAtAnotherPrinter(reading) {
  const printed = reading.lines.filter((line) => line.facet === "terminal");
  const [usual] = found(printed, DEFAULT);
  const jobs = found(printed, JOB);
  if (!usual || !jobs.length) return { state: "unknown" };

  const elsewhere = jobs.filter((job) => job.name !== usual.name);
  const note = `The default printer is ${usual.name}; jobs wait at ${names(jobs)}.`;
  if (elsewhere.length < jobs.length) return { state: "absent", note };
  return { state: "present", marks: [usual.mark, ...elsewhere.map((job) => job.mark)], note };
}

/**
 * What a form finds in lines: the name of the printer, and where it stands.
 * @param {ReadingLine[]} lines
 * @param {RegExp} form its first group is the name
 * @returns {Found[]}
 */
function found(lines, form) {
  return lines.flatMap(({ n, text }) => {
    const hit = form.exec(text);
    return hit ? [{ name: hit[1] ?? "", mark: { line: n, from: 0, to: hit[0].length } }] : [];
  });
}

/**
 * The names of the printers, each once.
 * @param {Found[]} jobs
 */
function names(jobs) {
  return [...new Set(jobs.map((job) => job.name))].join(", ");
}
