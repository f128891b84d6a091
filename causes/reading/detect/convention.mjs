// What well-known services want a credential to look like: in which header, with which word before
// it. A good key in the wrong form is not seen, and the answer reads as if it were wrong or
// missing. From the services' own documentation of their APIs.
import { present, absent, unknown } from "../facts/answers.mjs";
import { credentialsOf } from "../facts/credentials.mjs";
import { requestOf } from "../facts/facts.mjs";
import { urlParts } from "../grammar/http.mjs";
import { markName } from "../facts/marks.mjs";
/** @import { Credential, Detector } from "../types.d.ts" */

/**
 * A service, known by the host or by how its keys begin. A form is the header or the scheme of a
 * credential, perhaps with the beginning of its value; `how` says the form in words.
 * @typedef {object} Service
 * @property {string} name
 * @property {RegExp} [host]
 * @property {RegExp} [key]
 * @property {string[]} forms
 * @property {string} how
 */
/** @type {Service[]} */
const SERVICES = [
  {
    name: "Anthropic",
    host: /(?:^|\.)anthropic\.com$/,
    key: /^sk-ant-api/,
    forms: ["x-api-key", "bearer sk-ant-oat"],
    how: "in the header x-api-key",
  },
  {
    name: "Azure OpenAI",
    host: /\.openai\.azure\.com$/,
    forms: ["api-key", "bearer eyJ"],
    how: "in the header api-key, as Bearer only below /openai/v1 or with an Entra token",
  },
  {
    name: "OpenAI",
    host: /^api\.openai\.com$/,
    key: /^sk-(?:proj|svcacct|admin)-/,
    forms: ["bearer"],
    how: "as Authorization: Bearer",
  },
  {
    name: "Twilio",
    host: /^(?:api|verify|lookups|messaging)\.twilio\.com$/,
    forms: ["basic", "bearer eyJ"],
    how: "as Basic, with the account's or the key's SID as user name",
  },
  {
    name: "Atlassian Cloud",
    host: /\.atlassian\.net$/,
    key: /^ATATT/,
    forms: ["basic", "bearer eyJ", "jwt", "cookie"],
    how: "as Basic, with the e-mail address as user name",
  },
  {
    name: "Portainer",
    key: /^ptr_/,
    forms: ["x-api-key"],
    how: "in the header X-API-Key",
  },
  {
    name: "Shopify",
    host: /\.myshopify\.com$/,
    key: /^shp(?:at|ca|pa)_/,
    forms: [
      "x-shopify-access-token",
      "basic",
      "x-shopify-storefront-access-token",
      "shopify-storefront-private-token",
    ],
    how: "in the header X-Shopify-Access-Token",
  },
  {
    name: "Figma",
    key: /^figd_/,
    forms: ["x-figma-token"],
    how: "in the header X-Figma-Token",
  },
  {
    name: "Linear",
    key: /^lin_api_/,
    forms: [""],
    how: "as the whole value of Authorization, without Bearer",
  },
];

/**
 * The detectors of this theme, by name.
 * @type {Record<string, Detector>}
 */
export const conventionDetectors = {
  "service-wants-another-form": anotherForm,
};

/** @type {Detector} */
function anotherForm(reading) {
  const sent = credentialsOf(reading).filter(isKey);
  const host = urlParts(requestOf(reading)?.url || "")?.host || "";
  const service = sent.length > 0 ? serviceOf(host, sent) : undefined;
  if (!service) return unknown();
  if (sent.some((each) => service.forms.some((form) => fits(each, form)))) return absent();
  return present(
    sent.map((each) => markName(reading, each)),
    `${service.name} takes the credential ${service.how}.`,
  );
}

/** @param {Credential} credential */
function isKey({ value, raw, name }) {
  return (value || raw).trim() !== "" && !/^cookie$/i.test(name);
}

/**
 * @param {string} host
 * @param {Credential[]} sent
 */
function serviceOf(host, sent) {
  const isOf = (/** @type {RegExp} */ key) => sent.some(({ value, raw }) => key.test(value || raw));
  return SERVICES.find((service) => service.host?.test(host) || (service.key && isOf(service.key)));
}

/**
 * @param {Credential} credential
 * @param {string} form
 */
function fits(credential, form) {
  const [word, start = ""] = form.split(" ");
  return formOf(credential) === word && credential.value.startsWith(start);
}

/** @param {Credential} credential */
function formOf({ from, scheme, name }) {
  if (from === "authorization") return scheme.toLowerCase();
  return from === "userinfo" ? "basic" : name.toLowerCase();
}
