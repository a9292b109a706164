// npm run build [-- client desktop preload terminalPreload shell terminal gateway cli openclaw]: everything, or only the named parts.
import { build, buildParts } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';

await main(async () => {
  const parts = process.argv.slice(2);
  await ensureInstalled();
  await (parts.length === 0 ? build() : buildParts(parts));
});
