// Why: the half of the page that runs in a Worker: it keeps the paste, reads it, looks for one
// symptom after the other and says before each which it is at, so that the page can stop it. It
// must not know the DOM, nor any subject. Without Workers the page runs it itself, in slices.

import { openSession } from "./session.mjs";
import { Unreadable, textOf } from "./files.mjs";

/** @import { Job, Message, Modules, OpenJob, Port, Session } from "./types.d.ts" */

const SLICE_MS = 12; // of work on the page's own thread before it is given back

/**
 * Serves a page through a port: the Worker's own scope, or an object of the page. Sends numbers
 * (the symptom it is at, -1 while reading), then one object for each job.
 * @param {Port} port
 * @param {Modules} modules what the engine's bundle exports
 * @param {boolean} inSlices give the thread back now and then
 */
export function serve(port, modules, inSlices = false) {
  /** @type {Session | null} */
  let session = null;
  port.onmessage = async ({ data: job }) => {
    const { id, kind } = job;
    try {
      if (job.kind === "open") session = openSession(JSON.parse(job.knowledge), modules);
      const result = job.kind === "open" || !session ? {} : await work(session, job);
      port.postMessage({ id, kind, ...result });
    } catch (error) {
      // another error may quote the paste
      port.postMessage({ id, kind, failed: error instanceof Unreadable ? error.message : "" });
    }
  };

  /**
   * @param {Session} open
   * @param {Exclude<Job, OpenJob>} job
   * @returns {Promise<Partial<Message>>}
   */
  async function work(open, job) {
    if (job.kind === "lines") return { lines: open.lines(job.ip) };
    if (job.kind === "look" && job.made) open.reopen(job.made);
    else if (job.kind === "look") {
      port.postMessage(-1);
      const text = typeof job.source === "string" ? job.source : await textOf(job.source);
      if (isCaseText(text)) return { opened: open.open(text) };
      await goThrough(open.look(text, job.skip));
    }
    return { answer: open.conclude(job.context) };
  }

  /** @param {Iterable<number>} steps */
  async function goThrough(steps) {
    let since = Date.now();
    for (const at of steps) {
      port.postMessage(at);
      if (!inSlices || Date.now() - since < SLICE_MS) continue;
      await new Promise((resolve) => setTimeout(resolve));
      since = Date.now();
    }
  }
}

/** @param {string} text */
function isCaseText(text) {
  const isObject = /^\s*\{/.test(text.slice(0, 200));
  return isObject && /"format"\s*:\s*"causebook-case"/.test(text.slice(0, 2000));
}
