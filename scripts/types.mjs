import { checkTypes } from './lib/checks.mjs';
import { main } from './lib/main.mjs';
import { createReport } from './lib/report.mjs';

await main(async () => {
  const report = createReport();
  report.add(await checkTypes());
  report.finish();
});
