// Commands that stay connected, whose connection is lost while they begin. They must not end. A wait must miss nothing after others have
// seen that it waits.
import { once } from 'node:events';
import { chmodSync, renameSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from './testing/home.ts';

let home: CommandHome;
let way: Server;
/** The request whose connection ends in its place. Null: none, or none any more. */
let cutAt: string | null = null;

/** The way of all commands to the server is its private socket, where the key needs no proof of the address. */
beforeAll(async () => {
  home = await startCommandHome();
  const place = home.ready.socket ?? '';
  const moved = `${place}.moved`;
  renameSync(place, moved);
  way = createServer((near) => {
    const far = connect(moved);
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    near.on('data', (sent) => {
      if (cutAt === null || !sent.includes(`"${cutAt}"`)) return void far.write(sent);
      cutAt = null;
      end();
    });
    far.on('data', (sent) => near.write(sent));
    for (const side of [near, far]) side.on('close', end).on('error', end);
  });
  way.listen(place);
  await once(way, 'listening');
  chmodSync(place, 0o600);
});
afterAll(async () => {
  way.close();
  await home.close();
});

/** Whether Bob has this status in the room. */
async function has(status: string, room: string): Promise<boolean> {
  const present = await home.run(['presence', room, '--json']);
  return present.lines().some((line) => line.name === 'Bob' && line.status === status);
}

/** Starts the command as Bob in a new room, on a connection that is lost at the request. Ends when it is lost, and Bob has the status. */
async function begun(command: readonly string[], options: readonly string[], { request, status }: { request: string; status: string }) {
  const room = `${command.join(' ')}, lost at ${request}`;
  await home.run(['rooms', 'create', room, '--public']);
  cutAt = request;
  const running = home.start([...command, room, '--name', 'Bob', '--json', ...options]);
  const early = running.done.then(({ code, err }) => `ended with ${code}: ${err}`);
  while (!(await has(status, room)) || cutAt !== null) expect(await Promise.race([early, Promise.resolve(null)])).toBeNull();
  return { room, running };
}

it.each(['room_tip', 'join_room', 'set_presence'])('wait --loop continues when its request %s is lost', async (request) => {
  const { room, running } = await begun(['wait'], ['--loop', '--heartbeat-secs', '0'], { request, status: 'waiting' });
  const sent = await home.run(['send', room, '--name', 'Ada', '--', 'are you there?']);
  expect(sent).toMatchObject({ code: 0, err: '' });
  const ended = await running.done;
  expect(ended).toMatchObject({ code: 0 });
  expect(ended.lines().map(({ content }) => content)).toEqual(['are you there?']);
});

it.each(['list_rooms', 'set_presence'])('presence --set continues when its request %s is lost', async (request) => {
  const { running } = await begun(['presence'], ['--set', 'working'], { request, status: 'working' });
  await running.stop();
});

it('election watch continues when its request for the room is lost', async () => {
  const { running } = await begun(['election', 'watch'], [], { request: 'room_info', status: 'idle' });
  await running.says('"leader_id"');
  await running.stop();
});

it.each(['stream_start', 'stream_delta', 'stream_end'])(
  'send --stream ends with one whole message when it is lost at %s',
  async (request) => {
    const name = `Finn ${request}`;
    cutAt = request;
    const ran = await home.run(['send', 'lobby', '--stream', '--name', name, '--json'], { input: 'All of it' });
    expect([ran.code, cutAt, ran.lines()]).toMatchObject([0, null, [{ content: 'All of it' }]]);
    const said = (await home.run(['history', 'lobby', '--json'])).lines().filter(({ agent_name }) => agent_name === name);
    expect(said.map(({ content }) => content)).toEqual(['All of it']);
  },
);
