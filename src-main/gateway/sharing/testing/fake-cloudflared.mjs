// Imitates cloudflared 2026.8 with `tunnel --metrics HOST:PORT --url URL`, as its output and its metrics server were recorded: all lines on
// standard error, `/quicktunnel` at once, `/ready` 503 until it is connected. It connects when the file in FAKE_READY exists, and
// ends when the one in FAKE_CRASH does. It leads nowhere: a test sends requests to the port that is in its `--url`.
import { appendFileSync, existsSync } from 'node:fs';
import { createServer } from 'node:http';

const { FAKE_READY = '', FAKE_CRASH = '', FAKE_CALLS = '' } = process.env;
const option = (name) => process.argv[process.argv.indexOf(name) + 1] ?? '';
const [host, port] = option('--metrics').split(':');
const hostname = 'four-plain-test-words.trycloudflare.com';
const say = (text) => process.stderr.write(`${new Date().toISOString()} INF ${text}\n`);

appendFileSync(FAKE_CALLS, `${JSON.stringify({ args: process.argv.slice(2), pid: process.pid })}\n`);
if (existsSync(FAKE_CRASH)) {
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
    response.writeHead(isReady ? 200 : 503).end(JSON.stringify({ status: isReady ? 200 : 503, readyConnections: Number(isReady) }));
  else response.writeHead(404).end();
}).listen(Number(port), host);
setInterval(() => {
  if (existsSync(FAKE_CRASH)) process.exit(1);
}, 50);
