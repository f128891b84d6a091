// Why: keeps the desk in a Worker and watches it: a symptom that takes longer than half a second is
// left out and the desk starts again, so that one bad pattern costs one answer, not all. It must not
// know the DOM or what the jobs are about. Where no Worker can be made, the desk runs here in slices.

import { trusted } from "../page/elements.mjs";

const SYMPTOM_MS = 500; // milliseconds for one symptom
const READING_MS = 8000; // … for reading, and for everything that is not a symptom
const STALE_MS = 300; // … after which reading something that was replaced is given up
const MOST_STUCK = 8; // symptoms that may get stuck on one paste

/** Keeps one desk, asks it one job at a time, and tells the page what it says. */
export class Watchdog {
  /**
   * @param {function} makeEngine returns the engine and the book's reading; its source becomes the Worker's
   * @param {string} knowledge JSON
   * @param {string[]} symptoms ids in the order of the knowledge
   * @param {{hear: function, busy: function}} page what to tell
   */
  constructor(makeEngine, knowledge, symptoms, page) {
    Object.assign(this, {
      makeEngine,
      knowledge,
      symptoms,
      page,
      waiting: [],
      current: null,
      skip: [],
      count: 0,
    });
    this.start();
  }

  start(alone = false) {
    this.stop();
    this.port = (!alone && this.makeWorker()) || this.makeSlices();
    this.send({ kind: "open", knowledge: this.knowledge });
  }

  stop() {
    clearTimeout(this.timer);
    if (!this.port) return;
    this.port.onmessage = this.port.onerror = null;
    this.port.terminate();
    this.current = null;
  }

  makeWorker() {
    try {
      const code = "const book = (" + this.makeEngine + ")(); book.serve(self, book);";
      const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
      const worker = new Worker(trusted().createScriptURL(url));
      worker.onmessage = ({ data }) => this.hear(data);
      worker.onerror = (event) => {
        event.preventDefault();
        this.broke();
      };
      setTimeout(() => URL.revokeObjectURL(url), 60000);
      return worker;
    } catch {
      return null;
    }
  }

  makeSlices() {
    const book = this.makeEngine();
    const desk = { postMessage: (told) => port.onmessage?.({ data: told }) };
    const port = {
      isHere: true,
      terminate: () => {
        desk.postMessage = () => {};
      },
      postMessage: (job) => setTimeout(() => desk.onmessage({ data: job })),
      onmessage: ({ data }) => this.hear(data),
    };
    book.serve(desk, book, true);
    return port;
  }

  /** A job replaces those of its kind that wait; a new look replaces all. */
  ask(job) {
    this.waiting = job.kind === "look" ? [] : this.waiting.filter(({ kind }) => kind !== job.kind);
    this.waiting.push(job);
    const { current } = this;
    const isStale =
      job.kind === "look" &&
      current?.kind === "look" &&
      current.at === -1 &&
      Date.now() - current.since > STALE_MS;
    if (isStale && !this.port.isHere) this.start();
    else if (!current) this.next();
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

  send(job) {
    if (job.isNew) this.skip = [];
    this.current = { ...job, id: ++this.count, skip: this.skip, at: -1, since: Date.now() };
    const { isNew, at, since, ...told } = this.current;
    this.port.postMessage(told);
    this.watch();
  }

  hear(told) {
    if (!this.current) return;
    if (typeof told === "number") {
      this.current.at = told;
      this.watch();
    } else if (told.id === this.current.id) this.finish(told);
  }

  finish(told) {
    clearTimeout(this.timer);
    const job = this.current;
    this.current = null;
    const isOld = this.waiting.some(({ kind }) => kind === "look");
    if (told.failed !== undefined || (told.kind !== "open" && !isOld && !job.isDropped))
      this.page.hear(told, job);
    this.next();
  }

  watch() {
    clearTimeout(this.timer);
    if (this.port.isHere) return;
    const { at, kind } = this.current;
    const limit = kind === "look" && at >= 0 ? SYMPTOM_MS : READING_MS;
    const job = this.current;
    // the page may have been busy itself: what was told meanwhile is heard first
    this.timer = setTimeout(
      () =>
        setTimeout(() => {
          if (this.current === job && job.at === at) this.overrun();
        }, 20),
      limit,
    );
  }

  overrun() {
    const job = this.current;
    const symptom = job.kind === "look" && job.at >= 0 ? this.symptoms[job.at] : null;
    if (symptom && this.skip.length < MOST_STUCK) {
      this.skip = [...this.skip, symptom];
      if (!this.waiting.some(({ kind }) => kind === "look"))
        this.waiting.unshift({ ...job, isNew: false });
    }
    this.start();
    if (!symptom || this.skip.length >= MOST_STUCK)
      this.page.hear({ kind: job.kind, slow: true }, job);
  }

  /** The Worker itself failed: at its start, there can be none; later, one more try. */
  broke() {
    const job = this.current;
    const isStart = !job || job.kind === "open";
    this.start(isStart);
    if (!isStart) this.page.hear({ kind: job.kind, failed: "" }, job);
  }
}
