// The lines that curl writes of its own, by their first words. It must not know what any of them means for an exchange.

/** What curl -v tells of every connection, good or bad. */
const CHATTER = anyOf("^", [
  "\\s*Trying ", "Connected to", "Established connection",
  "Connection #\\d+ to host .{0,200} left intact", "Connection state changed",
  "[Cc]losing connection", "Found bundle", "Can not multiplex", "Multiplexed connection",
  "Re-?using existing", "Ignoring the response-body", "Rewinding", "allocate connect buffer",
  "Establish HTTP proxy tunnel", "CONNECT phase completed", "CONNECT tunnel established",
  "Proxy replied 200", "Server auth using", "Proxy auth using", "ALPN", "TLSv1", "TLS handshake",
  "SSL connection using", "SSL certificate verify (?:ok|result: .{0,120}continuing anyway)",
  "SSL verify ok", "old SSL session", "successfully set certificate", "CAfile", "CApath",
  "\\s*(?:CAfile|CApath|subject|start date|expire date|subjectAltName|issuer|SSL certificate verify ok|Certificate level)\\b",
  "Server certificate", "Using HTTP2", "using HTTP/", "\\[HTTP/", "h2h3", "h2 \\[",
  "Using Stream ID", "Copying HTTP/2", "Added ", "Host .{0,200} was resolved", "IPv[46]: ",
  "TCP_NODELAY", "upload completely", "We are completely", "Request completely sent", "Mark",
  "schannel: (?:disabled|added|using)", "Issue another request to this URL",
]);

const INFO = anyOf("^(?:\\d\\d:\\d\\d:\\d\\d\\.\\d+ )?(?:\\* |== Info: )\\s*", [
  "Trying", "Connected", "Connection", "Host ", "IPv[46]", "Could not", "Couldn't", "Failed",
  "connect ", "ALPN", "TLS", "SSL", "schannel", "Server ", "Using", "using", "Issue another",
  "Clear auth", "Closing", "closing", "upload", "Mark bundle", "We are", "We have", "Re-using",
  "Reusing", "Found", "Added", "Adding", "successfully", "\\[HTTP", "h2", "h3", "QUIC",
  "Authentication", "auth", "Proxy", "CONNECT", "Establish", "allocate", "CAfile", "CApath",
  "Request ", "Ignoring", "Maximum", "Can not", "Too ", "HTTP ", "http", "old SSL", "Send", "Recv",
  "Empty reply", "Operation timed", "Resolving", "Mixed", "Basic", "NTLM", "Negotiate", "Digest",
  "Expire", "processing", "Uses proxy", "Received", "Please", "Simulate", "subject", "start date",
  "expire date", "issuer", "Leftovers", "transfer", "Replaced", "gss", "Unable", "The requested",
  "Hostname", "Curl_", "Rebuilt", "timeout", "Excess", "Trailer", "Skipping", "\\(\\d", "  ",
]);

/** Is a line, with its star, one of curl's own? */
export function isOfCurl(content) {
  return INFO.test(content);
}

/** Does what stands behind the star say something of how it went? */
export function saysMore(text) {
  return text !== "" && !CHATTER.test(text);
}

function anyOf(lead, alternatives) {
  return new RegExp(`${lead}(?:${alternatives.join("|")})`);
}
