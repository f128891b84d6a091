// Decides by its neighbours whether a number in plain text is a status.
import { METHODS } from "../grammar/http.mjs";
import { anyOf, inOrder, words } from "../grammar/patterns.mjs";
/** @import { Placed } from "../types.d.ts" */

/** The words that follow a status. */
const REASONS = anyOf([
  /Unauthori[sz]ed|Not Authori[sz]ed|Authorization Required|Authentication|Access Denied/,
  /Forbidden|Not Found|Proxy Authentication|Bad Request|Client Error|Error\b/,
  /OK\b|Created|No Content|Too Many|Payload|Unprocessable|Method Not|page expired/,
  /Internal Server|Bad Gateway|Service Unavailable|Gateway Time/,
]);
const REASON = inOrder([/^["'”)\]>:,]{0,2}[ _-]{0,3}[-–—:(]{0,2} ?["'(]?/, REASONS], "i");

/** Letters and marks of scripts that put no blank between words: Chinese, Japanese, Korean. */
const UNSPACED = "\\u3000-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\uff00-\\uff60";

/** The words that stand before a status. */
const NAMES = anyOf([
  /HTTP(?:\/[\d.]+)?(?:[ _-]?(?:Error|Status|Code|response))*/,
  /status(?:[ _-]?(?:code|line|text))?|http_?code|StatusCode|\bcode|response_?code/,
  /DownstreamStatus|OriginStatus|sc-status|\berr(?:or)?(?: code)?/,
  /respon(?:se|ded|ds)(?: (?:with|status|code))*|answered?s?(?: with)?/,
  /returned(?: error)?|returns|(?:end(?:s|ed)?|result(?:s|ed|ing)?) in|lead(?:s|ing)? to/,
  /result|failed with|unexpected/,
  /fehler(?:code)?|erreur|erro|c[oó]digo(?: de \w+)?|code d.erreur|ошибк[аиуе]|код(?: [а-я]+)?/,
  /(?:エラー|ステータス)(?:コード)?|(?:错误|錯誤|状态|狀態)(?:代?码|代?碼)?/,
]);
const NUMBERED = "(?:(?:number|nummer|n[uú]mero|numéro|номер|no\\.|nr\\.?|n[º°]|№) ?)?";
const NAMED = inOrder(
  [
    NAMES,
    /["'”]?\s{0,2}(?:=>|->|→|[:=,])?\s{0,2}/, // what joins a name and its value
    NUMBERED,
    /["'“(<[#]{0,2}(?:a |an |the |E|HTTP )?$/,
  ],
  "i",
);
/** Nothing else is joined to the number. */
const FREE = new RegExp(`(?:^|[\\s("'“\`<[>→*${UNSPACED}])(?:E|HTTP)?$`);

/** What is counted or numbered, and no status. */
const OF_OTHERS = words(`
  port lines? page row column id pid issue no\\. number room version build took size length after
  in bytes At RFC chapter section step KB process count total
  Zeile Seite Zimmer Raum Nummer Nr\\. Hausnummer ligne chambre salle num[eé]ro n[°º] l[ií]nea
  p[aá]gina puerto n[uú]mero linha porta sala quarto habitaci[oó]n
`);
const OF_OTHERS_BEYOND =
  /строк[аеи]|страниц[аеы]|порт[ае]?|номер|комнат[аеы]|кабинет|№|第|端口号?|ポート/;
const NUMBERS_BEYOND = /[号號番行線线]|房间|部屋|共|约|約|耗时|用时|时长/;
/** A number by itself; one that ends a name or an address is a part of that. */
const OTHER_NUMBER = /(?<![a-z\d/])\d+[.,]?/;
const OTHER = anyOf([`\\b${OF_OTHERS}`, OF_OTHERS_BEYOND, NUMBERS_BEYOND, /#|\$|€/, OTHER_NUMBER], {
  after: "[ :=：]{0,3}$",
  flags: "i",
});
const OTHER_FIELD = /(?:size|length|line|id|took|\bexit (?:code|status))["']?[:= ]+$/i;

const UNITS = words(`
  ms s\\b sec minutes? hours? days? [kKMG]i?B?\\b bytes? px m[lL] [lL] mg [ck]?m mi km\\/h mph lbs?
  oz ° volts? watts? € \\$ USD EUR euros? dollars? lines? items? rows? users? times files? packages?
  requests records more of tests? plan points? tokens results errors\\sin entries objects pages
  people commits dependencies vulnerabilities modules
  Zeilen? Seiten Dateien Tagen? Stunden? Minuten Sekunden Personen Benutzer Nutzer Mal Euro
  fichiers? lignes? jours? heures? secondes? utilisateurs? personnes? fois
  l[ií]neas archivos d[ií]as? horas? minutos? segundos? usuarios? personas? veces linhas arquivos
  pessoas? vezes reais
`);
const UNITS_BEYOND = anyOf([
  /строк|файл|дн[яе]|раз|мин|сек|час|руб|пользоват|человек|штук/,
  /[号號]|行目?|[元円圆]|毫?秒|ミリ秒|件|[个個条條次回人名页頁年月日天分番室楼階台万千百倍章節节]/,
  /ページ|小时|時間|公里|米|キロ/,
]);
const COUNTED = anyOf(
  [/[\w%]/, /[.,:/]\d/, /[.:/-]\w/, ` ?${UNITS}\\b`, ` ?${UNITS_BEYOND.source}`, /\(k\)|\//],
  { before: "^", flags: "i" },
);
const SEVERAL = /^['’]?s\b/; // 401s: several of them, or seconds
const OF_TIME = /\b(?:within|every|for|about|lasted|waite?d?|timeout(?: of)?|than)[ :=]{0,3}$/i;
const SUBSTATUS = /^[.-][1-5]\b|^\.50[1-4]\b/; // 401.2 of IIS
const NUMBER = /(?:^|[^\d.])([1-5]\d\d)(?!\d)/g;
const GOES_ON = /^(?:[\w%]|\.\d{2,}\.|,\d{3})/; // the number is a part of a longer one
const COMMON = new Set([401, 403, 404, 407, 419]);

/**
 * The numbers in a text that their neighbours make a status.
 * @param {string} facet
 * @param {string} content
 * @returns {Placed[]}
 */
export function looseSightings(facet, content) {
  const found = [];
  for (const match of content.matchAll(NUMBER)) {
    const from = match.index + match[0].length - 3;
    const around = {
      before: content.slice(Math.max(0, from - 40), from),
      after: content.slice(from + 3, from + 40),
    };
    const status = Number(match[1]);
    if (isStatus(facet, status, around)) found.push({ status, from });
  }
  return found;
}

/** @typedef {{before: string, after: string}} Around a number */

/**
 * @param {string} facet
 * @param {number} status
 * @param {Around} around
 */
function isStatus(facet, status, around) {
  const { before, after } = around;
  if (NAMED.test(before)) return !GOES_ON.test(after) && !OTHER_FIELD.test(before);
  if (isCounted(around)) return false;
  if (REASON.test(after)) return FREE.test(before) || /[\s([]$/.test(before);
  const isAlone = COMMON.has(status) && !OTHER.test(before) && FREE.test(before);
  return isAlone && isAtHome(facet, around);
}

/**
 * A number with a unit, or a part of a longer one.
 * @param {Around} around
 */
function isCounted({ before, after }) {
  if (SEVERAL.test(after)) return OF_TIME.test(before);
  const isSubstatus = SUBSTATUS.test(after) && /error|IIS|status/i.test(before);
  return COUNTED.test(after) && !isSubstatus;
}

/**
 * May a bare number be a status in text of this kind?
 * @param {string} facet
 * @param {Around} around
 */
function isAtHome(facet, around) {
  if (facet === "config") return isInBrackets(around) || OF_ADDRESS.test(around.before);
  return facet !== "log" || isLogged(around);
}

const OF_ADDRESS = /\/\S*: $/; // what a program says of an address, as no setting does

/** @param {Around} around */
function isInBrackets({ before, after }) {
  return /[([]$/.test(before) && /^[)\]]/.test(after) && !/\w\($/.test(before);
}

const BEHIND_REQUEST = new RegExp(` (?:${METHODS})[^\\w]{0,5}$|/\\S{0,40} $|[[("]$|E$`);
const FIELD_OF_OTHERS = /\w["']?[=:]["']$/;
const BEFORE_REQUEST = new RegExp(`^ (?:${METHODS}) /`);

/**
 * In a log a bare number counts beside a request or in brackets only.
 * @param {Around} around
 */
function isLogged({ before, after }) {
  if (FIELD_OF_OTHERS.test(before)) return false;
  return BEHIND_REQUEST.test(before) || BEFORE_REQUEST.test(after);
}
