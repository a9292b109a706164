// A wait whose connection is lost while it begins. It must not end, and must miss nothing after others have seen that it waits.
import { once } from 'node:events';
import { chmodSync, renameSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

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

async function isWaiting(room: string): Promise<boolean> {
  const present = await home.run(['presence', room, '--json']);
  return present.lines().some(({ name, status }) => name === 'Bob' && status === 'waiting');
}

it.each(['room_tip', 'join_room', 'set_presence'])('wait --loop continues when its request %s is lost', async (request) => {
  const room = `lost at ${request}`;
  await home.run(['rooms', 'create', room, '--public']);
  cutAt = request;
  const waiting = home.start(['wait', room, '--name', 'Bob', '--json', '--loop', '--heartbeat-secs', '0']);
  const early = waiting.done.then(({ code, err }) => `ended with ${code}: ${err}`);
  while (!(await isWaiting(room))) expect(await Promise.race([early, null])).toBeNull();
  expect(cutAt).toBeNull();
  const sent = await home.run(['send', room, '--name', 'Ada', '--', 'are you there?']);
  expect(sent).toMatchObject({ code: 0, err: '' });
  const ended = await waiting.done;
  expect(ended).toMatchObject({ code: 0 });
  expect(ended.lines().map(({ content }) => content)).toEqual(['are you there?']);
});
