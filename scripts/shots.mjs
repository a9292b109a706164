// npm run shots: draws the images of the README, and a page of every main screen, from the built app.
import { ensureBuilt } from './lib/build.mjs';
import { runInForeground } from './lib/foreground.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { at, projectNode } from './lib/project.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const { code } = await runInForeground(projectNode(), [at('e2e/shots.ts'), ...process.argv.slice(2)]);
  process.exitCode = code;
});
