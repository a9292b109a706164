// A home with agents that are programs.
import { fileURLToPath } from 'node:url';
import type { RequestInput } from '../../../src-shared/commands/index.ts';
import { LOBBY_ID, PORTER_ID } from '../../../src-shared/ids.ts';
import type { AgentTurn, ProgramRuns } from '../../../src-shared/hosted-agents.ts';
import type { Agent, Message } from '../../../src-shared/objects.ts';
import type { GatewayOptions } from '../options.ts';
import { startTestHome, type TestHome } from './home.ts';
import { watchAs, type Watcher } from './watcher.ts';

export const SCRIPTED = fileURLToPath(new URL('./scripted-program.mjs', import.meta.url));

/** The program of the tests. */
export function scripted(...flags: string[]): ProgramRuns {
  return {
    kind: 'program',
    command: process.execPath,
    args: [SCRIPTED, ...flags],
    folder: null,
    variables: [],
    mode: null,
    callers: 'owner',
    model: null,
  };
}

export interface ProgramHome extends TestHome {
  /** The owner, Ada. */
  readonly ada: Watcher;
  /** In the lobby, unless said otherwise. */
  makeAgent(name: string, runs?: ProgramRuns, more?: Partial<RequestInput<'create_agent'>>): Promise<Agent>;
  say(content: string, more?: Partial<RequestInput<'send_message'>>): Promise<Message>;
  /** The messages of the agent in a room, the oldest first. */
  of(agent: Agent, roomId?: string): Promise<Message[]>;
  /** Its messages without thoughts and questions, as texts. */
  answersOf(agent: Agent, roomId?: string): Promise<string[]>;
  turns(agent: Agent): Promise<AgentTurn[]>;
}

export async function startProgramHome(options: Partial<GatewayOptions> = {}): Promise<ProgramHome> {
  const home = await startTestHome(options);
  const ada = await watchAs(home, home.owner);
  const of = async ({ id }: Agent, roomId = LOBBY_ID): Promise<Message[]> =>
    (await ada.do('get_history', { room_id: roomId })).messages.filter(({ author_id }) => author_id === id && author_id !== PORTER_ID);
  return {
    ...home,
    ada,
    makeAgent: (name, runs = scripted(), more = {}) => ada.do('create_agent', { name, runs, room_ids: [LOBBY_ID], ...more }),
    say: (content, more = {}) => ada.do('send_message', { room_id: LOBBY_ID, content, ...more }),
    of,
    answersOf: async (agent, roomId) => (await of(agent, roomId)).filter(({ kind }) => kind === 'chat').map(({ content }) => content),
    turns: async ({ id }) => (await ada.do('list_agent_turns', { participant_id: id })).turns,
  };
}
