// The fast check, for before every commit: types, lint, layers, format, dead code, the subjects of commits and unit tests.
import { checkSources } from './lib/checks.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { createReport } from './lib/report.mjs';
import { runVitest } from './lib/suites.mjs';

await main(async () => {
  await ensureInstalled();
  const report = createReport();
  for (const step of await checkSources()) report.add(step);
  report.add(await runVitest(['unit']));
  report.finish();
});
