// Gives jobs to a worker one after the other. A job that takes too long ends with its worker: it cannot hold up the page.

/** A worker says this once its script has run. */
export const READY = 'ready';

export type Answer<Result> = { result: Result } | { problem: string };

/** Long enough for a slow phone to read a large script. */
const START_LIMIT_MS = 20_000;

/** The job took too long. Any other error is the job's own, or the worker could not be started. */
export class TookTooLong extends Error {}
/** The worker refused the job. */
export class Refused extends Error {}

interface Waiting<Job, Result> {
  job: Job;
  resolve(result: Result): void;
  reject(reason: unknown): void;
}

type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

interface TimedWorkerOptions {
  start(): Promise<WorkerLike>;
  /** For one job. */
  limitMs: number;
  /** The worker is let go after so long without a job. */
  idleMs: number;
}

export class TimedWorker<Job, Result> {
  readonly #options: TimedWorkerOptions;
  readonly #waiting: Waiting<Job, Result>[] = [];
  #worker: WorkerLike | null = null;
  #isBusy = false;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TimedWorkerOptions) {
    this.#options = options;
  }

  do(job: Job): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      void this.#goOn();
    });
  }

  async #goOn(): Promise<void> {
    if (this.#isBusy) return;
    const next = this.#waiting.shift();
    clearTimeout(this.#idle);
    if (!next) {
      this.#idle = setTimeout(() => this.#end(), this.#options.idleMs);
      return;
    }
    this.#isBusy = true;
    try {
      this.#worker ??= await this.#started();
      next.resolve(await this.#answered(this.#worker, next.job));
    } catch (error) {
      // A worker that refused a job is as good as before.
      if (!(error instanceof Refused)) this.#end();
      next.reject(error);
    }
    this.#isBusy = false;
    void this.#goOn();
  }

  async #started(): Promise<WorkerLike> {
    const worker = await this.#options.start();
    let limit: ReturnType<typeof setTimeout> | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const fail = (): void => reject(new Error('The worker did not start.'));
        worker.onmessage = ({ data }) => data === READY && resolve();
        worker.onerror = fail;
        limit = setTimeout(fail, START_LIMIT_MS);
      });
    } catch (error) {
      worker.terminate();
      throw error;
    } finally {
      clearTimeout(limit);
    }
    return worker;
  }

  #answered(worker: WorkerLike, job: Job): Promise<Result> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new TookTooLong()), this.#options.limitMs);
      worker.onmessage = ({ data }: MessageEvent<Answer<Result>>) => {
        clearTimeout(timer);
        if ('result' in data) resolve(data.result);
        else reject(new Refused(data.problem));
      };
      worker.onerror = () => {
        clearTimeout(timer);
        reject(new Error('The worker failed.'));
      };
      worker.postMessage(job);
    });
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }
}
