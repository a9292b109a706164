// Agents of OpenClaw in a home, for tests. Those that run end with their test.
import { afterEach, expect } from 'vitest';
import { COMMANDS } from '../../../../src-shared/commands/index.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { Browser } from '../../../../src-main/gateway/testing/browser.ts';
import type { TestHome } from '../../../../src-main/gateway/testing/home.ts';
import type { Settings } from '../account.ts';
import { claim, readCode } from '../claim.ts';
import { startFakeOpenClaw, type FakeOpenClaw, type FakeOptions, type FakeTurn } from './fake-openclaw.ts';

export const PORTS = { fetch, pause: () => Promise.resolve(), say: () => undefined };

export const echo: FakeOptions['turn'] = async ({ event, reply }: FakeTurn) => void (await reply(`You said: ${event.message.rawBody}`));

export function clawsIn(home: TestHome) {
  const running: FakeOpenClaw[] = [];
  let made = 0;
  afterEach(async () => {
    for (const each of running.splice(0)) await each.stop();
  });

  const said = async (authorId: string, room = LOBBY_ID, by: Browser = home.owner): Promise<Message[]> => {
    const { messages } = COMMANDS.get_history.reply.parse((await by.get(`/api/rooms/${room}/messages`)).json());
    return messages.filter(({ author_id }) => author_id === authorId);
  };

  return {
    said,
    async join(by: Browser, url: string): Promise<{ settings: Settings; name: string; id: string }> {
      made += 1;
      const name = `claw${made}`;
      const { code } = COMMANDS.create_agent_invite.reply.parse((await by.post('/api/agent-invites', { name })).json());
      const written = readCode(`${url}#${code}`);
      if (!written) throw new Error('The code cannot be read.');
      const settings = await claim(written, PORTS);
      return { settings, name, id: settings.agentId ?? '' };
    },
    async start(options: FakeOptions): Promise<FakeOpenClaw> {
      const started = startFakeOpenClaw(options);
      running.push(started);
      await expect.poll(() => started.status.connected).toBe(true);
      return started;
    },
    say: (content: string, more: object = {}, room = LOBBY_ID, by: Browser = home.owner) =>
      by.post(`/api/rooms/${room}/messages`, { content, ...more }),
    answers: async (authorId: string, room = LOBBY_ID): Promise<string[]> => (await said(authorId, room)).map(({ content }) => content),
    async endKeyOf(name: string): Promise<void> {
      const { keys } = COMMANDS.list_keys.reply.parse((await home.owner.get('/api/keys')).json());
      await home.owner.delete(`/api/keys/${keys.find(({ label }) => label === name)?.id}`);
    },
  };
}
