// Starts the process that reads a PDF file by the desktop: Electron's own program is no Node, and only the desktop can start its utilityProcess.
import { FromPdfReaders, type ToPdfReaders } from '../../src-shared/pdf-host.ts';
import type { PdfReaderListener, StartPdfReader } from './store/pdf/pdf-job.ts';

interface Desktop {
  send(message: ToPdfReaders): void;
  onMessage(listener: (message: unknown) => void): void;
}

export function desktopPdfReader({ send, onMessage }: Desktop): StartPdfReader {
  const listeners = new Map<number, PdfReaderListener>();
  let last = 0;
  onMessage((value) => {
    const parsed = FromPdfReaders.safeParse(value);
    if (!parsed.success) return;
    const { data } = parsed;
    const listener = listeners.get(data.reader);
    if (data.event === 'pdf-said') return listener?.onMessage(data.message);
    listeners.delete(data.reader);
    listener?.onEnd();
  });
  return (job, listener) => {
    last += 1;
    const reader = last;
    listeners.set(reader, listener);
    send({ event: 'pdf-start', reader, job });
    return { kill: () => send({ event: 'pdf-kill', reader }) };
  };
}
