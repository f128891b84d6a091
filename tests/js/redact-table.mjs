// Names of secrets × notations × values, made rather than written, so that no notation is known for one name only.

/** One usual name of a password or secret in each language, as a person or a program there writes it. */
export const NAMES = {
  English: "password",
  German: "Passwort",
  French: "mot de passe",
  Spanish: "contraseña",
  Portuguese: "senha",
  Italian: "parola d'ordine",
  Dutch: "wachtwoord",
  Swedish: "lösenord",
  Danish: "adgangskode",
  Norwegian: "passord",
  Finnish: "salasana",
  Polish: "hasło",
  Czech: "heslo",
  Hungarian: "jelszó",
  Romanian: "parolă",
  Croatian: "lozinka",
  Bulgarian: "парола",
  Russian: "пароль",
  Greek: "κωδικός",
  Turkish: "şifre",
  Arabic: "كلمة المرور",
  Persian: "رمز عبور",
  Hebrew: "סיסמה",
  Hindi: "पासवर्ड",
  Thai: "รหัสผ่าน",
  Vietnamese: "mật khẩu",
  Indonesian: "kata sandi",
  Chinese: "密码",
  Japanese: "パスワード",
  Korean: "비밀번호",
  camelCase: "clientSecret",
  SCREAMING: "DB_PASSWORD",
  kebab: "x-api-key",
  dotted: "spring.datasource.password",
  spaced: "Access Token",
};

export const VALUES = {
  "a short word": "zebrafish",
  "several words": "correct horse battery staple",
  digits: "7351920464",
  random: "q7Zr1TtX9pLm2kVb",
  "with signs": "Tr0ub4dor&3!x",
  "with quotes": "we\"ird'va\\lue7",
};

