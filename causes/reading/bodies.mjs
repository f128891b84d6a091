// Tells where a body ends when nothing but its own text says so. It must not know what a body means.

/** A meter {open, take(text)} that closes when the JSON or HTML is complete, at a blank line after text, or at `length`. */
export function bodyMeter(length) {
  const meter = {
    open: length !== 0,
    kind: "",
    depth: 0,
    size: 0,
    take: (text) => takeBodyLine(meter, text, length),
  };
  return meter;
}

/** What Apache httpd's page says with every 401 after its first words: its guesses are told whatever the reason is. */
const STOCK =
  "are authorized to access the document requested. Either you supplied the wrong credentials (e.g., bad password), or your browser doesn't understand how to supply the credentials required.";

/** Is the line a part of what a web server's own page always says? */
export function isStockText(text) {
  if (!/credentials|authorized|document requested/.test(text)) return false;
  const said = text
    .replace(/<[^>]{0,20}>/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return said.length > 12 && STOCK.includes(said);
}

function takeBodyLine(meter, text, length) {
  const blank = text.trim() === "";
  if (!meter.kind && !blank)
    meter.kind = /^\s*[{[]/.test(text) ? "json" : /^\s*</.test(text) ? "html" : "text";
  meter.size += text.length + 1;
  if (meter.kind === "json") {
    meter.depth += depthOf(text);
    meter.open = meter.depth > 0;
  } else if (meter.kind === "html")
    meter.open = !/<\/(?:html|Error|ErrorResponse|\w*:?Envelope)>/i.test(text);
  else if (meter.kind === "text") meter.open = !blank;
  if (length > 0 && meter.size > length) meter.open = false;
}

/** How many more brackets a line of JSON opens than it closes; brackets in strings do not count. */
export function depthOf(text) {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (quoted) {
      if (char === 92) index += 1;
      else if (char === 34) quoted = false;
    } else if (char === 34) quoted = true;
    else if (char === 123 || char === 91) depth += 1;
    else if (char === 125 || char === 93) depth -= 1;
  }
  return depth;
}
