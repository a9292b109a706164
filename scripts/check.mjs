// The fast check, for before every commit: types, lint, layers, format, dead code, the subjects of commits and unit tests.
import { checkDeadCode, checkFormat, checkLint, checkTypes } from './lib/checks.mjs';
import { checkCommits } from './lib/commits.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { createReport } from './lib/report.mjs';
import { runVitest } from './lib/suites.mjs';

await main(async () => {
  await ensureInstalled();
  const report = createReport();
  report.add(await checkCommits());
  report.add(await checkTypes());
  for (const step of await checkLint()) report.add(step);
  report.add(await checkFormat());
  report.add(await checkDeadCode());
  report.add(await runVitest(['unit']));
  report.finish();
});
