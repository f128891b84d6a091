// Why: who the reader is taken for, and which products are in question: what he says, else what the
// paste shows. It must not know any subject.

/** @import { CaseRecord, Id, Knowledge } from "../contract.d.ts" */

/**
 * The role that was said, else the one that most of what a paste shows speaks for; null where that
 * are none or several.
 * @param {Pick<Knowledge, "roles">} knowledge
 * @param {Pick<CaseRecord, "facets" | "findings">} record
 * @param {Id | null} said
 */
export function roleOf({ roles }, { facets, findings }, said) {
  if (said !== null) return said;
  const present = findings.flatMap(({ id, state }) => (state === "present" ? id : []));
  const shown = new Set([...facets, ...present]);
  const counted = roles.map((role) => {
    const signs = [...role.facets, ...role.symptoms];
    return { id: role.id, count: signs.filter((sign) => shown.has(sign)).length };
  });
  counted.sort((a, b) => b.count - a.count);
  const [first, second] = counted;
  return first && first.count > (second?.count ?? 0) ? first.id : null;
}

/**
 * @param {Pick<CaseRecord, "seenPlatforms">} record
 * @param {Id[] | null} said
 */
export function platformsOf({ seenPlatforms }, said) {
  return said ?? seenPlatforms;
}
