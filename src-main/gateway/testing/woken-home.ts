// A home whose agents are started when they are called. Two minutes pass when a test lets them.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { WAKING_MS, type AgentStarting, type ProgramStart } from '../../../src-shared/agent-starts.ts';
import type { Callers } from '../../../src-shared/hosted-agents.ts';
import { AGENT_HEADER } from '../../../src-shared/http.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { presenceIn, wakingOf } from '../../../src-shared/work.ts';
import { createTestClock, realAfterBut, type TestClock } from './clock.ts';
import { startTestHome, type TestHome } from './home.ts';
import { ask } from './http-client.ts';
import { watchAs, type Watcher } from './watcher.ts';

const WOKEN = fileURLToPath(new URL('./woken-program.mjs', import.meta.url));

export type Mode = 'connect' | 'busy' | 'never' | 'fail' | 'crash' | 'fork' | 'fork busy' | 'hand over';

export interface WokenHome extends TestHome {
  readonly clock: TestClock;
  /** The owner, Ada. */
  readonly ada: Watcher;
  /** An agent of the lobby that was never connected. */
  makeAgent(): Promise<string>;
  /** The same, with a program that starts it. */
  makeWoken(mode: Mode, callers?: Callers): Promise<string>;
  programFor(agentId: string, mode: Mode): ProgramStart;
  call(agentId: string, words?: string): Promise<Message>;
  startOf(agentId: string): Promise<AgentStarting>;
  /** The numbers of the processes that were started for it, with what they were to do. */
  started(agentId: string): { mode: string; pid: number }[];
  answersOf(agentId: string): Promise<string[]>;
  statusOf(agentId: string): Promise<string | undefined>;
}

/** The file that the program reads: its address, and its agent. */
export function writePlace(folder: string, agentId: string, tcp: string, key: string): string {
  const [host, port] = tcp.split(':');
  const file = path.join(folder, `${agentId}.json`);
  writeFileSync(file, JSON.stringify({ host, port: Number(port), key, agent_id: agentId, started: startedFile(folder, agentId) }));
  return file;
}

export function programOf(placeFile: string, mode: Mode): ProgramStart {
  return { kind: 'program', command: process.execPath, args: [WOKEN, placeFile, mode], folder: null, variables: [], callers: 'owner' };
}

const startedFile = (folder: string, agentId: string): string => path.join(folder, `${agentId}.started`);

export function startedIn(folder: string, agentId: string): { mode: string; pid: number }[] {
  const file = startedFile(folder, agentId);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  return lines.map((line) => ({ mode: line.replace(/ \d+$/, ''), pid: Number(/\d+$/.exec(line)?.[0]) }));
}

export async function startWokenHome(): Promise<WokenHome> {
  const clock = createTestClock();
  const home = await startTestHome({ after: realAfterBut((ms) => ms === WAKING_MS, clock) });
  const ada = await watchAs(home, home.owner);
  let made = 0;
  const folder = mkdtempSync(path.join(tmpdir(), 'lanai-woken-'));
  const programFor = (agentId: string, mode: Mode): ProgramStart =>
    programOf(writePlace(folder, agentId, home.gateway.ready.tcp ?? '', home.key), mode);
  async function makeAgent(): Promise<string> {
    made += 1;
    // Its id and its name are the same.
    const id = `scout-${made}`;
    const headers = { authorization: `Bearer ${home.key}`, [AGENT_HEADER]: id };
    await ask(`${home.url}/api/rooms/${LOBBY_ID}/members/me`, { method: 'PUT', headers });
    return id;
  }
  return {
    ...home,
    clock,
    ada,
    makeAgent,
    programFor,
    async makeWoken(mode, callers = 'owner') {
      const participant_id = await makeAgent();
      await ada.do('set_agent_start', { participant_id, start: { ...programFor(participant_id, mode), callers } });
      return participant_id;
    },
    call: (agentId, words = 'hello') => ada.do('send_message', { room_id: LOBBY_ID, content: `@${agentId} ${words}` }),
    startOf: (participant_id) => ada.do('get_agent_start', { participant_id }),
    started: (agentId) => startedIn(folder, agentId),
    async answersOf(agentId) {
      const { messages } = await ada.do('get_history', { room_id: LOBBY_ID });
      return messages.filter(({ author_id }) => author_id === agentId).map(({ content }) => content);
    },
    async statusOf(agentId) {
      const { presence, works } = await ada.picture();
      return presenceIn(presence[agentId], wakingOf(works, agentId))?.status;
    },
    async close() {
      await home.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
