// Reads requests and responses as Go prints structures (%v and %+v). It must not know other notations.
import { openExchange, openDraft, assign } from "./scan.mjs";

const REQUEST =
  /\{(?:Method:)?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (?:URL:)?(\S+) (?:Proto:)?HTTP\/\d/;
const RESPONSE =
  /\{(?:Status:)?([1-5]\d\d) ([A-Za-z' -]*?) ?(?:StatusCode:)?\1 (?:Proto:)?HTTP\/\d/;
const FIELD = /([A-Za-z][\w-]*):\[([^\]]*)\]/g;

/** Takes a line on which Go printed a request or a response; the index after it, or 0. */
export function takeGoValue(scan, index, content) {
  if (!content.includes("map[")) return 0;
  const line = scan.lines[index];
  const text = line.full.slice(line.at);
  const response = RESPONSE.exec(text);
  const request = response ? null : REQUEST.exec(text);
  if (!response && !request) return 0;
  const headers = fieldsOf(text, line);
  if (request)
    openDraft(scan, line.n, {
      method: request[1],
      url: request[2],
      version: "",
      headers,
      line: line.n,
      partial: true,
    });
  else takeResponse(scan, line, response, headers);
  assign(scan, line, request ? "request" : "response");
  return index + 1;
}

function takeResponse(scan, line, [, status, reason], headers) {
  if (!scan.open || scan.open.response) openExchange(scan, line.n, null);
  scan.open.response = { status: Number(status), reason, version: "", headers, line: line.n };
  scan.part = "";
}

function fieldsOf(text, line) {
  const map = text.slice(text.indexOf("map[") + 4);
  const end = map.search(/\]\](?!\])|^\]/);
  return [...map.slice(0, end < 0 ? map.length : end + 1).matchAll(FIELD)].map(
    ([, name, value]) => ({ name, value, line: line.n, exact: true }),
  );
}
