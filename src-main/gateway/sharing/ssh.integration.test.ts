// An entrance over ssh, with a real sshd.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServer } from 'node:net';
import { createBrowser } from '../testing/browser.ts';
import { openWay, stateOf } from '../testing/entrance-states.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';
import { ask } from '../testing/http-client.ts';
import { createPrograms, type Programs } from './testing/programs.ts';
import { createSshServer, hasSshServer, type SshServer } from './testing/ssh-server.ts';
import { freePort } from '../domain/programs/free-port.ts';

const WAIT = { timeout: 20_000, interval: 50 };
let programs: Programs;
let far: SshServer;
let home: TestHome;
let port: number;
let origin: string;

describe.skipIf(!hasSshServer)('an entrance over ssh', () => {
  beforeEach(async () => {
    programs = createPrograms();
    far = await createSshServer(programs);
    await far.start();
    home = await startTestHome({ searchPath: programs.folder });
    port = await freePort();
    origin = `http://127.0.0.1:${port}`;
  });
  afterEach(async () => {
    await home.close();
    await far.remove();
    programs.remove();
    expect(home.logged).toEqual([]);
  });

  const state = () => stateOf(home, 'ssh');

  async function open(): Promise<void> {
    const way = { kind: 'ssh', destination: 'far', port, address: origin };
    expect((await openWay(home.owner, way)).status).toBe(200);
  }

  it('lets a friend in at the port of the other server, until it is closed', async () => {
    await open();
    await expect.poll(state, WAIT).toMatchObject({ state: 'open', origin, problem: null });
    const code = (await home.owner.post('/api/invites', { name: 'Sarah' })).field('code');
    const friend = createBrowser(origin);
    await friend.redeem(code, 'Sarah');
    expect((await friend.get('/api/session')).field('me.name')).toBe('Sarah');
    expect((await ask(`${origin}/health`, { headers: { host: new URL(home.url).host } })).field('code')).toBe('host_not_allowed');
    await home.owner.delete('/api/sharing/entrances/ssh');
    await expect.poll(() => ask(`${origin}/health`).then(String, (error: Error) => error.message), WAIT).toMatch('ECONNREFUSED');
  });

  it('opens again when the other server was away', async () => {
    await open();
    await expect.poll(state, WAIT).toMatchObject({ state: 'open' });
    await far.stop();
    await expect.poll(state, WAIT).toMatchObject({ state: 'starting', origin: null });
    await far.start();
    await expect.poll(state, WAIT).toMatchObject({ state: 'open', problem: null });
    expect((await ask(`${origin}/health`)).status).toBe(200);
  });

  it('says that the other server is not known yet', async () => {
    far.forget();
    await open();
    await expect.poll(state, WAIT).toMatchObject({
      state: 'starting',
      problem: 'This computer does not know the server far yet. Connect to it once in a terminal: ssh far',
    });
  });

  it('says that the other server does not accept the key', async () => {
    far.refuse();
    await open();
    await expect.poll(async () => (await state())?.problem, WAIT).toMatch(/^far did not accept a key of this account\./);
  });

  it('says that the port is taken there', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, resolve));
    await open();
    await expect.poll(async () => (await state())?.problem, WAIT).toBe(`far does not let port ${port} be used. It may be taken there.`);
    await new Promise((resolve) => other.close(resolve));
  });
});
