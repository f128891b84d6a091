// How sure must a value be after such a name and such a link? Asked of the judges themselves.
import { isHeaderValue, isName, isProven, isNamed, wordOf }
  from "../../generator/assets/diagnosis/redact-proofs.mjs";

const known = new Map([["bearer", { scheme: "token" }], ["apitoken", { sure: "token" }]]);
const PW = { sure: "password" };
const TOKEN = { sure: "token" };
const CODE = { word: "code" };
const PLACE = { line: "", quote: "", about: "", isQuery: false, isFlag: false, startsLine: false };

/** A candidate as a name and its link make it; `more` says what is not usual about it. */
function candidate(trusts, how, { written = "x", sign = "", ...more }) {
  const read = { isWord: false, isClosed: false, isClause: false, ...more };
  return { name: { trusts, written }, how, sign, known, ...read, place: { ...PLACE, ...more } };
}

const proven = (how) => (trusts, value, more = {}, isQuoted = false) =>
  isProven(value, candidate(trusts, how, more), isQuoted);
const [YES, NO] = [true, false];
const FIRST = { startsLine: true };

/** The rules: `ask` with each of the cases [given, expected]. */
export const PROOFS = {
  "behind a sign": {
    ask: proven("sign"),
    cases: [
      [[PW, "zebra"], YES], [[PW, " 12 "], NO], [[PW, "123"], NO], [[PW, "1234"], YES],
      [[PW, "none"], NO], [[PW, "getIt()"], NO], [[PW, "getIt()", {}, YES], YES],
      [[PW, "12", {}, YES], NO], [[PW, "zebra for", {}, YES], YES], [[PW, "zebra for"], NO],
      [[PW, "zebra for", { startsLine: YES, sign: "=" }], YES], [[PW, "zebra for", FIRST], NO],
      [[PW, "zebra for", { sign: "=" }], NO], [[CODE, "1234"], YES], [[CODE, "zebra"], NO],
      [[CODE, "zebr4"], YES], [[PW, "zebra", { about: "invalid " }], NO],
      [[PW, "zebr4", { about: "invalid " }], YES], [[PW, "zebra", { about: "the " }], YES],
      [[TOKEN, "zebra", { ...FIRST, about: "the " }], NO],
      [[TOKEN, "zebr4", { about: "the " }], YES],
      [[PW, "secret store", { sign: "->" }], NO], [[PW, "secret store", { sign: ":" }], YES],
      [[PW, "zebra store", { sign: "->" }], YES], [[PW, "secret big store", { sign: "->" }], YES],
      [[TOKEN, "zebra"], NO], [[TOKEN, "zebra", FIRST], YES],
      [[TOKEN, "zebra", { ...FIRST, isWord: YES }], NO], [[TOKEN, "zebra", { sign: "=" }], YES],
      [[TOKEN, "zebra", { sign: ":" }], NO], [[TOKEN, "zebra", { isQuery: YES }], YES],
      [[TOKEN, "zebra", { isFlag: YES }], YES], [[TOKEN, "zebra", { line: "a," }], YES],
      [[TOKEN, "zebra", { line: "a " }], NO], [[TOKEN, "zebra", { line: "a; " }], YES],
      [[TOKEN, "zebra", { line: "a" }], NO], [[TOKEN, "123", { sign: "=" }], NO],
      [[TOKEN, "none", { sign: "=" }], NO], [[TOKEN, "12", FIRST], NO],
      [[TOKEN, "zebra for", { ...FIRST, sign: "=" }], YES], [[TOKEN, "zebra for", FIRST], NO],
      [[{ query: "key" }, "zebra", { isQuery: YES }], YES], [[{ query: "key" }, "zebra"], NO],
      [[{ query: "key" }, "abc", { isQuery: YES }], NO],
      [[{ query: "key" }, "abcd", { isQuery: YES }], YES],
      [[{ query: "key" }, "1234", { isQuery: YES }], NO],
      [[{ query: "key" }, "****", { isQuery: YES }], NO],
      [[{ query: "key" }, "null", { isQuery: YES }], NO],
      [[{ query: "key" }, "12345", { isQuery: YES }], YES],
      [[{ loose: "secret" }, "zebr4"], YES], [[{ loose: "secret" }, "zebra"], NO],
      [[{ loose: "key" }, "zebr4"], NO], [[{ loose: "key" }, "a1b2c3d4e5f6g7h8"], YES],
      [[{ loose: "key" }, "a1b2c3d4e5f6g7h"], NO], [[{ scheme: "token" }, "a1b2c3d4e5f6g7h8"], NO],
      [[{ loose: "key" }, "zebrazebrazebraz"], NO], [[{}, "a1b2c3d4e5f6g7h8"], NO],
    ],
  },
  "behind an item, a tag, a for": {
    ask: (how, ...rest) => proven(how)(...rest),
    cases: [
      [["item", PW, "zebra"], NO], [["item", PW, "zebr4"], YES], [["tag", PW, "zebra"], YES],
      [["tag", PW, "none"], NO], [["for", PW, "zebra"], YES], [["for", PW, "none"], NO],
      [["for", TOKEN, "zebra"], NO], [["for", TOKEN, "zebr4"], YES],
    ],
  },
  "behind `is`": {
    ask: proven("is"),
    cases: [
      [[PW, "zebra"], NO], [[PW, "zebr4"], YES], [[PW, "zebra", { isClause: YES }], YES],
      [[PW, "zebra heron", { isClause: YES }], NO], [[PW, "none", { isClause: YES }], NO],
      [[TOKEN, "zebra", { isClause: YES }], NO], [[PW, "zebra", {}, YES], YES],
      [[PW, "zebra heron", {}, YES], YES], [[PW, "none", {}, YES], NO],
      [[TOKEN, "zebra", {}, YES], NO],
      [[PW, "1234"], YES], [[CODE, "1234"], YES], [[TOKEN, "1234"], NO], [[CODE, "zebra"], NO],
    ],
  },
  "behind a dash": {
    ask: proven("dash"),
    cases: [
      [[PW, "zebra"], NO], [[PW, "zebra", FIRST], YES], [[PW, "zebr4"], YES],
      [[PW, "12", FIRST], NO],
      [[PW, "none", FIRST], NO], [[TOKEN, "zebra", FIRST], NO], [[TOKEN, "zebr4"], YES],
    ],
  },
  "in a cell": {
    ask: proven("cell"),
    cases: [
      [[PW, "zebra"], YES], [[PW, "zebra", { line: "a" }], NO],
      [[PW, "zebra", { line: "a | **" }], YES],
      [[PW, "zebra", { line: " **" }], YES], [[PW, "zebra", { written: "db pw" }], NO],
      [[PW, "zebra", { written: "db pw", line: "|" }], YES], [[PW, "12"], NO], [[PW, "none"], NO],
    ],
  },
  "in parentheses": {
    ask: proven("paren"),
    cases: [
      [[PW, "zebra"], NO], [[PW, "zebr4"], YES],
      [[PW, "zebra", { isClosed: YES, sign: " (" }], YES],
      [[PW, "zebra", { isClosed: YES, sign: "(" }], NO], [[PW, "zebra", { sign: " (" }], NO],
      [[TOKEN, "zebra", { isClosed: YES, sign: " (" }], NO],
      [[TOKEN, "zebra", { isClosed: YES, sign: " (", written: "API_TOKEN" }], YES],
      [[CODE, "zebra", { isClosed: YES, sign: " (" }], YES],
      [[PW, "none", { isClosed: YES, sign: " (" }], NO],
      [[PW, "my_user", { isClosed: YES, sign: " (" }], NO],
      [[PW, "zebra", {}, YES], YES], [[PW, "none", {}, YES], NO], [[TOKEN, "zebra", {}, YES], NO],
    ],
  },
  "behind a comma": {
    ask: proven("comma"),
    cases: [
      [[PW, "zebra", { quote: '"' }], YES], [[PW, "zebra"], NO], [[PW, "none", { quote: '"' }], NO],
      [[PW, "zebra", { quote: '"', line: 'a: "' }], NO],
      [[PW, "zebra", { quote: '"', line: 'a("' }], YES],
      [[PW, "Email", { quote: '"' }], NO], [[PW, "get()", { quote: '"' }], NO],
      [[PW, "roles", { quote: '"' }], NO], [[PW, "audience", { quote: '"' }], NO],
    ],
  },
  "on the next line": {
    ask: proven("line"),
    cases: [
      [[PW, "zebr4", { sign: "\n" }], NO], [[PW, "zebr4", { sign: ":\n" }], YES],
      [[PW, "zebr4", { ...FIRST, sign: "\n" }], YES], [[PW, "zebr4:", FIRST], NO],
      [[PW, "zebra", { ...FIRST, sign: ":\n" }], YES],
      [[PW, "zebra", { ...FIRST, sign: "\n" }], NO],
      [[PW, "zebra", { sign: ":\n" }], NO], [[PW, "1234", { ...FIRST, sign: "\n" }], YES],
      [[TOKEN, "zebra", { ...FIRST, sign: ":\n" }], NO],
      [[TOKEN, "1234", { ...FIRST, sign: "\n" }], NO],
      [[TOKEN, "zebra", { ...FIRST, sign: ":\n", written: "apiToken" }], YES],
      [[CODE, "1234", { ...FIRST, sign: "\n" }], YES],
      [[PW, "none", { ...FIRST, sign: ":\n" }], NO],
      [[PW, "ze bra heron", { ...FIRST, sign: ":\n" }], YES],
      [[PW, "ze bra", { ...FIRST, sign: ":\n" }], NO],
      [[PW, "ze bra heron", { ...FIRST, sign: "=\n" }], NO],
      [[PW, "Ze bra heron", { ...FIRST, sign: ":\n" }], NO],
      [[TOKEN, "ze bra heron", { ...FIRST, sign: ":\n" }], NO],
      [[PW, "ze is heron", { ...FIRST, sign: ":\n" }], NO],
      [[TOKEN, "ze bra heron", { ...FIRST, sign: ":\n", written: "A_T" }], YES],
    ],
  },
  "behind a blank": {
    ask: proven("blank"),
    cases: [
      [[PW, "zebra"], NO], [[PW, "zebr4"], YES], [[PW, "zebr4=1"], NO],
      [[PW, "zebr4=1", {}, YES], YES],
      [[PW, "-zebr4"], NO], [[TOKEN, "zebra", { isFlag: YES }], YES],
      [[TOKEN, "none", { isFlag: YES }], NO],
      [[TOKEN, "zebra", { isFlag: YES, sign: '" ' }], NO], [[PW, "1234"], YES],
      [[TOKEN, "1234"], NO],
      [[PW, "zebra", {}, YES], YES], [[TOKEN, "zebra", {}, YES], NO], [[PW, "none", {}, YES], NO],
      [[TOKEN, "zebra", { written: "api_token" }, YES], YES], [[PW, "a.get()", {}, YES], NO],
      [[PW, "zebra", FIRST], YES], [[PW, "zebra", { ...FIRST, isWord: YES }], NO],
      [[PW, "zebra heron", FIRST], NO], [[PW, "zebra heron", { ...FIRST, sign: "  " }], YES],
      [[PW, "zebra heron", { ...FIRST, sign: "\t" }], YES], [[TOKEN, "zebra", FIRST], NO],
      [[TOKEN, "zebra", { ...FIRST, written: "A_T" }], YES], [[PW, "none", FIRST], NO],
      [[PW, "my_user", FIRST], NO], [[TOKEN, "zebra", { written: "A_T", line: "set " }], YES],
      [[TOKEN, "zebra", { written: "token", line: "set " }], NO],
      [[TOKEN, "zebra", { written: "A_T", line: "say " }], NO],
      [[{ loose: "secret" }, "zebr4", { isFlag: YES }], YES], [[{ loose: "secret" }, "zebr4"], NO],
      [[{ loose: "secret" }, "zebra", { isFlag: YES }], NO],
      [[{ scheme: "token" }, "a1b2c3d4e5f6g7h8"], YES],
      [[{ scheme: "token" }, "a1b2c3d4e5f6g7h"], NO],
      [[{ scheme: "token" }, "zebrazebrazebraz"], NO],
    ],
  },
  "a header's value on the line below": {
    ask: (trusts, value, more = FIRST) => isHeaderValue(value, candidate(trusts, "line", more)),
    cases: [
      [[{ line: "token" }, "Bearer x"], YES], [[{ line: "token" }, "zebra x"], NO],
      [[{ line: "token" }, "Bearer"], NO], [[{ line: "token" }, "zebr4"], YES],
      [[{ line: "token" }, "zebr4 x"], NO], [[{ line: "token" }, "apitoken x"], NO],
      [[{ line: "token" }, "zebr4", {}], NO], [[{ list: "cookie" }, "a=b"], YES],
      [[{ list: "cookie" }, "a="], NO], [[{ list: "cookie" }, " zebr4"], NO],
    ],
  },
  "the name of another secret is none, but in a header": {
    ask: (trusts, value) => isName(value, candidate(trusts, "sign", {})),
    cases: [
      [[PW, "api_token"], YES], [[PW, " API-Token "], YES], [[PW, "zebra"], NO],
      [[{ line: "token" }, "api_token"], NO], [[{ list: "cookie" }, "api_token"], NO],
      [[PW, `api_token${" ".repeat(30)}`], YES], [[PW, `api_token${" ".repeat(31)}`], NO],
    ],
  },
  "a name is of a kind where it is sure, or a word": {
    ask: (trusts, ...kinds) => isNamed({ trusts }, ...kinds),
    cases: [
      [[PW, "password"], YES], [[CODE, "password", "code"], YES], [[TOKEN, "password"], NO],
      [[{ loose: "code" }, "code"], NO],
    ],
  },
  "the word that is shown is that of the highest trust": {
    ask: (...trusts) => wordOf({ name: { trusts: Object.fromEntries(trusts.map((t) => [t, t])) } }),
    cases: [
      [["scheme", "loose", "query", "word", "sure", "list", "line"], "line"],
      [["scheme", "loose", "query", "word", "sure", "list"], "list"],
      [["scheme", "loose", "query", "word", "sure"], "sure"],
      [["scheme", "loose", "query", "word"], "word"], [["scheme", "loose", "query"], "query"],
      [["scheme", "loose"], "loose"], [["scheme"], "scheme"], [[], "secret"],
    ],
  },
};
