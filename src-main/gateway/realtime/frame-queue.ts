// The order of one connection's frames. Messages may be on their way together, since the writer keeps their order and
// shares one wait for the disk among them; anything else waits for what came before it.
import type { Peer } from './peer.ts';

interface Job {
  isShared: boolean;
  /** The frame's share of the limit: its text is kept until it is done. */
  weight: number;
  work(): Promise<void>;
}

/** The transport that the frames come from. */
type Source = Pick<Peer, 'pause' | 'resume'>;

/** The pending weight at which the transport stops reading, and the one at which it continues. */
const HIGH = 512;
const LOW = 128;

export class FrameQueue {
  readonly #source: Source;
  readonly #waiting: Job[] = [];
  #running = 0;
  /** The weight of all that waits or runs. */
  #load = 0;
  #isExclusive = false;
  #isHigh = false;
  readonly #onIdle: (() => void)[] = [];

  constructor(source: Source) {
    this.#source = source;
  }

  /** `work` handles its own failures. */
  take(job: Job): void {
    this.#waiting.push(job);
    this.#load += job.weight;
    this.#next();
    if (!this.#isHigh && this.#load > HIGH) {
      this.#isHigh = true;
      this.#source.pause();
    }
  }

  /** Runs once no frame waits or is in progress: at once if that is now. */
  whenIdle(run: () => void): void {
    if (this.#running === 0) run();
    else this.#onIdle.push(run);
  }

  #next(): void {
    for (let job = this.#waiting[0]; job; job = this.#waiting[0]) {
      if (this.#isExclusive || (!job.isShared && this.#running > 0)) return;
      this.#waiting.shift();
      this.#running += 1;
      this.#isExclusive = !job.isShared;
      const { weight } = job;
      const done = (): void => this.#done(weight);
      job.work().then(done, done);
    }
  }

  #done(weight: number): void {
    this.#running -= 1;
    this.#load -= weight;
    this.#isExclusive = false;
    this.#next();
    if (this.#running === 0) for (const run of this.#onIdle.splice(0)) run();
    if (this.#isHigh && this.#load <= LOW) {
      this.#isHigh = false;
      this.#source.resume();
    }
  }
}
