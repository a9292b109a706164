// npm run looks [-- --update]: compares every screen with its picture in e2e/looks, or draws the pictures anew.
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { createReport } from './lib/report.mjs';
import { runPlaywright } from './lib/suites.mjs';
import { prepareMachine } from './lib/test-machine.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const report = createReport();
  // Those that look as they did stay as they are.
  const args = process.argv.includes('--update') ? ['--update-snapshots=changed'] : [];
  report.add(await runPlaywright(await prepareMachine(), ['looks.spec.ts', ...args]));
  report.finish();
});
