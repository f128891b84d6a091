// The options of curl that take a value, so that a value is never taken for the address, nor an option for a value.
// From `curl --help all` of curl 7.88.1, and what curl 8.0 to 8.17 added: https://curl.se/docs/optionswhen.html

const SHORT = "AbcCdDeEFHKmoPQrtTuUwxXyYz";

const LONG = `
abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at
cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation
dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save
expect100-timeout form form-string ftp-account ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode
happy-eyeballs-timeout-ms haproxy-clientip header hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json
keepalive-cnt keepalive-time key key-type knownhosts krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt
max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max parallel-max-host pass pinnedpubkey
preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers
proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name
proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file range
rate referer request request-target resolve retry retry-delay retry-max-time sasl-authzid service-name sigalgs socks4
socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize
time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file
upload-flags url url-query user user-agent variable vlan-priority write-out`
  .trim()
  .split(/\s+/);

const LONG_OF = {
  A: "user-agent",
  b: "cookie",
  d: "data",
  e: "referer",
  E: "cert",
  F: "form",
  G: "get",
  H: "header",
  I: "head",
  K: "config",
  L: "location",
  n: "netrc",
  T: "upload-file",
  u: "user",
  X: "request",
  ":": "next",
};
const WITH_VALUE = new Set(LONG);

/** [{name, value}] of the words of a command, where an address has the name "" and the value of a word is the word. */
export function curlOptions(words) {
  const found = [];
  for (let index = 0; index < words.length; index += 1) {
    const { text } = words[index];
    if (text.startsWith("--") && text.length > 2) index += takeLong(found, words, index);
    else if (/^-./.test(text)) index += takeShort(found, words, index);
    else found.push({ name: "", value: words[index] });
  }
  return found;
}

function takeLong(found, words, index) {
  const [, name, value] = /^--([^=]*)(?:=(.*))?$/s.exec(words[index].text);
  const plain = name.replace(/^expand-/, "");
  if (!WITH_VALUE.has(plain)) found.push({ name: plain, value: null });
  else if (value !== undefined)
    found.push({ name: plain, value: { ...words[index], text: value } });
  else found.push({ name: plain, value: words[index + 1] || null });
  return WITH_VALUE.has(plain) && value === undefined ? 1 : 0;
}

/** A group of short options: the first that takes a value has the rest of the group as its value, or the next word. */
function takeShort(found, words, index) {
  const { text } = words[index];
  for (let at = 1; at < text.length; at += 1) {
    const name = LONG_OF[text[at]] || text[at];
    if (!SHORT.includes(text[at])) {
      found.push({ name, value: null });
      continue;
    }
    const rest = text.slice(at + 1);
    found.push({ name, value: rest ? { ...words[index], text: rest } : words[index + 1] || null });
    return rest ? 0 : 1;
  }
  return 0;
}
