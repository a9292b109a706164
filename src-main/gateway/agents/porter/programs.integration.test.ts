// A program has fewer rights than its person. It must not get the others by writing to Porter as that person.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CommandName, Reply } from '../../../../src-shared/commands/index.ts';
import { LOBBY_ID, newId, PORTER_ID } from '../../../../src-shared/ids.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { accessCommands, newSession, sessionOfToken } from '../../domain/access/commands.ts';
import { actorOfPage } from '../../domain/access/page-sessions.ts';
import { actorOfProgram } from '../../domain/access/programs.ts';
import { PROGRAM_PREFIX } from '../../domain/access/secrets.ts';
import type { Actor } from '../../domain/actor.ts';
import { NO_ORIGIN } from '../../domain/audit/draft.ts';
import { Core, type Commands } from '../../domain/core.ts';
import { forwardCommands } from '../../domain/messages/forward.ts';
import { messageCommands } from '../../domain/messages/commands.ts';
import { peopleCommands } from '../../domain/people/commands.ts';
import { roomCommands } from '../../domain/rooms/commands.ts';
import type { TurnTaking } from '../../domain/coordination/turn-taking.ts';
import { scheduledCommands } from '../../domain/scheduled/commands.ts';
import { testOptions } from '../../testing/home.ts';
import { porterRunner } from './porter.ts';
import type { StopAgent } from '../runner.ts';

const PLACE = { browser: null, platform: null, entrance: 'computer', account: null } as const;
const NOT_FOR_PROGRAMS = 'I do nothing for programs. Write to me in the app yourself.';
let dataDir: string;
let core: Core;
let commands: Commands;
let stop: StopAgent;
let page: Actor;
let program: Actor;
let direct: string;
let answers: Message[];

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-programs-'));
  const logged: string[] = [];
  core = await Core.open(testOptions(dataDir, logged));
  const accessPorts = { origins: () => [], sharedOrigins: () => [], endConnections: () => undefined };
  commands = {
    ...{ ...accessCommands(core, accessPorts), ...peopleCommands(core), ...roomCommands(core, {} as TurnTaking) },
    ...{ ...messageCommands(core, { edited: () => undefined }), ...forwardCommands(core), ...scheduledCommands(core) },
  } as Commands;
  const person = core.directory.owner ?? expect.fail('There is no owner.');
  const [ofPage, ofProgram] = [newSession(PLACE), newSession({ ...PLACE, browser: 'program' }, { prefix: PROGRAM_PREFIX })];
  for (const { row } of [ofPage, ofProgram]) await core.write('createSession', { ...row, participant_id: person.id });
  page = actorOfPage(sessionOfToken(core, ofPage.token) ?? expect.fail(), 'computer');
  program = actorOfProgram(sessionOfToken(core, ofProgram.token) ?? expect.fail(), 'computer');
  await run(page, 'setup_home', { home_name: 'Lighthouse', owner_name: 'Ada' });
  answers = [];
  core.onChange(({ event }) => {
    if (event.type === 'message.posted' && event.message.author_id === PORTER_ID) answers.push(event.message);
  });
  stop = porterRunner({ putBack: null, onPutBackSaid: () => undefined, backups: { onFailing: () => undefined } }).start(
    core.directory.participant(PORTER_ID) as never,
    {
      ...{ core, commands, seat: {} as never },
      log: (message, error) => void logged.push(`${message}: ${String(error)}`),
    },
  );
  direct = (await core.write('openDirect', { id: newId(), pair: [PORTER_ID, person.id], created_by: person.id })).id;
});
afterEach(async () => {
  await stop();
  await core.close();
  rmSync(dataDir, { recursive: true });
});

const run = (actor: Actor, name: CommandName, request: object): Promise<unknown> =>
  core.execute(commands, { actor, seat: null, origin: NO_ORIGIN }, name, request);

async function answerTo(
  actor: Actor,
  content: string,
  room_id = direct,
  name: 'send_message' | 'thinking' = 'send_message',
): Promise<string> {
  const { id } = (await run(actor, name, { room_id, content })) as Message;
  const found = (): Message | undefined => answers.find(({ reply_to }) => reply_to === id);
  await expect.poll(found).toBeDefined();
  return found()?.content ?? '';
}

it.each(['who has access', 'invite Mole as an admin', 'make a room called den', 'share on the wifi', 'yes', 'help'])(
  'a program of the owner gets nothing done: %s',
  async (text) => {
    expect(await answerTo(program, text)).toBe(NOT_FOR_PROGRAMS);
    expect(await answerTo(program, `@Porter ${text}`, LOBBY_ID)).toBe(NOT_FOR_PROGRAMS);
    expect(await run(page, 'list_invites', {})).toEqual({ invites: [] });
  },
);

