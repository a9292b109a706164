// The Python client against hostile and broken servers. Each case ends with a typed error and does not hang.
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src-shared/commands/index.ts';
import { homeForAll } from '../../src-main/gateway/testing/shared-home.ts';
import { HOSTILE_SERVERS, SAID } from '../conformance/test/hostile-servers.ts';
import { listen, type Server } from '../conformance/test/wire.ts';
import { meet, PYTHON } from './test/python.ts';

const home = homeForAll();
const servers: Server[] = [];
beforeAll(async () => {
  for (const { serve } of HOSTILE_SERVERS) servers.push(await listen(serve(home.url)));
});
afterAll(async () => {
  for (const server of servers) await server.close();
});

describe.skipIf(!existsSync(PYTHON)).each(['sync', 'async'])('The Python client (%s)', (mode) => {
  it('ends with a clear error at every hostile server, and posts nothing twice', async () => {
    const homes = servers.map(({ url }, at) => ({ url: home.url, key: home.key, name: `${mode} ${at}`, dial: new URL(url).host }));
    // All goes well with some, however slowly.
    for (const isGood of [true, false]) {
      const chosen = HOSTILE_SERVERS.map((server, at) => ({ ...server, at })).filter(({ python }) => (python === 'ok') === isGood);
      const visit = { mode, said: SAID, folder: home.dataDir, patience: isGood ? 40 : 4 };
      const ends = await meet(
        chosen.map(({ at }) => homes[at] ?? {}),
        visit,
      );
      expect(chosen.map(({ name }, index) => ({ name, ...ends[index] }))).toEqual(
        chosen.map(({ name, python, retry_after = null }) => ({ name, end: python, retry_after })),
      );
    }
    const page = await home.owner.get('/api/rooms/lobby/messages?limit=1000');
    const { messages } = COMMANDS.get_history.reply.parse(page.json());
    const authors = messages.filter(({ content }) => content === SAID).map(({ author_id }) => author_id);
    expect(authors.length).toBeGreaterThan(5);
    expect(new Set(authors).size).toBe(authors.length);
  });
});
