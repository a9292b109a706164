// A gateway without a home: speaks src-shared/host.ts and serves one page. The contract of the host (gateway-host.contract.ts)
// runs it under Node and under Electron's utilityProcess, so it is plain CommonJS and needs nothing.
// Its data folder's files `fail`, `crash` and `hang` make it fail to start, end right after its start, and never finish its start.
const { existsSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');

const [dataDir, port] = ['--data-dir', '--port'].map((name) => process.argv[process.argv.indexOf(name) + 1]);
const tells = (file) => existsSync(join(dataDir, file));
const parent = process.parentPort ?? {
  postMessage: (message) => process.send(message),
  on: (_event, listener) => process.on('message', (data) => listener({ data })),
};

const server = createServer((request, response) => {
  if (request.url === '/crash') process.exit(3);
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end('<!doctype html><title>A fixture</title><p>The fixture is running.</p>');
});

parent.on('message', ({ data }) => {
  if (data.event === 'owner-token') parent.postMessage({ event: 'owner-token', request: data.request, token: `token-${data.request}` });
  else if (data.event === 'here') parent.postMessage({ event: 'here', request: data.request });
  else if (data.event === 'sign-in') {
    const command = { title: data.ticket, file: '/bin/sh', args: [], folder: '/', env: {}, proves: true };
    parent.postMessage({ event: 'sign-in', request: data.request, command: data.ticket === 'used' ? null : command });
  } else if (data.event === 'stop' && !tells('hang')) process.exit(0);
});
// The real gateway answers this signal as it answers `stop`.
process.on('SIGTERM', () => tells('hang') || process.exit(0));

if (tells('crash')) process.exit(4);
if (tells('fail')) {
  parent.postMessage({ event: 'failed', code: 'port_taken', message: 'Port 4510 is taken by another program.' });
  // A message is on its way when the process ends; the real gateway leaves it the same moment.
  setTimeout(() => process.exit(69), 50);
} else if (tells('hang')) {
  require('node:fs').writeFileSync(join(dataDir, 'hangs'), '');
} else {
  server.listen(Number(port), '127.0.0.1', () => {
    const url = `http://127.0.0.1:${server.address().port}`;
    const ws = `${url.replace('http', 'ws')}/ws`;
    parent.postMessage({
      event: 'ready',
      version: '0.0.0',
      url,
      ws,
      tcp: null,
      socket: null,
      dataDir,
      keyFile: join(dataDir, 'agent.key'),
      ownerUrl: `${url}/enter#fixture`,
    });
  });
}
