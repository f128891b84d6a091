// Detectors of the status that the paste is about. They must not look at credentials.
import { shownStatus } from "./facts.mjs";
import { seen, unseen, untold } from "./answers.mjs";

/** The detectors of this theme, by name. */
export const statusDetectors = {
  "status-401": (reading) => statusIs(reading, (status) => status === 401),
  "status-403": (reading) => statusIs(reading, (status) => status === 403),
  "status-404": (reading) => statusIs(reading, (status) => status === 404),
  "status-407": (reading) => statusIs(reading, (status) => status === 407),
  "status-400": (reading) => statusIs(reading, (status) => status === 400),
  "status-other-error": (reading) =>
    statusIs(reading, (status) => status >= 400 && ![400, 401, 403, 404, 407].includes(status)),
  "status-success": (reading) => statusIs(reading, (status) => status >= 200 && status < 300),
};

function statusIs(reading, fits) {
  const { status, marks } = shownStatus(reading);
  if (!status) return untold();
  return fits(status)
    ? seen(marks, `The status is ${status}.`)
    : unseen(`The status is ${status}.`);
}
