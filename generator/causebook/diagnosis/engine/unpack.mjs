// Why: the knowledge travels without what goes without saying (defaults, addresses made of ids, the way
// back of look-alikes) and without the questions, which the page lists anyway; here it becomes whole again. It must not know what any entry means.

/**
 * The whole knowledge.
 * @param {object} packed what the generator wrote: the knowledge, with `defaults` (list name -> values of
 *   left-out keys) and `rooms` (list name -> folder of the addresses)
 * @param {Map<string, string>} asks address of a symptom's page -> its question
 */
export function unpack({ defaults, rooms, ...knowledge }, asks = new Map()) {
  for (const [kind, values] of Object.entries(defaults)) {
    for (const item of knowledge[kind]) fill(item, values, rooms[kind]);
  }
  for (const symptom of knowledge.symptoms) {
    symptom.ask ??= asks.get(symptom.url) ?? null;
    symptom.patterns = symptom.patterns.map((pattern) => ({
      in: [],
      case: false,
      ...(typeof pattern === "string" ? { re: pattern } : pattern),
    }));
  }
  const ids = knowledge.symptoms.map(({ id }) => id);
  for (const symptom of knowledge.symptoms) symptom.implies = namesOf(symptom.implies, ids);
  for (const cause of knowledge.causes) {
    cause.evidence = Object.fromEntries(
      Object.entries(cause.evidence).flatMap(([often, steps]) =>
        namesOf(steps, ids).map((id) => [id, often]),
      ),
    );
  }
  addTheWayBack(knowledge.causes);
  return knowledge;
}

function fill(item, values, room) {
  for (const [key, value] of Object.entries(values))
    item[key] ??= Array.isArray(value) ? [...value] : value;
  if (room) item.url ??= room + item.id + "/";
}

/** Ids by their places, each told as its distance to the one before. */
function namesOf(steps, ids) {
  let place = 0;
  return steps.map((step) => ids[(place += step)]);
}

/** What tells two causes apart is said once and true both ways. */
function addTheWayBack(causes) {
  const byId = new Map(causes.map((cause) => [cause.id, cause]));
  for (const { cause, ...alike } of causes.flatMap(({ id, lookAlikes }) =>
    lookAlikes.map((item) => ({ ...item, from: id })),
  )) {
    const other = byId.get(cause);
    if (other && !other.lookAlikes.some((item) => item.cause === alike.from)) {
      other.lookAlikes.push({
        cause: alike.from,
        difference: alike.difference,
        symptom: alike.symptom,
      });
    }
  }
}
