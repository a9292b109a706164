// Exports are made beside the home: in a thread for a download, and as a separate program when `lanai export` does.
//   export-worker.cjs FILE --data-dir D --format F [--room R] [--own] [--force] [--json]
import { Writable } from 'node:stream';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { AppError, isErrorCode } from '../../../src-shared/errors.ts';
import { reasonOf } from '../../../src-shared/reason.ts';
import { runCommand } from './command.ts';
import type { ExportJob, FromExport, ToExport } from './job.ts';
import { zipSink } from './sink.ts';
import { writeExport } from './write.ts';

const EXIT_FAILED = 1;

/** Each piece waits until the one before it was taken, so that a slow reader fills no memory. */
function pieces(port: MessagePort): Writable {
  return new Writable({
    write(piece: Uint8Array, _encoding, taken) {
      port.once('message', (_more: ToExport) => taken());
      port.postMessage({ piece } satisfies FromExport);
    },
  });
}

async function work(port: MessagePort, job: ExportJob): Promise<void> {
  const tell = (message: FromExport): void => port.postMessage(message);
  try {
    tell({ done: await writeExport(job, zipSink(pieces(port), job.now)) });
  } catch (error) {
    const code = error instanceof AppError && isErrorCode(error.code) ? error.code : 'internal_error';
    tell({ failed: { code, message: reasonOf(error) } });
  }
}

const port = parentPort;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- export-thread.ts gives it
if (port) void work(port, workerData as ExportJob);
else {
  process.umask(0o077);
  runCommand(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exitCode = EXIT_FAILED;
  });
}
