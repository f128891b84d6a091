// A name is no evidence: that a host, a path, a file or a class is called after something says
// nothing of the cause, and no more does what a tool prints whatever goes wrong.
import { test } from "node:test";
import assert from "node:assert/strict";
import { seeAll } from "../../generator/causebook/diagnosis/engine/see.mjs";
import { generalOf } from "../../generator/causebook/diagnosis/engine/model.mjs";
import { shipped } from "./shipped-book.mjs";

const NEUTRAL = "orange";
const WHO_CALLS = "a-program-makes-the-call"; // its output does show that
const WORDS = `
  acme sso login signin auth proxy gateway cdn cache vault keycloak ldap registry docker k8s staging
  sandbox dev test prod live ntp time clock session cookie oauth oidc token jwt admin account billing
  license scope roles tenant mfa otp csrf cors redirect preflight key secret password basic bearer
  digest ntlm kerberos negotiate nginx apache iis traefik envoy istio kong cloudflare haproxy squid
  jenkins gitlab github bitbucket npm pip maven terraform helm ansible postman curl browser chrome
  mobile android ios webhook upload export download write delete user users profile team org group
  permission policy limit rate quota plan trial subscription invoice expired expiry refresh revoke
  rotate renew certificate cert tls mtls ssl signature sign hmac nonce audience claims netrc env config
  settings cron ci runner pipeline build deploy node cluster pod lambda function edge worker replica
  loadbalancer
`
  .trim()
  .split(/\s+/);
const titled = (word) => word[0].toUpperCase() + word.slice(1);
const PLACES = {
  "a host": (word) => `GET https://${word}.example.com/items answers 401.`,
  "a path": (word) => `GET https://shop.example.com/${word}/items answers 401.`,
  "a parameter": (word) => `GET https://shop.example.com/items?${word}_view=full answers 401.`,
  "a header of the answer": (word) =>
    `GET /items HTTP/1.1\nHost: shop.example.com\n\nHTTP/1.1 401 Unauthorized\nX-${titled(word)}-Id: 7f3a`,
  "a variable": (word) =>
    `${word.toUpperCase()}_URL=https://shop.example.com\nThe call answers 401.`,
  "a setting": (word) => `${word}.enabled: true\nThe call answers 401.`,
  "a file": (word) => `Error in /srv/${word}/${word}.log line 7: the call answers 401`,
  "a class": (word) =>
    `at com.example.${word}.${titled(word)}Handler.invoke(${titled(word)}Handler.java:41)\nThe call answers 401.`,
  "a repository": (word) => `The project is example/${word}-demo. The call answers 401.`,
};
const BOILERPLATE = {
  npm: "npm ERR! A complete log of this run can be found in:\nnpm ERR!     /home/user/.npm/_logs/2026-11-24T20_00_00_000Z-debug-0.log",
  IIS: "Most likely causes:\nThe request was sent through a proxy that changed the headers.\nThe account was disabled.\nThings you can try:\nCheck the failed request tracing logs for additional information about this error.",
  git: "Cloning into 'shop'...\nremote: Enumerating objects: 12, done.\nPlease make sure you have the correct access rights and the repository exists.",
  docker:
    "Using default tag: latest\nThe push refers to repository [registry.example.com/shop]\nRun 'docker run --help' for more information",
  pip: "[notice] A new release of pip is available: 23.0 -> 24.2\n[notice] To update, run: pip install --upgrade pip",
  maven:
    "[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.\n[ERROR] For more information about the errors and possible solutions, please read the following articles:",
  gradle:
    "* Try:\n> Run with --stacktrace option to get the stack trace.\n> Run with --info or --debug option to get more log output.",
  curl: "Usage: curl [options...] <url>\n -u, --user <user:password>  Server user and password\n -x, --proxy [protocol://]host[:port]  Use this proxy\n -b, --cookie <data|filename>  Send cookies from string/file",
  terraform:
    "Terraform has created a lock file .terraform.lock.hcl to record the provider selections it made above.",
  kubectl:
    'Use "kubectl --help" for more information about a given command (kubectl options for global options).',
  yarn: "info Visit https://yarnpkg.com/en/docs/cli/install for documentation about this command.",
  aws: "usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]\nTo see help text, you can run:\n  aws help",
  python:
    'During handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "/srv/shop/app.py", line 7, in <module>',
  ".NET":
    "An unhandled exception occurred during the execution of the current web request. Please review the stack trace for more information about the error and where it originated in the code.",
  Spring:
    "Whitelabel Error Page\nThis application has no explicit mapping for /error, so you are seeing this as a fallback.",
  node: "(Use `node --trace-warnings ...` to show where the warning was created)\nNode.js v20.11.0",
  ansible:
    "PLAY RECAP *****\nweb1 : ok=3 changed=0 unreachable=0 failed=1 skipped=0 rescued=0 ignored=0",
  "a form for issues":
    "- [x] I have searched the existing issues\n**Describe the bug**\n**To Reproduce**\n**Expected behavior**",
};

/** The symptoms that are seen and speak for a cause, themselves or through what they imply. */
function speaking(text) {
  const { recogniser, model, read, detectors } = shipped;
  const { seen } = seeAll(recogniser, read(text), detectors);
  const shown = seen.filter(({ id, state }) => state === "present" && id !== WHO_CALLS);
  const present = shown.map(({ id }) => id);
  const isListed = (id) => [id, ...generalOf(model, id)].some((own) => model.listed.has(own));
  return present.filter(isListed);
}

for (const [place, textWith] of Object.entries(PLACES))
  test(`what ${place} is called says nothing of the cause`, () => {
    const usual = speaking(textWith(NEUTRAL));
    const odd = WORDS.flatMap((word) =>
      speaking(textWith(word))
        .filter((id) => !usual.includes(id))
        .map((id) => `${word}: ${id}`),
    );
    assert.deepEqual(odd, []);
  });

for (const [tool, lines] of Object.entries(BOILERPLATE))
  test(`what ${tool} always prints says nothing of the cause`, () => {
    const usual = speaking("The call answers 401.");
    const odd = speaking(lines + "\nThe call answers 401.").filter((id) => !usual.includes(id));
    assert.deepEqual(odd, []);
  });
