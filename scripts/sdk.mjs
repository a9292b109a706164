// npm run sdk [-- FOLDER]: builds the TypeScript SDK, and packs it into the folder.
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { say } from './lib/project.mjs';
import { buildSdk, packSdk } from './lib/sdk.mjs';

await main(async () => {
  const [folder] = process.argv.slice(2);
  await ensureInstalled();
  await buildSdk();
  if (folder !== undefined) say(await packSdk(folder));
});
