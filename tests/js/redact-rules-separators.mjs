// Where a name stands and what links it to a value: each judgement with its cases.
import { quoteEnd } from "../../generator/causebook/diagnosis/engine/redaction/ends.mjs";
import {
  depthAt,
  separatorAfter,
  placeOf,
} from "../../generator/causebook/diagnosis/engine/redaction/separators.mjs";
import {
  makeNaming,
  namesIn,
} from "../../generator/causebook/diagnosis/engine/redaction/naming.mjs";
import { unfold } from "../../generator/causebook/diagnosis/engine/redaction/unfold.mjs";

const naming = makeNaming();
const [YES, NO] = [true, false];

/** The rules: `ask` with each of the cases [given, expected]. */
export const SEPARATED = {
  "a name stands in a tag, a query, a flag, or at the beginning of a line": {
    ask: (text) => {
      const at = text.indexOf("pw");
      const word = at - /[\w-]*$/.exec(text.slice(0, at))[0].length;
      const place = placeOf(unfold(text), { start: at, wordStart: word });
      return [place.quote, place.isTag, place.isQuery, place.isFlag, place.startsLine];
    },
    cases: [
      ["pw", ["", NO, NO, NO, YES]],
      ['a "pw"', ['"', NO, NO, NO, NO]],
      ["'pw'", ["'", NO, NO, NO, YES]],
      ["<pw>", ["", YES, NO, NO, YES]],
      ["<ns:pw>", ["", YES, NO, NO, NO]],
      ["a <pw", ["", YES, NO, NO, NO]],
      ["GET /?pw", ["", NO, YES, NO, NO]],
      ["a&pw", ["", NO, YES, NO, NO]],
      ["x --pw", ["", NO, NO, YES, NO]],
      ["x -pw", ["", NO, NO, YES, NO]],
      ["x---pw", ["", NO, NO, NO, NO]],
      ["--pw", ["", NO, NO, YES, YES]],
      ["export pw", ["", NO, NO, NO, YES]],
      ["1. pw", ["", NO, NO, NO, YES]],
      ["> > pw", ["", NO, NO, NO, YES]],
      ["say pw", ["", NO, NO, NO, NO]],
      [`${"x".repeat(79)}\npw`, ["", NO, NO, NO, YES]],
      [`export${" ".repeat(73)}pw`, ["", NO, NO, NO, YES]],
      [`export${" ".repeat(74)}pw`, ["", NO, NO, NO, NO]],
    ],
  },
  "signs, words, cells and lines link a name to its value": {
    ask: (text) => {
      const link = separatorAfter({ plain: text }, { to: 2 }, { isTag: false });
      return link && [link.how, link.from, link.to];
    },
    cases: [
      ["pw=x", ["sign", 2, 3]],
      ["pw => x", ["sign", 2, 5]],
      ["pw\nx", ["line", 2, 3]],
      ['pw", "x', ["comma", 2, 5]],
      ["pw, x", ["item", 2, 4]],
      ["pw | x", ["cell", 2, 5]],
      ["pw for al: x", ["for", 2, 10]],
      ["pw is x", ["is", 2, 5]],
      ["pw (x", ["paren", 2, 4]],
      ["pw - x", ["dash", 2, 5]],
      ["pw x", ["blank", 2, 3]],
      ["pw", null],
      ["pw()", null],
      ["pw.", null],
      ["pw: String = 'x", ["sign", 2, 13]],
      ["pw for user: x", ["blank", 2, 3]],
    ],
  },
  "a tag is linked to what it holds, unless it is closed or left open": {
    ask: (text) => separatorAfter({ plain: text }, { to: 3 }, { isTag: true })?.to ?? null,
    cases: [
      ["<pw>x", 4],
      ['<pw a="b">x', 10],
      ["<pw/>x", null],
      ["<pw x", null],
      ["<pw <a>", null],
      [`<pw${" ".repeat(299)}>x`, 303],
      [`<pw${" ".repeat(300)}>x`, null],
    ],
  },
  "the depth of a name is that of the deepest sign around it": {
    ask: (start, from, to) => depthAt({ level: [2, 0, 0, 5, 1] }, { start }, { from, to }),
    cases: [
      [[1, 2, 4], 5],
      [[1, 2, 3], 2],
      [[0, 2, 3], 0],
      [[1, 2, 2], 2],
    ],
  },
  "a backslash that was not unfolded hides the quote behind it": {
    ask: (text, level = 0, depth = 0) =>
      quoteEnd({ plain: text, level: new Uint8Array(text.length + 1).fill(level) }, 0, '"', depth),
    cases: [
      ['a\\"b"', 4],
      ['a\\\\"b', 3],
      ['a\\nb"', 4],
      [['a\\"b"', 1, 1], 2],
      [['a"b', 1, 0], 3],
      ['a\\"', 3],
    ],
  },
  "a name begins and ends where its words do": {
    ask: (text) =>
      [...namesIn(text, naming)].map(({ start, wordStart, from, to }) => [
        start,
        wordStart,
        from,
        to,
      ]),
    cases: [
      ["password", [[0, 0, 0, 8]]],
      ["db_password=", [[0, 0, 3, 11]]],
      ["passwords", [[0, 0, 0, 9]]],
      ["mot  de   passe", [[0, 0, 0, 15]]],
      ["mot    de passe", []],
      ["a.password", [[0, 0, 2, 10]]],
      ["password.txt", []],
      ["password_", [[0, 0, 0, 8]]],
      ["password_2", [[0, 0, 0, 10]]],
      ["passwordx", []],
      ["[password]", []],
      ["a[password]", [[2, 2, 2, 10]]],
      ["[password]=", [[1, 1, 1, 9]]],
      ["[password", [[1, 1, 1, 9]]],
      ["xpin", []],
      ["xPin", [[0, 0, 1, 4]]],
      ["X1PIN", [[0, 0, 2, 5]]],
      ["XPIN", []],
      ["XPASS", [[0, 0, 1, 5]]],
      ["noPassword", []],
      ["skip_password", []],
      ["without-token", []],
      ["my_token", [[0, 0, 3, 8]]],
      [`${"a".repeat(100)}_password`, [[21, 21, 101, 109]]],
      ["db main password", [[0, 8, 8, 16]]],
      ["one two three four password", [[19, 19, 19, 27]]],
      ["| db my token", [[2, 8, 8, 13]]],
      ["one: db token", [[8, 8, 8, 13]]],
      ["image_pull_secret", []],
      ["bypass", []],
      ["password.raw", [[0, 0, 0, 8]]],
      ["password.rawx", []],
      ["token-2b", []],
      [
        "user password",
        [
          [0, 0, 0, 13],
          [0, 5, 5, 13],
        ],
      ],
      ["mot/de/passe", []],
      ["1pin", []],
      ["the_public_token", []],
      ["image_pull_token", []],
      ["my_image_pull_secret", []],
      ["a_republic_token", [[0, 0, 11, 16]]],
    ],
  },
};
