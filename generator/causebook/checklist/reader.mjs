// Why: who reads, as far as the reader said so: product and role, how both are kept on this device,
// how a link carries them, and what follows from them for a page. It must not know the DOM, the
// address bar, or what any product or role is.

/** @typedef {{ id: string, title: string }} Named */
/** @typedef {{ product: Named | null, role: string | null }} Reader what was picked */
/** @typedef {{ products: string[], role: string | null }} Carried what a link says of the reader */
/** @typedef {Named & { parties: string[] }} Role */

const VERSION = 1;
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ID_LENGTH = 64;
const TITLE_LENGTH = 200;
const MOST_PRODUCTS = 8;

/** Nothing picked. */
export const NOBODY = Object.freeze({ product: null, role: null });

/**
 * The storage key of a book: two sites on one host are kept apart.
 * @param {string} book
 * @param {string} base path under which the site lies
 */
export function readerKey(book, base = "/") {
  return base === "/" ? `causebook:${book}:reader` : `causebook:${book}:${base}:reader`;
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
function isId(value) {
  return typeof value === "string" && value.length <= ID_LENGTH && ID.test(value);
}

/**
 * @param {string | null} text
 * @returns {Record<string, unknown>} nothing where it is no JSON, or no object
 */
function parsed(text) {
  try {
    return Object(JSON.parse(text ?? ""));
  } catch {
    return {};
  }
}

/**
 * What was stored; of anything else nothing. What a later version wrote is not to be overwritten.
 * @param {string | null} text
 * @returns {{ reader: Reader, newer: boolean }}
 */
export function readReader(text) {
  const { version, product, role } = parsed(text);
  const newer = typeof version === "number" && version > VERSION;
  if (version !== VERSION) return { reader: NOBODY, newer };
  return { reader: { product: readProduct(product), role: isId(role) ? role : null }, newer };
}

/**
 * @param {unknown} value
 * @returns {Named | null}
 */
function readProduct(value) {
  const { id, title } = /** @type {Record<string, unknown>} */ (Object(value));
  if (!isId(id)) return null;
  return { id, title: typeof title === "string" ? title.slice(0, TITLE_LENGTH) : id };
}

/**
 * The text to store; null where nothing is left to keep.
 * @param {Reader} reader
 */
export function writeReader({ product, role }) {
  if (!product && !role) return null;
  return JSON.stringify({ version: VERSION, product, role });
}

/**
 * `#for=nginx,curl&as=api-client`, or "" where there is nothing to say. It stays in the browser:
 * no server gets the part behind `#`.
 * @param {Carried} carried
 */
export function readerFragment({ products, role }) {
  const known = products.filter(isId).slice(0, MOST_PRODUCTS);
  const parts = [known.length ? `for=${known.join(",")}` : "", isId(role) ? `as=${role}` : ""];
  const said = parts.filter(Boolean).join("&");
  return said && `#${said}`;
}

/**
 * What a fragment says of the reader, or null where it is about something else.
 * @param {string} fragment
 * @returns {Carried | null}
 */
export function readCarried(fragment) {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const products = (parts.get("for") ?? "").split(",", MOST_PRODUCTS).filter(isId);
  const said = parts.get("as");
  const role = isId(said) ? said : null;
  return products.length || role ? { products, role } : null;
}

/**
 * The way that stands open: that of the first product that has one, else the author's first.
 * @param {string[]} products wanted, the most wanted first
 * @param {string[][]} ways of each way the ids that its product has and had
 */
export function wayFor(products, ways) {
  const places = products.map((id) => ways.findIndex((ids) => ids.includes(id)));
  return { place: places.find((place) => place >= 0) ?? 0, fits: places.some((at) => at >= 0) };
}

/**
 * Can somebody in the role act as the party? Everybody may, where no role is known.
 * @param {Role[]} roles
 * @param {string | null} role
 * @param {string} party
 */
export function canDo(roles, role, party) {
  const found = roles.find(({ id }) => id === role);
  return !found || found.parties.includes(party);
}

/**
 * Does it matter for one of these parties who reads?
 * @param {Role[]} roles
 * @param {string[]} parties
 */
export function rolesDiffer(roles, parties) {
  return parties.some((party) => roles.some((role) => !role.parties.includes(party)));
}
