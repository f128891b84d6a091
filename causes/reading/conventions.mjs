// What well-known services want a credential to look like: in which header, with which word before it. A good key in the
// wrong form is not seen, and the answer reads as if it were wrong or missing. From the services' own documentation of
// their APIs; it must not know causes.
import { credentialsOf, markOf, markText, subjectOf } from "./facts.mjs";
import { urlParts } from "./http.mjs";
import { seen, unseen, untold } from "./answers.mjs";

// who, how its requests are known (host; how its keys begin), the forms it takes, and how that is said
const SERVICES = [
  [
    "Anthropic",
    /(?:^|\.)anthropic\.com$/,
    /^sk-ant-api/,
    ["x-api-key", "bearer sk-ant-oat"],
    "in the header x-api-key",
  ],
  [
    "Azure OpenAI",
    /\.openai\.azure\.com$/,
    null,
    ["api-key", "bearer eyJ"],
    "in the header api-key, as Bearer only below /openai/v1 or with an Entra token",
  ],
  [
    "OpenAI",
    /^api\.openai\.com$/,
    /^sk-(?:proj|svcacct|admin)-/,
    ["bearer"],
    "as Authorization: Bearer",
  ],
  [
    "Twilio",
    /^(?:api|verify|lookups|messaging)\.twilio\.com$/,
    null,
    ["basic", "bearer eyJ"],
    "as Basic, with the account's or the key's SID as user name",
  ],
  [
    "Atlassian Cloud",
    /\.atlassian\.net$/,
    /^ATATT/,
    ["basic", "bearer eyJ", "jwt", "cookie"],
    "as Basic, with the e-mail address as user name",
  ],
  ["Portainer", null, /^ptr_/, ["x-api-key"], "in the header X-API-Key"],
  [
    "Shopify",
    /\.myshopify\.com$/,
    /^shp(?:at|ca|pa)_/,
    [
      "x-shopify-access-token",
      "basic",
      "x-shopify-storefront-access-token",
      "shopify-storefront-private-token",
    ],
    "in the header X-Shopify-Access-Token",
  ],
  ["Figma", null, /^figd_/, ["x-figma-token"], "in the header X-Figma-Token"],
  ["Linear", null, /^lin_api_/, [""], "as the whole value of Authorization, without Bearer"],
];

/** The detectors of this theme, by name. */
export const conventionDetectors = {
  "service-wants-another-form": anotherForm,
};

function anotherForm(reading) {
  const subject = subjectOf(reading);
  const url = subject && subject.request && urlParts(subject.request.url);
  const sent = credentialsOf(reading).filter(
    ({ value, raw, name }) => (value || raw).trim() !== "" && !/^cookie$/i.test(name),
  );
  if (!sent.length) return untold();
  const known = SERVICES.find(
    ([, host, key]) =>
      (url && host && host.test(url.host)) ||
      (key && sent.some(({ value, raw }) => key.test(value || raw))),
  );
  if (!known) return untold();
  const [name, , , forms, how] = known;
  if (sent.some((one) => forms.some((form) => fits(one, form)))) return unseen();
  return seen(
    sent.map((one) => markText(reading, one.line, one.name) || markOf(reading, one)),
    `${name} takes the credential ${how}.`,
  );
}

function fits({ from, scheme, value, name }, form) {
  const [word, start = ""] = form.split(" ");
  const own =
    from === "authorization"
      ? scheme.toLowerCase()
      : from === "userinfo"
        ? "basic"
        : name.toLowerCase();
  return own === word && value.startsWith(start);
}
