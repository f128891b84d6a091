// The lines that curl writes of its own, by their first words.
import { anyOf } from "../grammar/patterns.mjs";

/** What curl -v says of every connection, good or bad. */
const CHATTER = anyOf(
  [
    /\s*Trying |Connected to|Established connection|Host .{0,200} was resolved|IPv[46]: /,
    /Connection #\d+ to host .{0,200} left intact|Connection state changed|[Cc]losing connection/,
    /Found bundle|Can not multiplex|Multiplexed connection|Re-?using existing/,
    /Ignoring the response-body|Rewinding|allocate connect buffer|TCP_NODELAY|Mark|Added /,
    /Establish HTTP proxy tunnel|CONNECT phase completed|CONNECT tunnel established/,
    /Proxy replied 200|Server auth using|Proxy auth using|Issue another request to this URL/,
    /ALPN|TLSv1|TLS handshake|SSL connection using|SSL verify ok|old SSL session/,
    /SSL certificate verify (?:ok|result: .{0,120}continuing anyway)/,
    /schannel: (?:disabled|added|using)|successfully set certificate|Server certificate/,
    /\s*(?:CAfile|CApath|subject|start date|expire date|subjectAltName|issuer)\b/,
    /\s*(?:SSL certificate verify ok|Certificate level)\b/,
    /Using HTTP2|using HTTP\/|\[HTTP\/|h2h3|h2 \[|Using Stream ID|Copying HTTP\/2/,
    /upload completely|We are completely|Request completely sent/,
  ],
  { before: "^" },
);

const LEAD = "^(?:\\d\\d:\\d\\d:\\d\\d\\.\\d+ )?(?:\\* |== Info: )\\s*";
const INFO = anyOf(
  [
    /Trying|Connected|Connection|Host|IPv[46]|Could|connect |Resolving|Establish|CONNECT|Rebuilt/,
    /ALPN|TLS|SSL|schannel|old SSL|successfully|subject|start date|expire date|issuer/,
    /Server |[Uu]sing|Uses proxy|Proxy|Re-?using|Found|Add(?:ed|ing)|Replaced|allocate/,
    /[Aa]uth|Basic|NTLM|Negotiate|Digest|gss|Clear auth|Issue another|Please|The requested/,
    /[Cc]losing|Empty reply|Operation timed|timeout|Failed|Unable|Maximum|Too |Excess|Leftovers/,
    /upload|Send|Recv|Received|Request |Ignoring|transfer|Trailer|Skipping/,
    /CA(?:file|path)|Mark bundle|We (?:are|have)/,
    /\[HTTP|HTTP |http|h2|h3|QUIC|Can not|Mixed|Expire|processing|Simulate|Curl_|\(\d| {2}/,
  ],
  { before: LEAD },
);

/**
 * Is a line, with its star, one of curl's own?
 * @param {string} content
 */
export function isOfCurl(content) {
  return INFO.test(content);
}

/**
 * Does what stands behind the star say something of how it went?
 * @param {string} text
 */
export function saysMore(text) {
  return text !== "" && !CHATTER.test(text);
}
