// Electron's main process of e2e/gateway-host.spec.ts: runs the host's contract and the readers of PDF files with utilityProcess, and prints what came
// of it.
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { app, utilityProcess } from 'electron';
import { utilityGateway } from '../gateway-process.ts';
import { PdfReaders } from '../pdf-readers.ts';
import { HOST_CONTRACT } from './gateway-host.contract.ts';

async function main(): Promise<void> {
  await app.whenReady();
  const spawn = utilityGateway(utilityProcess, app.commandLine.getSwitchValue('fixture'));
  const folder = app.commandLine.getSwitchValue('folder');
  const results: Record<string, string> = {};
  for (const { name, run } of HOST_CONTRACT) {
    const dataDir = await mkdtemp(path.join(folder, 'home-'));
    results[name] = await run({ spawn, dataDir }).then(
      () => 'passed',
      (error: unknown) => String(error),
    );
  }
  for (const name of ['text.pdf', 'hostile.pdf']) results[name] = JSON.stringify(await readPdf(path.join(folder, name)));
  process.stdout.write(`${JSON.stringify(results)}\n`, () => app.exit(0));
}

/** All that the reader of a file sends, until the end of its process. */
async function readPdf(file: string): Promise<unknown[]> {
  const said: unknown[] = [];
  const program = app.commandLine.getSwitchValue('pdf-reader');
  await new Promise<void>((resolve) => {
    const readers = new PdfReaders({
      ...{ utilityProcess, program },
      send(message) {
        if (message.event === 'pdf-ended') return resolve();
        said.push(message.message);
        if (/done|failed/.test(JSON.stringify(message))) readers.take({ event: 'pdf-kill', reader: 1 });
      },
    });
    const job = { file, resources: path.join(path.dirname(program), '../renderer/pdf'), pagesMax: 9, charsMax: 1_000 };
    readers.take({ event: 'pdf-start', reader: 1, job });
  });
  return said;
}

main().catch((error: unknown) => {
  console.error(error);
  app.exit(1);
});
