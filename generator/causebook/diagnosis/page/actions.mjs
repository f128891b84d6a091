// Why: what the parts of the page may ask of it, by name: they get this and never the page itself.
// It must not know how any of it is done.

import { withOutcome } from "./state.mjs";
import { STRINGS } from "./strings.mjs";

/** @import { DiagnosisPage } from "./page.mjs" */
/** @import { Actions } from "./types.d.ts" */

/**
 * @param {DiagnosisPage} page
 * @returns {Actions}
 */
export function actionsOf(page) {
  return {
    ...inputActionsOf(page),
    say: (question, chosen) => page.say(question, chosen),
    takeBack: (place) => page.takeBack(place),
    change: (place) => page.putAgain(place),
    role: (role) => page.pickRole(role),
    platforms: (platforms) => page.pickProducts(platforms),
    outcome: (step, outcome) => page.change(withOutcome(page.state, step, outcome)),
    all: (all) => page.change({ all }),
    moreCauses: () => page.showMore({ moreCauses: true }),
    moreFixes: () => page.showMore({ moreFixes: true }),
    moreExamples: () => page.showMore({ moreExamples: true }),
    made: () => page.madeCase(),
    ticket: (lines, hasAbsent) => page.ticket(lines, hasAbsent),
    lines: (ip, isAsked) => page.askForLines(ip, isAsked),
  };
}

/**
 * What has to do with what comes in and goes.
 * @param {DiagnosisPage} page
 * @returns {Pick<
 *   Actions, "look" | "refuse" | "example" | "keep" | "go" | "clear" | "undo" | "pick"
 * >}
 */
function inputActionsOf(page) {
  return {
    look: (source, isNew, name) => page.look(source, isNew, name),
    refuse: (sentence) => page.fail(STRINGS.refusedTitle, sentence),
    example: (id) => {
      page.later.want("scenarios", id);
      page.takeExample(id);
    },
    keep: (isWanted) => page.setKeep(isWanted),
    go: (id) => page.layout.parts.goTo(id),
    clear: () => page.clear(),
    undo: () => page.undo(),
    pick: () => page.layout.input.pick(),
  };
}
