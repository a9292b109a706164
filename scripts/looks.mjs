// npm run looks [-- --update]: compares every screen with its snapshot in e2e/looks, or draws the snapshots again.
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
  const { wrapper, environment } = await prepareMachine();
  report.add(await runPlaywright({ wrapper, environment: { ...environment, LANAI_LOOKS: 'all' } }, ['tour-english.spec.ts', ...args]));
  report.finish();
});
