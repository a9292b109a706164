// The commands about invites for agents, for the tests that go over every command.
import { expect } from 'vitest';
import type { TestHome } from './home.ts';
import type { Watcher } from './watcher.ts';
import { ask } from './http-client.ts';

interface Cast {
  owner: Watcher;
}

export function agentInviteScenes(home: () => TestHome) {
  const invited = async ({ owner }: Cast, name: string): Promise<string> => {
    const { invite, code } = await owner.do('create_agent_invite', { name, needs_approval: true });
    await ask(`${home().url}/api/agent-invites/redeem`, { method: 'POST', body: { code } });
    // Porter's message is the end of it.
    await expect.poll(() => JSON.stringify(owner.events())).toContain(`invite for **${name}**`);
    return invite.id;
  };
  return {
    create_agent_invite: ({ owner }: Cast) => owner.do('create_agent_invite', { name: 'Ann' }),
    list_agent_invites: ({ owner }: Cast) => owner.do('list_agent_invites', {}),
    async approve_agent_invite(cast: Cast): Promise<void> {
      await cast.owner.do('approve_agent_invite', { invite_id: await invited(cast, 'Bo') });
    },
    async refuse_agent_invite(cast: Cast): Promise<void> {
      await cast.owner.do('refuse_agent_invite', { invite_id: await invited(cast, 'Cy') });
    },
    async revoke_agent_invite(cast: Cast): Promise<void> {
      await cast.owner.do('revoke_agent_invite', { invite_id: await invited(cast, 'Di') });
    },
  };
}
