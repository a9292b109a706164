// Registering and logging in: users with a password, agents with a secret of the home.
import type { Body, RestDeps, Routes } from './rest.ts';
import { Refusal } from './problem.ts';
import { TRAITS, traitOf } from './identity.ts';
import type { Asked } from './asked.ts';

export function accountRoutes({ accounts, identity }: RestDeps): Routes {
  const register = async (asked: Asked): Promise<Body> => {
    const person = await accounts.register(asked.field('username'), asked.field('password'));
    return { user_id: person.id, username: person.name, status: 'registered' };
  };
  return {
    'POST /auth/user': { for: 'auth', answer: register },
    // The address in the web client.
    'POST /auth/register': { for: 'auth', answer: register },
    'POST /auth/login': {
      for: 'auth',
      async answer(asked) {
        const session = await accounts.login(asked.field('username'), asked.field('password'));
        return { token: identity.tokenFor(session), user_id: session.person.id, username: session.person.name };
      },
    },
    'POST /auth/change-password': {
      for: 'user',
      async answer({ asked, session }) {
        await accounts.changePassword(session, { old: asked.field('old_password'), fresh: asked.field('new_password') });
        return { status: 'password_changed' };
      },
    },
    'POST /auth/agent': {
      for: 'auth',
      async answer(asked) {
        const id = asked.field('agent_id');
        if (id === '') throw new Refusal(400, 'agent_id is required');
        const secret = asked.headers.get('x-agent-secret') ?? asked.field('agent_secret');
        const fields = Object.fromEntries(['name', ...TRAITS].map((name) => [name, asked.field(name)]));
        const { agent } = await identity.agentOf(secret, { ...fields, id });
        const traits = Object.fromEntries(TRAITS.map((trait) => [trait, traitOf(agent, trait)]));
        return { agent_id: agent.id, status: 'registered', ...traits };
      },
    },
  };
}
