// npm run bench [-- --quick --json]: measures the built program; the benchmarks are in bench.
import { ensureBuilt } from './lib/build.mjs';
import { runInForeground } from './lib/foreground.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { at, projectNode } from './lib/project.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const { code } = await runInForeground(projectNode(), [at('bench/main.ts'), ...process.argv.slice(2)]);
  process.exitCode = code;
});
