// Why: keeps the Worker and watches it: a symptom that takes longer than half a second is left out
// and the Worker starts again, so that one bad pattern costs one answer, not all. It must not know
// the DOM or what the jobs are about. Where no Worker can be made, its half runs here in slices.

import { trusted } from "../page/elements.mjs";

/** @import { Id } from "../contract.d.ts" */
/** @import { Asked, Line, Listener, MakeRedaction, Makers, Message } from "./types.d.ts" */
/** @import { OpenJob, Port } from "./types.d.ts" */

const SYMPTOM_MS = 500; // for one symptom
const READING_MS = 8000; // for reading, and for everything that is not a symptom
const STALE_MS = 300; // after which reading something that was replaced is given up
const LATE_MS = 20; // the page may have been busy itself: what has come meanwhile is heard first
const MOST_STUCK = 8; // symptoms that may get stuck on one paste

/**
 * @typedef {{ job: Asked | OpenJob, id: number, at: number, since: number, isDropped: boolean }}
 *   Current
 */

/** Keeps one Worker, gives it one job at a time, and hands the page what it says. */
export class Watchdog {
  /**
   * @param {Makers} makers their source becomes the Worker's
   * @param {string} knowledge JSON
   * @param {Id[]} symptoms in the order of the knowledge
   * @param {Listener} page
   */
  constructor({ makeEngine, makeRedaction = null }, knowledge, symptoms, page) {
    this.makeEngine = makeEngine;
    this.makeRedaction = makeRedaction;
    this.knowledge = knowledge;
    this.symptoms = symptoms;
    this.page = page;
    /** @type {Asked[]} */
    this.waiting = [];
    /** @type {Current | null} */
    this.current = null;
    /** @type {Id[]} symptoms that got stuck on this paste */
    this.skip = [];
    this.count = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {Line | null} */
    this.line = null;
    this.start();
  }

  start(isAlone = false) {
    this.stop();
    this.line = (!isAlone && this.makeWorker()) || this.makeSlices();
    this.send({ kind: "open", knowledge: this.knowledge });
  }

  /**
   * Starts again with what redacts; what was read has to be read again.
   * @param {MakeRedaction} makeRedaction
   */
  redactWith(makeRedaction) {
    this.makeRedaction = makeRedaction;
    this.start();
  }

  stop() {
    clearTimeout(this.timer);
    this.line?.terminate();
    this.line = null;
    this.current = null;
  }

  /** @returns {Line | null} */
  makeWorker() {
    try {
      const made = `{ ...(${this.makeEngine})(), ...(${this.makeRedaction ?? "Object"})() }`;
      const code = `const engine = ${made}; engine.serve(self, engine);`;
      const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
      const worker = new Worker(trusted().createScriptURL(url));
      setTimeout(() => URL.revokeObjectURL(url), 60000);
      return this.lineTo(worker);
    } catch {
      return null;
    }
  }

  /**
   * @param {Worker} worker
   * @returns {Line}
   */
  lineTo(worker) {
    worker.onmessage = ({ data }) => this.receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.broke();
    };
    return {
      isHere: false,
      postMessage: (job) => worker.postMessage(job),
      terminate: () => {
        worker.onmessage = null;
        worker.onerror = null;
        worker.terminate();
      },
    };
  }

  /** @returns {Line} */
  makeSlices() {
    const engine = { ...this.makeEngine(), ...this.makeRedaction?.() };
    let isOpen = true;
    /** @type {Port} */
    const port = {
      postMessage: (message) => {
        if (isOpen) this.receive(message);
      },
    };
    engine.serve(port, engine, true);
    return {
      isHere: true,
      postMessage: (job) => setTimeout(() => port.onmessage?.({ data: job })),
      terminate: () => {
        isOpen = false;
      },
    };
  }

  /**
   * A job replaces those of its kind that wait; a new look replaces all.
   * @param {Asked} job
   */
  ask(job) {
    const isLook = job.kind === "look";
    this.waiting = isLook ? [] : this.waiting.filter(({ kind }) => kind !== job.kind);
    this.waiting.push(job);
    if (isLook && this.isReadingLong() && !this.line?.isHere) this.start();
    else if (!this.current) this.next();
  }

  /** Has it been reading something for so long that it is not worth waiting for? */
  isReadingLong() {
    const { current } = this;
    const isReading = current?.job.kind === "look" && current.at === -1;
    return isReading && Date.now() - current.since > STALE_MS;
  }

  /** What was asked is not wanted any more. */
  drop() {
    this.waiting = [];
    if (this.current) this.current.isDropped = true;
  }

  next() {
    const job = this.waiting.shift();
    this.page.busy(Boolean(job));
    if (job) this.send(job);
  }

  /** @param {Asked | OpenJob} job */
  send(job) {
    if (job.kind === "look" && job.isNew) this.skip = [];
    const id = ++this.count;
    this.current = { job, id, at: -1, since: Date.now(), isDropped: false };
    const { skip } = this;
    this.line?.postMessage(job.kind === "look" ? { ...job, id, skip } : { ...job, id });
    this.watch(this.current);
  }

  /** @param {number | Message} message */
  receive(message) {
    const { current } = this;
    if (!current) return;
    if (typeof message !== "number") {
      if (message.id === current.id) this.finish(current, message);
      return;
    }
    current.at = message;
    this.watch(current);
  }

  /**
   * @param {Current} current
   * @param {Message} message
   */
  finish({ isDropped }, message) {
    clearTimeout(this.timer);
    this.current = null;
    const isOld = isDropped || this.waiting.some(({ kind }) => kind === "look");
    const isNews = message.kind !== "open" && !isOld;
    if (isNews || message.failed !== undefined) this.page.receive(message);
    this.next();
  }

  /** @param {Current} current */
  watch(current) {
    clearTimeout(this.timer);
    if (this.line?.isHere) return;
    const { at, job } = current;
    const limit = job.kind === "look" && at >= 0 ? SYMPTOM_MS : READING_MS;
    const check = () => {
      if (this.current === current && current.at === at) this.overrun(current);
    };
    this.timer = setTimeout(() => setTimeout(check, LATE_MS), limit);
  }

  /** @param {Current} current */
  overrun({ job, at }) {
    const symptom = job.kind === "look" && at >= 0 ? this.symptoms[at] : null;
    const hasRoom = this.skip.length < MOST_STUCK;
    if (symptom && hasRoom) this.lookWithout(symptom, job);
    this.start();
    if (!symptom || this.skip.length >= MOST_STUCK) this.page.receive({ slow: true });
  }

  /**
   * @param {Id} symptom
   * @param {Asked | OpenJob} job
   */
  lookWithout(symptom, job) {
    this.skip = [...this.skip, symptom];
    const isReplaced = this.waiting.some(({ kind }) => kind === "look");
    if (job.kind === "look" && !isReplaced) this.waiting.unshift({ ...job, isNew: false });
  }

  /** The Worker itself failed: at its start, there can be none; later, one more try. */
  broke() {
    const job = this.current?.job;
    const isStart = !job || job.kind === "open";
    this.start(isStart);
    if (job && !isStart) this.page.receive({ failed: "" });
  }
}
