// Imitates tailscale 1.102.5 with `version`, `status --json`, `serve` and `funnel`, as recorded/tailscale.json has their output
// (scripts/record-tunnels.mjs records it again). FAKE_STATUS is the file with the answer to `status`, and FAKE_SERVED that with the answer to
// `serve status --json`. Every call is a line in FAKE_CALLS. It leads nowhere: a test sends requests to the target of `serve`.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const { FAKE_STATUS = '', FAKE_SERVED = '', FAKE_CALLS = '' } = process.env;
const [command, ...args] = process.argv.slice(2);
const say = (...lines) => process.stdout.write(`${lines.join('\n')}\n`);
appendFileSync(FAKE_CALLS, `${JSON.stringify([command, ...args])}\n`);
if (command === 'version') {
  say('1.102.5');
} else if (command === 'status') {
  process.stdout.write(readFileSync(FAKE_STATUS, 'utf8'));
} else if (args[0] === 'status') {
  process.stdout.write(existsSync(FAKE_SERVED) ? readFileSync(FAKE_SERVED, 'utf8') : '{}\n');
} else if (args.at(-1) !== 'off') {
  const where = command === 'funnel' ? 'on the internet' : 'within your tailnet';
  const port = args.find((arg) => arg.startsWith('--https=')) ?? '';
  say(`Available ${where}:`, '', 'https://desk.tail1234.ts.net/', `|-- proxy ${args.at(-1)}`, '');
  say(
    `${command === 'funnel' ? 'Funnel' : 'Serve'} started and running in the background.`,
    `To disable the proxy, run: tailscale ${command} ${port} off`,
  );
}
