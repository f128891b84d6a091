// Reads a request of PowerShell: Invoke-WebRequest and Invoke-RestMethod with their parameters, as written by hand or as a
// browser copies it. It must not know any other cmdlet.
import { parseLiteral, Unknown } from "./literals.mjs";
import { depthOf } from "./bodies.mjs";

const CALL = /\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\s+(?=\S)/i;
const PARAMETER = /(?:^|\s)-([A-Za-z]+)(?::|(?=\s)|$)/g;
const LINES = 200;
/** Parameters through which credentials come that the command does not show. */
const ELSEWHERE =
  /^(?:WebSession|SessionVariable|Credential|UseDefaultCredentials|Certificate|CertificateThumbprint|Token|Authentication)$/i;
const PSEUDO = /^(?:authority|method|path|scheme)$/; // Chrome writes those of HTTP/2 as if they were headers

/** {request, end} of the call on a line, or null. */
export function powershellRequest(lines, index, content) {
  const found = CALL.exec(content);
  if (!found || /["']/.test(content.slice(0, found.index))) return null;
  const { text, end } = gathered(lines, index, found.index + found[0].length);
  const parameters = parametersOf(text);
  const url = textOf(parameters.uri) || firstWord(text);
  if (!/^https?:\/\/|^\$|^localhost/i.test(url)) return null;
  const request = {
    method: textOf(parameters.method).toUpperCase() || "GET",
    url,
    version: "",
    command: "powershell",
    headers: headersOf(parameters.headers, lines.slice(index, end)),
    partial: isPartial(parameters),
  };
  return { request, end };
}

/** The call with the lines that ` and open brackets continue. */
function gathered(lines, index, from) {
  let text = "";
  let depth = 0;
  let end = index;
  for (; end < lines.length && end < index + LINES; end += 1) {
    const content = lines[end].full.slice(lines[end].at + (end === index ? from : 0));
    const continued = /`\s*$/.test(content.slice(-20));
    text += (continued ? content.replace(/`\s*$/, " ") : content) + "\n";
    depth += depthOf(content.replace(/`"/g, ""));
    if (depth <= 0 && !continued) {
      end += 1;
      break;
    }
  }
  return { text, end };
}

function parametersOf(text) {
  const parameters = {};
  PARAMETER.lastIndex = 0;
  for (let found = PARAMETER.exec(text); found; found = PARAMETER.exec(text)) {
    const value = valueAt(text, PARAMETER.lastIndex);
    parameters[found[1].toLowerCase()] = value ? value.value : true;
    if (value)
      PARAMETER.lastIndex = Math.max(PARAMETER.lastIndex, PARAMETER.lastIndex + value.length);
  }
  return parameters;
}

/** A value and how much of the text it fills: a hash, a string, or one word; null before the next parameter. */
function valueAt(text, at) {
  const rest = text.slice(at);
  if (/^\s*(?:-[A-Za-z]|$|\|)/.test(rest)) return null;
  if (!/^\s*(?:@\{|["'])/.test(rest)) {
    const [word] = /^\s*\S+/.exec(rest);
    return { value: word.trim(), length: word.length };
  }
  const read = parseLiteral(rest, 0, { tick: true });
  return read && { value: read.value, length: read.end };
}

const textOf = (value) => (typeof value === "string" ? value : "");

function firstWord(text) {
  const found = /^\s*["']?([^\s"'-][^\s"']*)/.exec(text);
  return found ? found[1] : "";
}

function headersOf(record, lines) {
  if (typeof record !== "object" || record === null) return [];
  return Object.entries(record)
    .filter(([name]) => !PSEUDO.test(name))
    .map(([name, value]) => {
      const text = value instanceof Unknown ? value.text : String(value ?? "");
      const line = lines.find(({ full }) => full.includes(name)) || lines[0];
      return {
        name,
        value: text,
        line: line.n,
        exact: true,
        expands: value instanceof Unknown || /\$[\w({]/.test(text),
      };
    });
}

function isPartial(parameters) {
  const names = Object.keys(parameters);
  return names.some((name) => ELSEWHERE.test(name)) || typeof parameters.headers === "string";
}
