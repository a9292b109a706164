// npm run docs: writes docs/protocol.md, docs/rest.md and the types of the SDK from the rows in src-shared.
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { at, projectNode, run, say } from './lib/project.mjs';

await main(async () => {
  await ensureInstalled();
  const { code, output } = await run(projectNode(), [at('scripts/docs/write.ts')], { capture: true });
  if (code !== 0) throw new Error(`The documents could not be made.\n${output}`);
  say('Wrote docs/protocol.md, docs/rest.md and sdk/typescript/src/protocol.ts.');
});
