// A server whose agents' invites are made, redeemed and read, for the tests of them.
import { beforeEach, expect } from 'vitest';
import { COMMANDS, type Reply } from '../../../src-shared/commands/index.ts';
import { Onboarding } from '../../../src-shared/endpoints/agent-invites.ts';
import type { Browser } from './browser.ts';
import type { TestHome } from './home.ts';
import { ask, type Answer } from './http-client.ts';
import { homeForAll } from './shared-home.ts';

const MINUTE_MS = 60_000;

const CREATED = COMMANDS.create_agent_invite.reply;

export type MadeInvite = Reply<'create_agent_invite'>;

export interface InvitingHome {
  home: TestHome;
  pass(ms: number): void;
  invite(body?: object, by?: Browser): Promise<MadeInvite>;
  preview(code: string): Promise<Answer>;
  redeem(code: string): Promise<Answer>;
  collect(claim: string): Promise<Answer>;
  page(code: string, headers?: Record<string, string>): Promise<Answer>;
  keys(by?: Browser): Promise<Reply<'list_keys'>['keys']>;
}

export function invitingHome(): InvitingHome {
  let shift = 0;
  const home = homeForAll({ now: () => Date.now() + shift });
  // Wrong codes are counted for a minute; each test begins with none.
  beforeEach(() => {
    shift += 2 * MINUTE_MS;
  });
  const post = (at: string, body: object): Promise<Answer> => ask(`${home.url}/api/agent-invites/${at}`, { method: 'POST', body });
  return {
    home,
    pass: (ms) => void (shift += ms),
    async invite(body = {}, by = home.owner) {
      const answer = await by.post('/api/agent-invites', { name: 'scout', ...body });
      expect(answer.status, answer.text).toBe(201);
      return CREATED.parse(answer.json());
    },
    preview: (code) => post('preview', { code }),
    redeem: (code) => post('redeem', { code }),
    collect: (claim) => post('key', { claim }),
    page: (code, headers = {}) => ask(`${home.url}/agent/${code}`, { headers }),
    keys: async (by = home.owner) => COMMANDS.list_keys.reply.parse((await by.get('/api/keys')).json()).keys,
  };
}

export function onboardingOf(answer: Answer): Onboarding {
  return Onboarding.parse(answer.json());
}

export function refusalOf(answer: Answer): [status: number, code: string] {
  return [answer.status, answer.field('code')];
}

export function withKey(key: string | null): { authorization: string } {
  return { authorization: `Bearer ${key ?? ''}` };
}

type Ask = (method: string, path: string, body?: unknown, status?: number) => Promise<Answer>;

/** Every command and endpoint about them, with a function that expects a good reply. */
export async function askAboutAgentInvites(good: Ask): Promise<void> {
  const waiting = async (): Promise<{ id: string; claim: string }> => {
    const { code, invite } = CREATED.parse((await good('POST', '/api/agent-invites', { name: 'bot', needs_approval: true }, 201)).json());
    await good('GET', `/agent/${code}`);
    await good('POST', '/api/agent-invites/preview', { code });
    const { claim } = onboardingOf(await good('POST', '/api/agent-invites/redeem', { code }));
    return { id: invite.id, claim: claim ?? '' };
  };
  const [approved, refused] = [await waiting(), await waiting()];
  await good('PUT', `/api/agent-invites/${approved.id}/approval`);
  await good('POST', '/api/agent-invites/key', { claim: approved.claim });
  await good('DELETE', `/api/agent-invites/${refused.id}/approval`);
  await good('DELETE', `/api/agent-invites/${refused.id}`);
  await good('GET', '/api/agent-invites');
}
