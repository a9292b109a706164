// A core with an agent that the server runs and one that is connected, for tests of the questions that agents ask.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import type { CommandName, Reply, RequestInput } from '../../../src-shared/commands/index.ts';
import type { Approval } from '../../../src-shared/approvals.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { Agent } from '../../../src-shared/objects.ts';
import { newSession, sessionOfToken } from '../domain/access/commands.ts';
import { actorOfPage } from '../domain/access/page-sessions.ts';
import { actorOfProgram } from '../domain/access/programs.ts';
import { PROGRAM_PREFIX } from '../domain/access/secrets.ts';
import { EVERY_RIGHT, type Actor } from '../domain/actor.ts';
import { approvalCommands } from '../domain/approvals/commands.ts';
import { NO_ORIGIN } from '../domain/audit/draft.ts';
import type { Caller } from '../domain/context.ts';
import { Core, type Commands } from '../domain/core.ts';
import { streamCommands } from '../domain/streams/commands.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { testOptions } from './home.ts';

export interface ApprovalCore {
  core: Core;
  clock: TestClock;
  logged: string[];
  /** The owner of the home and of the agents, at a page. */
  owner: Actor;
  /** A program of the owner. */
  program: Actor;
  hosted: Caller;
  connected: Caller;
  person(name: string, role?: 'member' | 'admin' | 'guest'): Promise<Actor>;
  agent(name: string, owner: Actor, type?: Agent['type']): Promise<Caller>;
  run<C extends CommandName>(actor: Actor, name: C, request: RequestInput<C>): Promise<Reply<C>>;
  /** The code of a refusal; null: it was accepted. */
  refusal(work: Promise<unknown>): Promise<string | null>;
  stored(id: string): Promise<Approval | null>;
  waiting(): Approval[];
  /** As after a stop of the server and a start. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openApprovalCore(): Promise<ApprovalCore> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-approvals-'));
  const clock = createTestClock();
  const logged: string[] = [];
  const open = async () => {
    const core = await Core.open({ ...testOptions(dataDir, logged), ...clock });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tests use no other commands
    const commands = { ...approvalCommands(core), ...streamCommands(core) } as Commands;
    return { core, commands, stop: core.approvals.follow() };
  };
  let current = await open();
  const ownerId = current.core.directory.owner?.id ?? expect.fail('There is no owner.');
  const place = { browser: null, platform: null, entrance: 'computer', account: null } as const;

  async function sessionOf(participant_id: string, isProgram = false): Promise<Actor> {
    const { core } = current;
    const { row, token } = newSession({ ...place, browser: isProgram ? 'program' : null }, isProgram ? { prefix: PROGRAM_PREFIX } : {});
    await core.write('createSession', { ...row, participant_id });
    const session = sessionOfToken(core, token) ?? expect.fail('There is no session.');
    return isProgram ? actorOfProgram(session, 'computer') : actorOfPage(session, 'computer');
  }

  async function agent(name: string, { participant_id: owner_id }: Actor, type: Agent['type'] = 'hosted'): Promise<Caller> {
    const id = newId();
    await current.core.write('registerAgent', { id, key_id: null, name, type, owner_id, capabilities: [] });
    await current.core.write('addMember', { room_id: LOBBY_ID, participant_id: id, by_id: null });
    return { actor: { participant_id: id, grant: EVERY_RIGHT }, seat: null };
  }

  const owner = await sessionOf(ownerId);
  return {
    get core() {
      return current.core;
    },
    clock,
    logged,
    owner,
    program: await sessionOf(ownerId, true),
    hosted: await agent('Rune', owner),
    connected: await agent('Quill', owner, 'connected'),
    agent,
    async person(name, role = 'member') {
      const invite = { name, role, room_ids: null, created_by: ownerId, lifetime_ms: 60_000, max_uses: 1, origins: [], nickname: null };
      const code_hash = newId();
      await current.core.write('createInvite', { id: newId(), code_hash, ...invite });
      const person = await current.core.write('redeemInvite', { code_hash, name, person_id: newId(), session: newSession(place).row });
      return sessionOf(person.id);
    },
    run: (actor, name, request) => current.core.execute(current.commands, { actor, seat: null, origin: NO_ORIGIN }, name, request),
    refusal: (work) =>
      work.then(
        () => null,
        (error: unknown) => (error instanceof AppError ? error.code : String(error)),
      ),
    stored: async (id) => (await current.core.archive.approval(id)).value,
    waiting: () => [...current.core.directory.waitingApprovals()],
    async restart() {
      await current.stop();
      await current.core.close();
      current = await open();
    },
    async close() {
      await current.stop();
      await current.core.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
