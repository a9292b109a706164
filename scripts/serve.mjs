// npm run serve [-- --data-dir D --host H --port P --tcp-port P|off --socket PATH|off --clawchat --json]: a home without a screen.
import { ensureBuilt } from './lib/build.mjs';
import { serve } from './lib/gateway.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  process.exitCode = await serve(process.argv.slice(2));
});
