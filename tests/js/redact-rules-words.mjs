// What is a mask, a word about a secret, a reference, code or chance: each judgement with its
// cases.
import { cellEnd, clauseEnd, lineEnd, queryEnd, quoteEnd, trimmed, wordEnd }
  from "../../generator/assets/diagnosis/redact-ends.mjs";
import { compact, folded } from "../../generator/assets/diagnosis/redact-naming.mjs";
import { bitsOf, isRandom, isWordy, printableOf }
  from "../../generator/assets/diagnosis/redact-random.mjs";
import { allOf } from "../../generator/assets/diagnosis/redact-search.mjs";
import { unfold } from "../../generator/assets/diagnosis/redact-unfold.mjs";
import { isCode, isMask, isPin, isReference, isStock, isTold, looksSecret, mayBeSecret }
  from "../../generator/assets/diagnosis/redact-values.mjs";

const each = (expected, ...given) => given.map((one) => [one, expected]);
const sheet = (text) => unfold(text);

/** The rules: `ask` with each of the cases [given, expected]. */
export const JUDGEMENTS = {
  "what was blanked out is a mask": {
    ask: isMask,
    cases: [
      ...each(true, "", "  ", "***", "•", "xxx", "....", "[redacted]", "<your token>"),
      ...each(true, "((secret))"),
      ...each(true, "REDACTED", "hidden", "snipped", "changeme", "todo", "$TOKEN", "${TOKEN}"),
      ...each(true, "$(cat f)"),
      ...each(true, "%TOKEN%", "{{ token }}", "${{ token }}", "<%= token %>", "#{token}"),
      ...each(true, "${a.b-c}"),
      ...each(true, "$env:TOKEN", "your-token", "[user]:[password]", "<TOKEN_2>", "a${b}c", "a{{b"),
      ...each(true, "'***'", "***,", "[redacted];", "@{x}y"),
      ...each(false, "zebra", "xx", "[zebra9]", "redactedx", "$TOKEN-x", "%TOKEN", "your"),
      ...each(false, "<token2>"),
      ...each(true, `${"*".repeat(300)}a`),
      ...each(false, `${"*".repeat(299)}a`),
      ...each(false, "TODO9", "a{b}c", "$env:"),
    ],
  },
  "a word about a secret is stock": {
    ask: isStock,
    cases: [
      ...each(true, "mismatch", "undefined", "authenticated", "disabled", "bool", "current"),
      ...each(true, "cached"),
      ...each(true, "private", "vault", "manager", "service", "here", "unverified", "this"),
      ...each(true, "falsch"),
      ...each(true, "invalido", "incorreta", "nieprawidłowe", "无效", "Invalid", "(expired)"),
      ...each(true, "none,"),
      ...each(true, "", "no-value", "non_zero", "is_set", "has-x", "missing_x", "bad-x"),
      ...each(true, "wrong_x", "email"),
      ...each(true, `none${" ".repeat(56)}x`),
      ...each(false, `none${" ".repeat(55)}x`),
      ...each(false, "zebra", "nozebra", "invalidx", "expired9"),
    ],
  },
  "several words may say something": {
    ask: isTold,
    cases: [
      ...each(true, "zebra is", "Zebra Expired!", "zebra supplied", "zebra for", "zebra ist"),
      ...each(true, "zebra enter"),
      ...each(true, "zebra dem", "zebra foi", ["zebra was", true], ["zebra characters", true]),
      ...each(true, "a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4 b5 b6"),
      ...each(true, [`zebra${" ".repeat(293)}is`, true]),
      ...each(false, [`zebra${" ".repeat(294)}is`, true]),
      ...each(false, "is", "zebra heron", ["zebra for", true]),
      ...each(false, "a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4 b5"),
      ...each(false, ["a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4 b5 b6", true]),
    ],
  },
  "a reference says where the secret is": {
    ask: isReference,
    cases: [
      ...each(true, "img/app:v1.2", "sha256:ab", "https://h", "vault:kv/x", "./a/b", "/etc/x/y"),
      ...each(true, "C:\\a\\b"),
      ...each(true, "projects/p/secrets", "/etc", "key.pem", "com.example.config.Secret"),
      ...each(true, "@Microsoft.KeyVault"),
      ...each(false, "zebra", "vault", "key.exe", "a.b", "zz.qqq.xxx"),
    ],
  },
  "a piece of a program is code": {
    ask: isCode,
    cases: [
      ...each(true, "getToken()", "a.b[0]", "process.env.X", "os.environ", "System.x"),
      ...each(true, "await x", "new X"),
      ...each(true, "function", "() =>", "=> x", "this.x", "self.x", "Some-Header", "$x->y"),
      ...each(true, "$x", "lambda"),
      ...each(true, "typeof x", "!vault x", "!Ref", "@json{", "&anchor", "|| x", "&& x", "?? x"),
      ...each(true, "${x}"),
      ...each(true, "my_audience", "userName", "config.password", "accessToken;", "my_token"),
      ...each(false, "zebra", "9getToken()", "newX", "some-header", "token", "zebraHeron"),
      ...each(false, "user9Name"),
    ],
  },
  "what is plainly none is no secret": {
    ask: mayBeSecret,
    cases: [
      ...each(true, "zebra", "a1", " zebra ", "correct horse", ["zebra for", true], "12"),
      ...each(false, "***", "changeme", "[zebra]", "none", "it is", "https://h", "RS256", "rs512/x", "sha-1", "md5"),
      ...each(false, "oauth2"),
      ...each(false, "utf-8", "HTTP/1.1", "ipv6", "x509", "bcrypt", "aes-256-gcm", "TLSv1"),
      ...each(false, "saml-2.0"),
      ...each(false, "v1.2.3", "a", "--", "a-", "zebra for"),
    ],
  },
  "one word may look like a secret": {
    ask: looksSecret,
    cases: [
      ...each(true, "zebr4", "zebra9!", "a1b2c", "ze!bra#Heron", "aBcDeFgHiJkLmNoPqRsT", "zebra9."),
      ...each(false, "zeb4", "zebra", "12345", "zebra heron9", "ze!bra", "aBcDeFgHiJkLmNoPqRs"),
      ...each(false, "ERR-1234"),
      ...each(false, "E401A", "ECONNRESET", "2026-01-02", "12:34:56", "1.2.2026", "100ms"),
      ...each(false, "<zebra9>"),
      ...each(false, "(zebra9", "x://zebra9", "getZebra9()", "zebra-heron-bittern", "[zebra9"),
    ],
  },
  "digits may be a code": {
    ask: isPin,
    cases: [
      ...each(true, "1234", "12345678", "123 456", "123-456", " 1234. "),
      ...each(false, "123", "123456789", "12 3456", "123a", "1234x"),
    ],
  },
  "names are compared without case, marks and gaps": {
    ask: compact,
    cases: [
      ["Mot de Passe", "motdepasse"], ["x-api_key", "xapikey"], ["a.b'c\u2019d", "abcd"],
      ["Contraseña", "contrasena"], ["HASŁO", "haslo"], ["løs", "los"], ["ışß", "iss"],
    ],
  },
  "a folded text is as long as it was": {
    ask: folded,
    cases: [["İx", "ix"], ["đæðþ", "dadt"], ["Ä1", "a1"], ["ключ", "ключ"]],
  },
  "what is made of words is wordy": {
    ask: isWordy,
    cases: [
      ...each(true, "some/path/name", "StandardWrapper", "ABCD"),
      ...each(false, "abc", "a1b2c3", "ab/cd/ef", "abcde1234", "x1y2abcdef"),
    ].map(([one, is]) => [one, one === "abc" ? true : is]),
  },
  "letters and digits may stand as chance throws them": {
    ask: isRandom,
    cases: [
      ...each(true, "1AAAA[A[A[A[A[A[A[", "1A@A@A@A@A@", "1a`a`a`a`a`", "1a{a{a{a{a{", "a1/1/1/1/1/"),
      ...each(true, "a1:1:1:1:1:", "a.a.a.a.1", "A.A.A.A.1", "0.0.0.0.a", "z.z.z.z.1", "Z.Z.Z.Z.1"),
      ...each(true, "9.9.9.9.a"),
      ...each(false, "11111AAAbbAAAbbAAAbb"),
      ...each(true, "a-1-1-1-1", "a1b2c3d4", "aBcDeFgHiJkLmNoPqRsT", "x9Kq"),
      ...each(false, "zebra1", "zebra", "12345678", "abcdefghijklmnopqrst", "aBcDeFgHiJkLmNoPqRs"),
      ...each(false, "ABCDEFGHIJKLMNOPQRST", "aaaaaaa1111111"),
    ],
  },
  "bits grow with the length and the kinds of characters": {
    ask: (text) => Math.round(bitsOf(text) * 1000),
    cases: [
      ["abcd", 18802], ["abCD", 22802], ["ab12", 20680], ["12", 6644], ["a!", 11047], ["!", 4322],
      ["", 0],
    ],
  },
  "base64 of what can be printed is read": {
    ask: printableOf,
    cases: [
      ["YWw6aHVudGVy", "al:hunter"], ["YWw6aA", ""], ["YWw6aHU", ""], ["YWw6aHVu", "al:hun"],
      ["YWw6aHVudGVyMg==", "al:hunter2"], ["fn5-fn5-", "~~~~~~"], ["Pz8_Pz8_", "??????"],
      ["YWw6aHVud", ""], ["YWw6 HVu", ""], ["AAAAAAAA", ""], ["IH4gfiB+", " ~ ~ ~"],
    ],
  },
  "all that a pattern finds is found, empty or not": {
    ask: (text) => allOf(/a|(?=b)/g, text).map(({ 0: found, index }) => `${index}${found}`),
    cases: [["abab", ["0a", "1", "2a", "3"]], ["", []]],
  },
  "quotes end a value": {
    ask: (text, quote, depth = 0, from = 0) => quoteEnd(sheet(text), from, quote, depth),
    cases: [
      [['ab"c', '"'], 2], [["ab\nc", '"'], 2], [["ab\r\nc", '"'], 2], [["abc", '"'], 3],
      [['a""b"', '"'], 4], [['a"" b', '"'], 1], [['""b', '"'], 0], [["ab'c\"", '"'], 4],
      [["a\\\\b\"", '"'], 4], [["a\rb\"", '"'], 3], [['a"",', '"'], 1], [['a""', '"'], 1],
    ],
  },
  "a line ends a value": {
    ask: (text, from = 0, depth = 0) => lineEnd(sheet(text), from, depth),
    cases: [["ab\nc", 2], ["ab\r\nc", 2], ["abc", 3], [["ab\ncd\ne", 3], 5], ["a\\nb", 3]],
  },
  "something new ends a word": {
    ask: (text, longest) => wordEnd(sheet(text), 0, 0, longest),
    cases: [
      ["ab c", 2], ['ab"c', 2], ["ab<c", 2], ["ab|c", 2], ["ab'c", 2], ["ab`c", 2], ["ab>c", 2],
      ["a&b=c", 1], ["a&b", 3], ["a& b", 1], ["a&", 1], ["a,b", 3], ["a, b", 1], ["a,b=c", 1],
      ["a,[b", 1], ["a;b", 3], ["a;b=c", 1], ["a; b", 1], ["a;", 1], ["a,", 1], ["a)b", 3],
      ["a)", 1], ["a) b", 1], ["a),", 1], ["a(b)c", 5], ["a(b)", 4], ["a[b]", 4], ["a{b}", 4],
      ["a]", 1], ["a}", 1], ["a(b]", 4], [["abcdef", 3], 3], ["a))", 1], ["a()) b", 3],
      ["a(b c", 3],
    ],
  },
  "a sign ends the value of a query": {
    ask: (text) => queryEnd(sheet(text), 0, 0),
    cases: [
      ["ab&c", 2], ["ab c", 2], ["ab#c", 2], ["ab)c", 4], ["ab)", 2], ["ab).", 2], ["ab'c", 2],
      ["ab", 2], ["ab<c", 2],
    ],
  },
  "a clause ends a value of several words": {
    ask: (text, from = 0) => clauseEnd(sheet(text), from, 0),
    cases: [
      ["a b, c", 3], ["a b,c", 5], ["a b; c", 3], ["a b # c", 3], ["a b // c", 3], ["a b c=d", 3],
      ["a b c: d", 3], ["a b\nc", 3], ["a b\r\nc", 3], ["a b (c)", 3], ["a b --c", 3],
      ["a b -c", 3],
      ['a b"c', 3], ["a b`c", 3], ["a b<c", 3], ["a b) c", 3], ["a b)c", 5], ["a b&c=d", 3],
      ["a b&c", 5], ["a b", 3], ["a b c://d", 9], ["a b | c", 3],
      [`${"a".repeat(399)}`, 399], ["a".repeat(400), 0], [`${"a".repeat(399)}<b`, 399],
      [`${"a".repeat(400)}<b`, 0], [["xxa b, c", 2], 5], [[`xx${"a".repeat(400)}`, 2], 2],
    ],
  },
  "a bar or a line ends a cell": {
    ask: (text, from = 0) => cellEnd(text, from),
    cases: [["ab | c", 2], ["ab  \nc", 2], ["ab", 2], ["a b", 3], [["x|ab|", 2], 4], ["ab\r\n", 2],
      [`${"a".repeat(4100)}|`, 4000]],
  },
  "blanks and commas at the end of a value are none of it": {
    ask: (text) => trimmed(text, 1, text.length),
    cases: [["xab, ;", 3], ["xab", 3], ["x, ", 1], ["xab.", 4]],
  },
  "a text is unfolded into one notation": {
    ask: (text) => unfold(text).plain,
    cases: [
      ["a&quot;b&amp;&lt;&gt;&apos;&nbsp;&colon;&equals;", "a\"b&<>' :="],
      ["&#34;&#x22;&#X22;", '"""'],
      ["%22%41%c3%a4%e2%82%ac%F0%9F%98%80", '"Aä€😀'], ["%2522", '"'], ["%00", "%00"],
      ["%ff", "%ff"],
      ['\\"a\\\\\\"', '"a"'], ["\\u0041\\x42\\n\\t\\r", "AB\n\t\n"], ["\\\\n", "\\\\n"],
      ["^{^\"", '{"'], ["“a” ‘b’ ⇒ │", "\"a\" 'b' → |"], ["a\u00a0b", "a b"], ["ＡＺ！", "AZ!"],
      ["a\u200bb\u0301", "ab"], ["\u001b[1ma\u001b[0m", "a"], ["<![CDATA[a]]>", "a"],
      ["%7f", "%7f"],
      ["%09%0a", "\t\n"], ["~！～", "~!~"], ["abc", "abc"], ["", ""], ["&unknown;", "&unknown;"],
    ],
  },
  "every character keeps its place and how deep it was wrapped": {
    ask: (text) => {
      const { plain, at, level } = unfold(text);
      return [[...at.slice(0, plain.length + 1)].join(), [...level.slice(0, plain.length)].join()];
    },
    cases: [
      ["ab", ["0,1,2", "0,0"]], ['a\\"b', ["0,1,3,4", "0,1,0"]], ['\\\\\\"', ["0,4", "3"]],
      ["%22b", ["0,3,4", "23,0"]], ["%41%c3%a4b", ["0,3,9,10", "23,23,0"]],
      ["&quot;b", ["0,6,7", "30,0"]], ['\\\\"', ["0,3", "0"]], ["^\"b", ["0,2,3", "0,0"]],
      ['\\\\\\\\\\"', ["0,6", "1"]], ["\\u0041b", ["0,6,7", "1,0"]], ["%2522", ["0,5", "23"]],
      ["%ffb", ["0,1,2,3,4", "0,0,0,0"]], ["”b", ["0,1,2", "0,0"]], ["Ａb", ["0,1,2", "0,0"]],
      ["\\\\nb", ["0,1,2,3,4", "0,0,0,0"]], ["\u200bb", ["1,2", "0"]],
      ["%e2%82%acb", ["0,9,10", "23,0"]], ["%F0%9F%98%80b", ["0,0,12,13", "23,23,0"]],
    ],
  },
};
