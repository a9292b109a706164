// Electron's main process of e2e/gateway-host.spec.ts: runs the host's contract with utilityProcess and prints what came of it.
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { app, utilityProcess } from 'electron';
import { utilityGateway } from '../gateway-process.ts';
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
  process.stdout.write(`${JSON.stringify(results)}\n`, () => app.exit(0));
}

main().catch((error: unknown) => {
  console.error(error);
  app.exit(1);
});
