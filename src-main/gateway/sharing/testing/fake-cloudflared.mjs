// Imitates cloudflared 2026.8 with `--version` and `tunnel --metrics HOST:PORT --url URL`, as recorded/cloudflared.json has its output and
// the answers of its metrics server (scripts/record-tunnels.mjs records them again): all lines on standard error, `/quicktunnel` at
// once, `/ready` 503 until it is connected. It connects when the file in FAKE_READY exists, and ends when the one in FAKE_CRASH does, or
// when its `--quick-service` refuses. It leads nowhere: a test sends requests to the port that is in its `--url`.
import { appendFileSync, existsSync } from 'node:fs';
import { createServer } from 'node:http';

const { FAKE_READY = '', FAKE_CRASH = '', FAKE_CALLS = '' } = process.env;
if (process.argv[2] === '--version') {
  process.stdout.write('cloudflared version 2026.8 (built from source)\n');
  process.exit(0);
}
const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : '');
const [host, port] = option('--metrics').split(':');
const hostname = 'four-plain-test-words.trycloudflare.com';
const CONNECTOR = '6ba7b810-9dad-41d1-80b4-00c04fd430c8';
const say = (text) => process.stderr.write(`${new Date().toISOString()} INF ${text}\n`);

appendFileSync(FAKE_CALLS, `${JSON.stringify({ args: process.argv.slice(2), pid: process.pid })}\n`);
const service = option('--quick-service');
const isRefused = service !== '' && !(await fetch(`${service}/tunnel`, { method: 'POST' })).ok;
if (isRefused || existsSync(FAKE_CRASH)) {
  process.stderr.write('failed to unmarshal quick Tunnel: invalid character: status_code="429 Too Many Requests"\n');
  process.exit(1);
}
say('Requesting new quick Tunnel on trycloudflare.com...');
say('+--------------------------------------------------------------------------------------------+');
say('|  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |');
say(`|  https://${hostname}                                          |`);
say('+--------------------------------------------------------------------------------------------+');
createServer((request, response) => {
  const isReady = existsSync(FAKE_READY);
  if (request.url === '/quicktunnel') response.end(JSON.stringify({ hostname }));
  else if (request.url === '/ready')
    response
      .writeHead(isReady ? 200 : 503)
      .end(JSON.stringify({ status: isReady ? 200 : 503, readyConnections: Number(isReady), connectorId: CONNECTOR }));
  else response.writeHead(404).end();
}).listen(Number(port), host);
process.on('SIGTERM', () => process.exit(0));
setInterval(() => {
  if (existsSync(FAKE_CRASH)) process.exit(1);
}, 50);