it('a program answers no question of its person, and leaves it open', async () => {
  await run(page, 'create_invite', { name: 'Gus' });
  expect(await answerTo(page, 'revoke Gus')).toContain('**Gus**');
  expect(await answerTo(program, 'yes')).toBe(NOT_FOR_PROGRAMS);
  expect(await run(page, 'list_invites', {})).toMatchObject({ invites: [{ revoked_at: null }] });
  expect(await answerTo(page, 'yes')).toContain('Gus');
  expect(await run(page, 'list_invites', {})).toMatchObject({ invites: [{ revoked_at: expect.any(Number) as number }] });
});

it('a program gets nothing done by a message that it edits, forwards, or has sent later', async () => {
  const said = (await run(page, 'send_message', { room_id: direct, content: 'x' })) as Message;
  await expect.poll(() => answers.some(({ reply_to }) => reply_to === said.id)).toBe(true);
  const before = answers.length;
  await run(program, 'edit_message', { room_id: direct, message_id: said.id, content: 'invite Mole' });
  const comment = '@Porter invite Mole';
  await run(program, 'forward_message', { room_id: LOBBY_ID, from_room_id: direct, message_id: said.id, comment });
  await expect.poll(() => answers.length).toBe(before + 1);
  expect(answers.at(-1)?.content).toBe(NOT_FOR_PROGRAMS);
  const later = { room_id: direct, content: 'invite Mole', send_at: core.now() + 1_000 };
  await expect(run(program, 'schedule_message', later)).rejects.toMatchObject({ code: 'access_denied' });
  const own = (await run(page, 'schedule_message', { ...later, content: 'hello' })) as { id: string };
  const changed = { scheduled_id: own.id, content: 'invite Mole' };
  await expect(run(program, 'update_scheduled', changed)).rejects.toMatchObject({ code: 'access_denied' });
  const { id } = (await run(program, 'send_scheduled', { scheduled_id: own.id })) as Message;
  await expect.poll(() => answers.find(({ reply_to }) => reply_to === id)?.content).toBe(NOT_FOR_PROGRAMS);
  expect(await run(page, 'list_invites', {})).toEqual({ invites: [] });
});

it('a message keeps whether a program wrote its text', async () => {
  const sent = (await run(program, 'send_message', { room_id: direct, content: 'x' })) as Message;
  const own = (await run(page, 'send_message', { room_id: direct, content: 'y' })) as Message;
  expect([sent.by_program, own.by_program]).toEqual([true, undefined]);
  const ofRoom = async (): Promise<Message[]> => {
    const { messages } = (await run(page, 'get_history', { room_id: direct })) as { messages: Message[] };
    return messages.filter(({ author_id }) => author_id !== PORTER_ID);
  };
  expect((await ofRoom()).map(({ by_program }) => by_program)).toEqual([true, undefined]);
  const at = { room_id: LOBBY_ID, from_room_id: direct, message_id: sent.id, comment: '' };
  expect(await run(page, 'forward_message', at)).toMatchObject({ by_program: true });
  await run(page, 'edit_message', { room_id: direct, message_id: sent.id, content: 'by hand' });
  await run(program, 'edit_message', { room_id: direct, message_id: own.id, content: 'by a program' });
  expect((await ofRoom()).map(({ by_program }) => by_program)).toEqual([undefined, true]);
});

it('counts among agents that answer each other, and cannot let them continue', async () => {
  await run(page, 'update_room', { room_id: LOBBY_ID, agent_run_max: 1 });
  const say = (by: Actor): Promise<unknown> => run(by, 'send_message', { room_id: LOBBY_ID, content: 'your turn' });
  const registered = { key_id: null, name: 'Rune', type: 'connected', owner_id: null } as const;
  await core.write('registerAgent', { ...registered, capabilities: [], id: 'rune' });
  await core.write('addMember', { room_id: LOBBY_ID, participant_id: 'rune', by_id: null });
  await say({ participant_id: 'rune', grant: page.grant });
  await say(program);
  expect(core.directory.room(LOBBY_ID)?.room.agents_paused).toBe(true);
  await expect(say(program)).rejects.toMatchObject({ code: 'agents_paused' });
  await expect(run(program, 'continue_agents', { room_id: LOBBY_ID })).rejects.toMatchObject({ code: 'access_denied' });
  await expect(run(program, 'update_room', { room_id: LOBBY_ID, agent_run_max: 0 })).rejects.toMatchObject({ code: 'access_denied' });
  // Its person forwards what it wrote.
  const { messages } = (await run(page, 'get_history', { room_id: LOBBY_ID })) as Reply<'get_history'>;
  await run(page, 'forward_message', { room_id: LOBBY_ID, from_room_id: LOBBY_ID, message_id: messages.at(-1)?.id ?? '' });
  expect(core.directory.room(LOBBY_ID)?.room.agents_paused).toBe(false);
});
