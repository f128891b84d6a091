// The options of curl that take a value, so that a value is never taken for the address, nor an
// option for a value. From `curl --help all` of curl 7.88.1, and what curl 8.0 to 8.17 added:
// https://curl.se/docs/optionswhen.html
/** @import { Word } from "../types.d.ts" */

/** @typedef {{name: string, value: Word | null}} Option */

const SHORT_WITH_VALUE = "AbcCdDeEFHKmoPQrtTuUwxXyYz";

const WITH_VALUE = new Set(
  `
abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout
connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary
data-raw data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url
dump-header ech egd-file engine etag-compare etag-save expect100-timeout form form-string
ftp-account ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms
haproxy-clientip header hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json
keepalive-cnt keepalive-time key key-type knownhosts krb libcurl limit-rate local-port login-options
mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer
output output-dir parallel-max parallel-max-host pass pinnedpubkey preproxy proto proto-default
proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile
proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name
proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey
quote random-file range rate referer request request-target resolve retry retry-delay
retry-max-time sasl-authzid service-name sigalgs socks4 socks4a socks5 socks5-gssapi-service
socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max
tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file
upload-flags url url-query user user-agent variable vlan-priority write-out
`
    .trim()
    .split(/\s+/),
);

/** Those without a value: curl 7 and 8 take any name cut short that means one option only. */
const WITHOUT_VALUE = new Set(
  `
anyauth append basic cert-status compressed compressed-ssh create-dirs crlf digest disable
disable-eprt disable-epsv disallow-username-in-url doh-cert-status doh-insecure fail fail-early
fail-with-body false-start form-escape ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip
ftp-ssl-ccc ftp-ssl-control get globoff haproxy-protocol head help http0.9 http1.0 http1.1 http2
http2-prior-knowledge http3 http3-only ignore-content-length include insecure ipv4 ipv6
junk-session-cookies list-only location location-trusted mail-rcpt-allowfails manual metalink mptcp
negotiate netrc netrc-optional next no-alpn no-buffer no-clobber no-keepalive no-npn
no-progress-meter no-sessionid ntlm ntlm-wb parallel parallel-immediate path-as-is post301 post302
post303 progress-bar proxy-anyauth proxy-basic proxy-digest proxy-insecure proxy-negotiate
proxy-ntlm proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tlsv1 proxytunnel raw
remote-header-name remote-name remote-name-all remote-time remove-on-error retry-all-errors
retry-connrefused sasl-ir show-error silent skip-existing socks5-basic socks5-gssapi
socks5-gssapi-nec ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd
ssl-revoke-best-effort sslv2 sslv3 styled-output suppress-connect-headers tcp-fastopen tcp-nodelay
tftp-no-options tls-earlydata tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace-ids trace-time
use-ascii verbose version xattr
`
    .trim()
    .split(/\s+/),
);

/** The long names of the short options that curl.mjs reads. */
const LONG_OF = new Map([
  ["A", "user-agent"],
  ["b", "cookie"],
  ["d", "data"],
  ["e", "referer"],
  ["E", "cert"],
  ["F", "form"],
  ["G", "get"],
  ["H", "header"],
  ["I", "head"],
  ["K", "config"],
  ["L", "location"],
  ["n", "netrc"],
  ["T", "upload-file"],
  ["u", "user"],
  ["X", "request"],
  [":", "next"],
]);

/**
 * The options of the words of a command by their long names; an address has the name "".
 * @param {Word[]} words
 */
export function curlOptions(words) {
  /** @type {Option[]} */
  const found = [];
  const rest = words.map(withPlainDashes);
  for (let word = rest.shift(); word; word = rest.shift()) {
    if (word.text === "--") found.push(...rest.splice(0).map(addressOf));
    else if (word.text.startsWith("--")) found.push(longOption(word, rest));
    else if (/^-./s.test(word.text)) found.push(...shortOptions(word, rest));
    else found.push(addressOf(word));
  }
  return found;
}

/**
 * @param {Word} value
 * @returns {Option}
 */
function addressOf(value) {
  return { name: "", value };
}

/**
 * The dash that a word processor made of one or two.
 * @param {Word} word
 */
function withPlainDashes(word) {
  const [, long = ""] = /^[\u2013\u2014]([a-z][\w-]*)/.exec(word.text) || [];
  const isLong = long.length > 1 && optionNamed(long) !== "";
  return { ...word, text: word.text.replace(/^[\u2013\u2014]-?(?=\w)/, isLong ? "--" : "-") };
}

/**
 * The full name of a long option, which may be cut short; "" for none of curl's.
 * @param {string} name
 */
function optionNamed(name) {
  if (WITH_VALUE.has(name) || WITHOUT_VALUE.has(name)) return name;
  const longer = [...WITH_VALUE, ...WITHOUT_VALUE].filter((each) => each.startsWith(name));
  return longer.length === 1 ? longer[0] : "";
}

/**
 * @param {Word} word
 * @param {Word[]} rest from which its value is taken
 * @returns {Option}
 */
function longOption(word, rest) {
  const long = word.text.slice(2).replace(/^expand-/, "");
  const name = optionNamed(long) || long;
  return { name, value: WITH_VALUE.has(name) ? rest.shift() || null : null };
}

/**
 * A group of short options: the first that takes a value has the rest of the group as its value,
 * or the next word.
 * @param {Word} word
 * @param {Word[]} rest
 * @returns {Option[]}
 */
function shortOptions(word, rest) {
  const letters = [...word.text.slice(1)];
  const last = letters.findIndex((letter) => SHORT_WITH_VALUE.includes(letter));
  const plain = last < 0 ? letters : letters.slice(0, last);
  /** @type {Option[]} */
  const options = plain.map((letter) => ({ name: nameOf(letter), value: null }));
  if (last < 0) return options;
  const text = letters.slice(last + 1).join("");
  const value = text ? { ...word, text } : rest.shift() || null;
  return [...options, { name: nameOf(letters[last]), value }];
}

/** @param {string} letter */
function nameOf(letter) {
  return LONG_OF.get(letter) || letter;
}
