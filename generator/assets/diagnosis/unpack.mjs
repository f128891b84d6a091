// Why: the knowledge travels without what goes without saying (defaults, addresses made of ids, the way
// back of look-alikes); here it becomes whole again. It must not know what any entry means.

/**
 * The whole knowledge.
 * @param {object} packed what the generator wrote: the knowledge, with `defaults` (list name -> values of
 *   left-out keys) and `rooms` (list name -> folder of the addresses)
 */
export function unpack({ defaults, rooms, ...knowledge }) {
  for (const [kind, values] of Object.entries(defaults)) {
    for (const item of knowledge[kind]) fill(item, values, rooms[kind]);
  }
  for (const { patterns } of knowledge.symptoms) for (const pattern of patterns) fill(pattern, { in: [], case: false });
  addTheWayBack(knowledge.causes);
  return knowledge;
}

function fill(item, values, room) {
  for (const [key, value] of Object.entries(values)) item[key] ??= Array.isArray(value) ? [...value] : value;
  if (room) item.url ??= room + item.id + "/";
}

/** What tells two causes apart is said once and true both ways. */
function addTheWayBack(causes) {
  const byId = new Map(causes.map((cause) => [cause.id, cause]));
  for (const { cause, ...alike } of causes.flatMap(({ id, lookAlikes }) => lookAlikes.map((item) => ({ ...item, from: id })))) {
    const other = byId.get(cause);
    if (other && !other.lookAlikes.some((item) => item.cause === alike.from)) {
      other.lookAlikes.push({ cause: alike.from, difference: alike.difference, symptom: alike.symptom });
    }
  }
}
