// Turns the traces of HTTP libraries into start lines and headers: git, Apache HttpClient, Python's http.client, OkHttp.
// It must not build exchanges: that is the work of exchanges.mjs.

const GIT = /^.{0,140}?(?:(=>|<=) (?:Send|Recv) header:|http-outgoing-\d+ (>>|<<)) ?"?(.*)$/;
const PYTHON = /^(send|reply|header): (?:b?(['"])(.*)\2|(.*))$/;
const OKHTTP = /^(-->|<--) (?:(END\b.*)|([A-Z]{3,10}) (https?:\S+)(?: \S+)?|(\d{3}) ?(.*?) ?https?:\S+(?: \(.*\))?)$/;

/** [{side: "sent"|"received"|"info", text, raw: headers follow as they are}] of one traced line, or null when it is none. */
export function tracedParts(content) {
  if (/ header:|http-outgoing-/.test(content)) return gitParts(content);
  if (/^(?:send|reply|header): /.test(content)) return pythonParts(content);
  const ok = /^(?:-->|<--) /.test(content) && OKHTTP.exec(content.slice(0, 2000));
  if (!ok) return null;
  if (ok[2]) return [{ side: "info", text: "", raw: true }];
  return [ok[3] ? { side: "sent", text: `${ok[3]} ${ok[4]} HTTP/1.1`, raw: true } : { side: "received", text: `HTTP/1.1 ${ok[5]} ${ok[6]}`, raw: true }];
}

function gitParts(content) {
  const found = GIT.exec(content);
  if (!found) return null;
  const text = found[3].replace(/(?:\[\\[rn]\]){1,2}"?$|"$/, "");
  return [{ side: (found[1] || found[2]).includes("<") ? "received" : "sent", text: text.trim() }];
}

function pythonParts(content) {
  const found = PYTHON.exec(content);
  if (!found || found[1] === "send" && !/HTTP\/1/.test(content)) return null;
  const side = found[1] === "send" ? "sent" : "received";
  return (found[3] ?? found[4]).split(/\\r\\n|\\n/).slice(0, 200).filter(Boolean).map((text) => ({ side, text: text.trim() }));
}
