// npm run test:faults: the tests of crashes, full disks, damaged files, wrong clocks, broken and slow connections, and hostile input, with 100
// instead of 20 crashes in bursts. `npm test` has the same tests in their shorter form.
import { existsSync } from 'node:fs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { at } from './lib/project.mjs';
import { createReport } from './lib/report.mjs';
import { runVitest } from './lib/suites.mjs';

const GATEWAY = 'src-main/gateway';
const FILES = [
  ...['kill', 'kill-votes', 'kill-scheduled', 'full-disk'].map((name) => `${GATEWAY}/testing/${name}.integration.test.ts`),
  ...[
    'clock-while-writing',
    'cut-frames',
    'dropped',
    'full-disk-backup',
    'half-open',
    'half-open-messenger',
    'slow-readers',
    'stopped',
    'write-errors',
  ].map((name) => `${GATEWAY}/testing/faults/${name}.integration.test.ts`),
  ...['writer-thread', 'reader-thread', 'private-folder'].map((name) => `${GATEWAY}/store/${name}.integration.test.ts`),
  ...['backup', 'encrypted', 'hostile', 'newest-good', 'older'].map((name) => `${GATEWAY}/store/backup/${name}.integration.test.ts`),
  ...['releases', 'schema'].map((name) => `${GATEWAY}/testing/releases/${name}.integration.test.ts`),
  ...['http', 'realtime'].map((name) => `${GATEWAY}/${name}/hostile-inputs.integration.test.ts`),
  `${GATEWAY}/store/lock.test.ts`,
  `${GATEWAY}/domain/clock-jump.integration.test.ts`,
  ...['backups', 'encryption'].map((name) => `${GATEWAY}/domain/maintenance/${name}.integration.test.ts`),
  `${GATEWAY}/agents/waking/killed.integration.test.ts`,
  `${GATEWAY}/transports/last-bytes.integration.test.ts`,
  `${GATEWAY}/start.integration.test.ts`,
  ...['backup', 'damaged'].map((name) => `src-main/cli/commands/${name}.integration.test.ts`),
];

await main(async () => {
  const missing = FILES.filter((file) => !existsSync(at(file)));
  if (missing.length > 0) throw new Error(`Not there: ${missing.join(', ')}.`);
  await ensureInstalled();
  await ensureBuilt();
  process.env.LANAI_CRASHES = '100';
  process.env.LANAI_FAULTS = 'all';
  const report = createReport();
  report.add(await runVitest(['unit', 'integration'], FILES));
  report.finish();
});
