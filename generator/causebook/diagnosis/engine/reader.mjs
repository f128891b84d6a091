// Why: who the reader is taken for, and which products are in question: what he says, else what the
// paste shows. It must not know any subject.

import { presentIn } from "./lookup.mjs";

/** @import { CaseRecord, Id, Knowledge, RecordedFinding } from "../contract.d.ts" */

/**
 * The role that was said, where the book has it, else the one that most of what a paste shows
 * speaks for; null where that are none or several.
 * @param {Pick<Knowledge, "roles">} knowledge
 * @param {{ facets: CaseRecord["facets"], findings: RecordedFinding[] }} paste
 * @param {Id | null} said
 */
export function roleOf({ roles }, { facets, findings }, said) {
  if (roles.some(({ id }) => id === said)) return said;
  const present = presentIn(findings);
  const counted = roles.map((role) => {
    const signs = [
      ...role.facets.filter((facet) => facets.includes(facet)),
      ...role.symptoms.filter((symptom) => present.has(symptom)),
    ];
    return { id: role.id, count: signs.length };
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
