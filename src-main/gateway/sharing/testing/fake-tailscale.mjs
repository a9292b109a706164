// Imitates tailscale 1.102.5 with `status --json`, `serve` and `funnel`, as their output was recorded. FAKE_STATUS is the file with the
// answer to `status`, and FAKE_SERVED that with the answer to `serve status --json`. Every call is a line in FAKE_CALLS. It leads nowhere: a test sends requests to the target of `serve`.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const { FAKE_STATUS = '', FAKE_SERVED = '', FAKE_CALLS = '' } = process.env;
const [command, ...args] = process.argv.slice(2);
appendFileSync(FAKE_CALLS, `${JSON.stringify([command, ...args])}\n`);
if (command === 'status') {
  process.stdout.write(readFileSync(FAKE_STATUS, 'utf8'));
} else if (args[0] === 'status') {
  process.stdout.write(existsSync(FAKE_SERVED) ? readFileSync(FAKE_SERVED, 'utf8') : '{}\n');
} else if (args.at(-1) !== 'off') {
  process.stdout.write(
    'Available within your tailnet:\n\nhttps://desk.tail1234.ts.net/\n|-- proxy unix:/…\n\nServe started and running in the background.\n',
  );
}
