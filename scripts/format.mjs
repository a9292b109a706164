// npm run format [-- --check] [-- FILE…]: writes the files as oxfmt would have them, or only says which differ.
import { checkFormat } from './lib/checks.mjs';
import { main } from './lib/main.mjs';
import { createReport } from './lib/report.mjs';

await main(async () => {
  const report = createReport();
  report.add(await checkFormat(process.argv.slice(2)));
  report.finish();
});
