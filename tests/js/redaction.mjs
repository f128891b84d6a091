// Prints how many planted secrets survive and how many harmless lines stay whole; fails below the goal.
// `node tests/js/redaction.mjs [--list] [--quick]`: what survives or is harmed, and without the table that is made.
import { harmless, planted } from "./redact-cases.mjs";
import { table } from "./redact-table.mjs";
import { makeRedact } from "../../generator/causebook/diagnosis/engine/redaction/redact.mjs";
import { secrets as own } from "../../causes/reading/secrets.mjs";

const redact = makeRedact(own);

const LEAST_PLANTED = 250;
const LEAST_HARMLESS = 200;
const LEAST_UNHARMED = 0.97;

const survivors = planted().filter(({ secret, text }) => redact(text).includes(secret));
const harmed = harmless().filter((line) => redact(line) !== line);
const [secrets, lines] = [planted().length, harmless().length];
if (process.argv.includes("--list")) {
  for (const { secret, text } of survivors)
    console.log(
      `survives: ${secret}\n    ${text.replaceAll("\n", "\n    ")}\n -> ${redact(text).replaceAll("\n", "\n    ")}`,
    );
  for (const line of harmed) console.log(`harmed: ${line}\n     -> ${redact(line)}`);
}
const made = process.argv.includes("--quick") ? [] : [...table()];
const left = made.filter(({ secret, text }) => redact(text).includes(secret));
for (const { label } of left.slice(0, 20)) console.log(`survives in the table: ${label}`);
console.log(`planted secrets: ${secrets}, surviving: ${survivors.length}`);
console.log(
  `harmless lines: ${lines}, unharmed: ${lines - harmed.length} (${((100 * (lines - harmed.length)) / lines).toFixed(1)} %)`,
);
console.log(`names × notations × values: ${made.length}, surviving: ${left.length}`);
const isFine =
  !left.length &&
  secrets >= LEAST_PLANTED &&
  lines >= LEAST_HARMLESS &&
  !survivors.length &&
  lines - harmed.length >= LEAST_UNHARMED * lines;
process.exitCode = isFine ? 0 : 1;
