// Another program of this machine has the port where the home is expected. It must get neither the key nor a proof that the home accepts.
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createHttp } from 'node:http';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { startCommandHome, type CommandHome } from './testing/home.ts';

let home: CommandHome;
let key: string;
const open: Server[] = [];
beforeAll(async () => {
  home = await startCommandHome();
  key = readFileSync(path.join(home.dataDir, 'agent.key'), 'utf8').trim();
});
afterEach(() => open.splice(0).forEach((each) => each.close()));
afterAll(() => home.close());

async function listening(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const ANSWERS: [that: string, answer: (frame: { id?: string }) => object][] = [
  [
    'does not know the question',
    ({ id }) => ({ reply_to: id, type: 'error', payload: { code: 'invalid_payload', message: 'Unknown command' } }),
  ],
  ['does not say which question it means', () => ({ type: 'error', payload: { code: 'invalid_payload', message: 'unknown variant' } })],
  ['wants a registration first', ({ id }) => ({ reply_to: id, type: 'error', payload: { code: 'not_registered', message: 'Register.' } })],
  ['makes up a proof', ({ id }) => ({ reply_to: id, type: 'challenge', payload: { nonce: 'a'.repeat(64), proof: 'b'.repeat(64) } })],
  ['says yes to everything', ({ id }) => ({ reply_to: id, type: 'ok', payload: {} })],
];

/** The bytes that a squatter's port received while the command ran. */
async function heard(kind: 'tcp' | 'http', answer: (frame: { id?: string }) => object, args: readonly string[]) {
  let got = '';
  const reply = (text: string): string => JSON.stringify(answer(JSON.parse(text) as { id?: string }));
  let port: number;
  if (kind === 'tcp') {
    port = await listening(
      createServer((socket) => {
        socket
          .on('error', () => undefined)
          .on('data', (data) => {
            got += data.toString();
            for (const line of data.toString().split('\n')) if (line !== '') socket.write(`${reply(line)}\n`);
          });
      }),
    );
  } else {
    const web = createHttp((request, response) => {
      got += JSON.stringify(request.headers);
      response.end('{}');
    });
    new WebSocketServer({ server: web }).on('connection', (socket, request) => {
      got += JSON.stringify(request.rawHeaders);
      socket.on('message', (data: Buffer) => {
        got += data.toString();
        socket.send(reply(data.toString()));
      });
    });
    port = await listening(web);
  }
  const ran = await home.run([...args, '--url', `${kind}://127.0.0.1:${port}`]);
  return { got, ran };
}

/** With spaces: no random key in a header can hold it. */
const SAID = 'Only for the home';
const COMMANDS = [['send', 'lobby', SAID], ['wait', 'lobby', '--timeout', '5'], ['rooms'], ['monitor']];

describe.each(['tcp', 'http'] as const)('A squatter on the %s port', (kind) => {
  it.each(ANSWERS)('that %s gets no key', async (_that, answer) => {
    const { got, ran } = await heard(kind, answer, ['send', 'lobby', SAID]);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('The key was not sent');
    expect(got).toContain('"challenge"');
    expect(got).not.toContain('"register"');
    expect(got).not.toContain(key);
    expect(got).not.toContain(SAID);
  });

  it.each(COMMANDS.map((each) => [each]))('gets none from %j', async (args) => {
    const { got, ran } = await heard(kind, ANSWERS[0]![1], args);
    expect(ran.code).toBe(1);
    expect(got).not.toContain('"register"');
    expect(got).not.toContain(key);
    expect(got).not.toContain(SAID);
  });
});

it('A squatter that passes everything on to the home is not answered by it', async () => {
  const [host = '', port = ''] = (home.ready.tcp ?? '').split(':');
  let said = '';
  const between = await listening(
    createServer((socket: Socket) => {
      const there = connect(Number(port), host);
      there.on('error', () => undefined).on('data', (data) => socket.write(data));
      socket.on('error', () => undefined).on('close', () => there.destroy());
      socket.on('data', (data) => {
        said += data.toString();
        there.write(data);
      });
    }),
  );
  const ran = await home.run(['send', 'lobby', SAID, '--url', `tcp://127.0.0.1:${between}`]);
  expect(ran.code).toBe(1);
  expect(said).not.toContain('"register"');
  expect(said).not.toContain(key);
  expect(said).not.toContain(SAID);
});

it.each(['tcp', 'http', 'unix'] as const)('The home itself is recognised over %s', async (kind) => {
  const url = { tcp: `tcp://${home.ready.tcp}`, http: home.ready.url, unix: `unix:${home.ready.socket}` }[kind];
  const name = `agent ${kind}`;
  expect(await home.run(['send', 'lobby', 'hello', '--url', url, '--name', name])).toMatchObject({ code: 0 });
  const history = await home.run(['history', 'lobby', '--json']);
  expect(history.out).toContain(`"agent_name":"${name}"`);
});
