// The process that reads one PDF file, in a thread, so that it can watch the memory of both, and end with the gateway in the middle of a
// page. A file that makes V8 give up ends this process and nothing else.
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { PdfJob, type FromPdfReader } from './pdf-job.ts';

const MIB = 1024 * 1024;
/** V8 limits its own heap, and not the content of the streams of a file. */
const RESIDENT_BYTES_MAX = 448 * MIB;
const MEMORY_CHECKED_EVERY_MS = 50;
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
const END_LIMIT_MS = 2_000;

/** The desktop started it, or Node. */
interface Parent {
  send(message: FromPdfReader): void;
  onceMessage(listener: (message: unknown) => void): void;
}

/** Electron's port, as far as it is used. */
interface ParentPort {
  postMessage(message: unknown): void;
  once(event: 'message', listener: (event: { data: unknown }) => void): void;
}

function connectParent(): Parent {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Electron adds it; Node's types do not know it
  const port = (process as { parentPort?: ParentPort }).parentPort;
  if (port) {
    return {
      send: (message) => port.postMessage(message),
      onceMessage: (listener) => port.once('message', ({ data }) => listener(data)),
    };
  }
  // The gateway was killed.
  process.once('disconnect', () => process.exit());
  return {
    send: (message) => void (process.connected && process.send?.(message, () => undefined)),
    onceMessage: (listener) => void process.once('message', listener),
  };
}

function read(job: PdfJob, parent: Parent): void {
  // The library writes to the console. None of that is for a log.
  const worker = new Worker(path.join(import.meta.dirname, 'pdf-thread.cjs'), {
    ...{ workerData: job, resourceLimits: RESOURCE_LIMITS, env: {}, stdout: true, stderr: true },
  });
  let isOver = false;
  const say = (message: FromPdfReader): void => {
    if (isOver) return;
    isOver = message.kind === 'done' || message.kind === 'failed';
    parent.send(message);
    if (!isOver) return;
    clearInterval(watch);
    void worker.terminate();
    // The gateway ends the process as soon as it has this message.
    setTimeout(() => process.exit(), END_LIMIT_MS);
  };
  const end = (why: 'heavy' | 'broken'): void => say({ kind: 'failed', why });
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() > RESIDENT_BYTES_MAX) end('heavy');
  }, MEMORY_CHECKED_EVERY_MS);
  worker.on('message', say);
  worker.once('error', (error: unknown) =>
    end(error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'heavy' : 'broken'),
  );
  worker.once('exit', () => end('broken'));
}

// The messages of the home come first.
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
const parent = connectParent();
parent.onceMessage((message) => read(PdfJob.parse(message), parent));
