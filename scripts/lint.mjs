// The rules of .oxlintrc.json, with types: floating promises, unsafe values, sizes, cycles, and which folder may import which.
import { checkLint } from './lib/checks.mjs';
import { main } from './lib/main.mjs';
import { createReport } from './lib/report.mjs';

await main(async () => {
  const report = createReport();
  for (const step of await checkLint(process.argv.slice(2))) report.add(step);
  report.finish();
});