const json = JSON.stringify;
const inner = (value) => json(value).slice(1, -1);
const identifier = (name) => name.replace(/[ ']/g, "_");
const html = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
const shell = (value) => `'${value.replaceAll("'", "'\\''")}'`;

/** Each notation as its own programs write it: (name, value) => text, and what it writes the value as. */
export const NOTATIONS = {
  JSON: [(n, v) => `{"user":"al",${json(n)}:${json(v)},"x":1}`, inner],
  "JSON, spaced, on lines": [
    (n, v) => `{\n  "user": "al",\n  ${json(n)}: ${json(v)},\n  "x": 1\n}`,
    inner,
  ],
  "JSON in JSON": [(n, v) => json({ body: json({ [n]: v, x: 1 }) }), (v) => inner(inner(v))],
  "JSON in JSON in JSON": [
    (n, v) => json({ log: json({ body: json({ [n]: v }) }) }),
    (v) => inner(inner(inner(v))),
  ],
  "JSON with \\u0022": [
    (n, v) => `{"log":"{\\u0022${n}\\u0022:\\u0022${inner(inner(v))}\\u0022}"}`,
    (v) => inner(inner(v)),
  ],
  "HTML entities": [
    (n, v) => `data-config="{&quot;${html(n)}&quot;:&quot;${html(inner(v))}&quot;}"`,
    (v) => html(inner(v)),
  ],
  percent: [
    (n, v) => `state=${encodeURIComponent(json({ [n]: v }))}&x=1`,
    (v) => encodeURIComponent(inner(v)),
  ],
  query: [
    (n, v) =>
      `GET /login?user=al&${encodeURIComponent(identifier(n))}=${encodeURIComponent(v)}&x=1 HTTP/1.1`,
    encodeURIComponent,
  ],
  form: [
    (n, v) => `user=al&${identifier(n)}=${encodeURIComponent(v)}&remember=1`,
    encodeURIComponent,
  ],
  environment: [(n, v) => `export ${identifier(n)}=${shell(v)}`, (v) => shell(v).slice(1, -1)],
  properties: [(n, v) => `user=al\n${identifier(n)}=${v}\nport=1`],
  INI: [(n, v) => `[login]\n${n} = ${v}\n`],
  YAML: [(n, v) => `login:\n  ${n}: ${v}\n  port: 1`],
  "YAML, quoted": [(n, v) => `login:\n  ${n}: ${json(v)}\n  port: 1`, inner],
  "YAML block": [(n, v) => `login:\n  ${n}: |\n    ${v}\n  port: 1`],
  "YAML name and value": [
    (n, v) => `env:\n  - name: ${identifier(n)}\n    value: ${json(v)}\n`,
    inner,
  ],
  TOML: [(n, v) => `[login]\n${identifier(n)} = ${json(v)}\n`, inner],
  "XML element": [
    (n, v) => `<login><user>al</user><${identifier(n)}>${v}</${identifier(n)}></login>`,
  ],
  "XML attribute": [(n, v) => `<login user="al" ${identifier(n)}="${html(v)}"/>`, html],
  "XML key and value": [(n, v) => `<add key="${n}" value="${html(v)}" />`, html],
  record: [(n, v) => `[{"name":${json(n)},"value":${json(v)}}]`, inner],
  "record, turned": [(n, v) => `[{"value":${json(v)},"name":${json(n)}}]`, inner],
  "pair in a list": [(n, v) => `[${json(n)}, ${json(v)}]`, inner],
  multipart: [(n, v) => `--b\r\nContent-Disposition: form-data; name="${n}"\r\n\r\n${v}\r\n--b--`],
  CSV: [
    (n, v) => `user,${n},role\nal,"${v.replaceAll('"', '""')}",admin\n`,
    (v) => v.replaceAll('"', '""'),
  ],
  TSV: [(n, v) => `user\t${n}\trole\nal\t${v}\tadmin\n`],
  "Markdown table": [(n, v) => `| user | ${n} |\n|---|---|\n| al | ${v} |\n`],
  "Markdown table, turned": [(n, v) => `| user | al |\n| ${n} | ${v} |\n`],
  "Markdown, bold": [(n, v) => `**${n}:** ${v}`],
  "Markdown, bold name": [(n, v) => `- **${n}**: \`${v}\``],
  "Markdown, code": [(n, v) => `\`${n}\`: \`${v}\``],
  Ruby: [(n, v) => `{ :user => "al", "${n}" => ${json(v)} }`, inner],
  Python: [
    (n, v) => `{'user': 'al', '${n.replaceAll("'", "\\'")}': '${v.replace(/[\\']/g, "\\$&")}'}`,
    (v) => v.replace(/[\\']/g, "\\$&"),
  ],
  "keyword argument": [(n, v) => `connect(host="h", ${identifier(n)}=${json(v)}, port=1)`, inner],
  Go: [(n, v) => `${identifier(n)} := ${json(v)}`, inner],
  arrow: [(n, v) => `${n} -> ${v}`],
  "double arrow": [(n, v) => `${n} ⇒ ${v}`],
  "full-width colon": [(n, v) => `${n}：${v}`],
  colon: [(n, v) => `${n}: ${v}`],
  "indented colon": [(n, v) => `      ${n} : ${v}`],
  "quoted by a mail program": [(n, v) => `> > ${n}: ${v}`],
  bullet: [(n, v) => `  • ${n}: ${v}`],
  sentence: [
    (n, v) => `Then log in with ${n} "${v.replaceAll('"', "")}" again.`,
    (v) => v.replaceAll('"', ""),
  ],
  "typographic quotes": [(n, v) => `${n}: “${v}”`],
  guillemets: [(n, v) => `${n} : « ${v} »`],
  flag: [
    (n, v) => `tool login --user al --${identifier(n)} ${shell(v)}`,
    (v) => shell(v).slice(1, -1),
  ],
  "flag with equals": [
    (n, v) => `tool login --user=al --${identifier(n)}=${shell(v)}`,
    (v) => shell(v).slice(1, -1),
  ],
  PowerShell: [(n, v) => `$env:${identifier(n)} = ${json(v)}`, inner],
  cmd: [
    (n, v) =>
      `curl --data ^"{^\\^"${n}^\\^":^\\^"${inner(v).replaceAll("\\", "^\\").replaceAll('"', '^"')}^\\^"}^"`,
    (v) => inner(v).replaceAll("\\", "^\\").replaceAll('"', '^"'),
  ],
  "connection string": [
    (n, v) => `Server=db;User Id=al;${identifier(n)}=${v.replaceAll('"', "")};Encrypt=true`,
    (v) => v.replaceAll('"', ""),
  ],
  "log with pairs": [(n, v) => `level=info user=al ${identifier(n)}=${json(v)} took=3ms`, inner],
  header: [(n, v) => `X-${identifier(n)}: ${v}`],
  parentheses: [(n, v) => `${n} (${v})`],
  blanks: [(n, v) => `${n}            ${v}`],
  "zero-width space": [(n, v) => `${n[0]}\u200b${n.slice(1)}: ${v}`],
  "with a colour": [(n, v) => `\u001b[1m${n}\u001b[0m: ${v}`],
  "number in the name": [(n, v) => `${identifier(n)}_1=${json(v)}`, inner],
  plist: [(n, v) => `<key>${n}</key>\n<string>${html(v)}</string>`, html],
  "HTML table": [(n, v) => `<tr><td>${n}</td><td>${html(v)}</td></tr>`, html],
  SQL: [
    (n, v) =>
      `INSERT INTO users (name, ${identifier(n)}) VALUES ('al', '${v.replaceAll("'", "''")}');`,
    (v) => v.replaceAll("'", "''"),
  ],
  "next line": [(n, v) => `${n}:\n${v}\n`],
};

/** Where a word after "Access Token" may be anything, only what looks like a secret goes. */
const PROSE = ["parentheses", "next line", "sentence", "blanks"];
const isSaid = (language, notation, kind) =>
  language !== "spaced" || !PROSE.includes(notation) || /random|signs/.test(kind);

/** [{label, secret, text}] of the whole table. */
export function* table() {
  for (const [language, name] of Object.entries(NAMES)) {
    for (const [notation, [write, written = (value) => value]] of Object.entries(NOTATIONS)) {
      for (const [kind, value] of Object.entries(VALUES)) {
        if (!isSaid(language, notation, kind)) continue;
        yield {
          label: `${language}, ${notation}, ${kind}`,
          notation,
          kind,
          language,
          secret: written(value),
          text: write(name, value),
        };
      }
    }
  }
}
