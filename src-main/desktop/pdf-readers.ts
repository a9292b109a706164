// The processes that read PDF files for the home. Only Electron's main process can start one in a shipped app.
import type { utilityProcess as ElectronUtilityProcess, UtilityProcess } from 'electron';
import { ToPdfReaders, type FromPdfReaders } from '../../src-shared/pdf-host.ts';

/** The home reads one file at a time; the last one may still be ending. */
const AT_ONCE = 2;
const HEAP_MIB_MAX = 192;

interface PdfReadersOptions {
  utilityProcess: typeof ElectronUtilityProcess;
  program: string;
  send(message: FromPdfReaders): void;
}

export class PdfReaders {
  readonly #options: PdfReadersOptions;
  readonly #running = new Map<number, UtilityProcess>();

  constructor(options: PdfReadersOptions) {
    this.#options = options;
  }

  /** Whether the message was one for these readers. */
  take(value: unknown): boolean {
    const parsed = ToPdfReaders.safeParse(value);
    if (!parsed.success) return false;
    if (parsed.data.event === 'pdf-start') this.#start(parsed.data);
    else this.#running.get(parsed.data.reader)?.kill();
    return true;
  }

  endAll(): void {
    for (const child of this.#running.values()) child.kill();
  }

  #start({ reader, job }: { reader: number; job?: unknown }): void {
    const { utilityProcess, program, send } = this.#options;
    if (this.#running.size >= AT_ONCE) return send({ event: 'pdf-ended', reader });
    const child = utilityProcess.fork(program, [], {
      ...{ serviceName: 'Lanai PDF reader', stdio: 'ignore', env: {} },
      execArgv: [`--max-old-space-size=${HEAP_MIB_MAX}`],
    });
    this.#running.set(reader, child);
    child.on('message', (message: unknown) => send({ event: 'pdf-said', reader, message }));
    child.once('exit', () => {
      this.#running.delete(reader);
      send({ event: 'pdf-ended', reader });
    });
    child.postMessage(job);
  }
}
