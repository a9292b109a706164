// A home with a model server beside it, and agents whose answers that server writes.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { LLMock } from '@copilotkit/aimock';
import type { RequestInput } from '../../../src-shared/commands/index.ts';
import type { AgentTurn } from '../../../src-shared/hosted-agents.ts';
import { LOBBY_ID, PORTER_ID } from '../../../src-shared/ids.ts';
import type { Agent, Message } from '../../../src-shared/objects.ts';
import type { GatewayOptions } from '../options.ts';
import { startTestHome, type TestHome } from './home.ts';
import { watchAs, type Watcher } from './watcher.ts';

export interface ModelHome extends TestHome {
  readonly models: LLMock;
  /** The owner, Ada. */
  readonly ada: Watcher;
  readonly providerId: string;
  /** In the lobby, unless said otherwise. */
  makeAgent(name: string, more?: Partial<RequestInput<'create_agent'>>): Promise<Agent>;
  say(content: string, more?: Partial<RequestInput<'send_message'>>): Promise<Message>;
  /** The messages of a room without those of Porter, the oldest first. */
  history(roomId?: string): Promise<Message[]>;
  /** Those of an agent, without thoughts. */
  answersOf(agent: Agent, roomId?: string): Promise<string[]>;
  turns(agent: Agent): Promise<AgentTurn[]>;
  /** Of its turns, the newest first. Null: the turn has not ended. */
  outcomes(agent: Agent): Promise<AgentTurn['outcome'][]>;
}

export async function startModelHome(options: Partial<GatewayOptions> = {}): Promise<ModelHome> {
  const models = new LLMock({ port: 0 });
  await models.start();
  const home = await startTestHome(options);
  const ada = await watchAs(home, home.owner);
  const provider = await ada.do('add_provider', { kind: 'openai-compatible', name: 'Mock', base_url: `${models.url}/v1` });
  const history = async (roomId = LOBBY_ID): Promise<Message[]> =>
    (await ada.do('get_history', { room_id: roomId })).messages.filter(({ author_id }) => author_id !== PORTER_ID);
  const turns = async ({ id }: Agent): Promise<AgentTurn[]> => (await ada.do('list_agent_turns', { participant_id: id })).turns;
  return {
    ...home,
    models,
    ada,
    providerId: provider.id,
    makeAgent: (name, more = {}) =>
      ada.do('create_agent', {
        name,
        runs: { kind: 'model', provider_id: provider.id, model: 'mock' },
        room_ids: [LOBBY_ID],
        ...more,
      }),
    say: (content, more = {}) => ada.do('send_message', { room_id: LOBBY_ID, content, ...more }),
    history,
    answersOf: async ({ id }, roomId) =>
      (await history(roomId)).filter(({ author_id, kind }) => author_id === id && kind !== 'thinking').map(({ content }) => content),
    turns,
    outcomes: async (agent) => (await turns(agent)).map(({ outcome }) => outcome),
    async close() {
      await home.close();
      await models.stop();
    },
  };
}

/** All that a request sent to the model, as text. */
export function sentText(models: LLMock): string {
  return JSON.stringify(models.getLastRequest()?.body ?? null);
}

/** An address at which no server listens. */
export async function nowhere(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1`;
}

let named = 0;

/** A name that no other participant has. */
export function newName(): string {
  named += 1;
  return `Scout${named}`;
}
