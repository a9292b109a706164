// Retention deletes messages with their files and earlier texts. Only the room's event says so.
import { NO_ORIGIN } from '../audit/draft.ts';
import { expect, it } from 'vitest';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import type { Context, Core } from '../core.ts';
import { EVERY_RIGHT } from '../actor.ts';
import { fileCommands } from '../files/commands.ts';
import { messageCommands } from '../messages/commands.ts';

type IsAbout = (event: HomeEvent, value: unknown) => boolean;

/** A core that reads nothing, and keeps by which events an answer is judged. */
function coreOf(keep: (isAbout: IsAbout) => void): Core {
  const core: Partial<Core> = {
    upToDate(actor, _read, isAbout) {
      keep(isAbout as IsAbout);
      return Promise.resolve({ value: [] as never, actor });
    },
  };
  return { ...core, room: () => null, directory: { participant: () => null } } as unknown as Core;
}

const context: Context = { actor: { participant_id: 'ada', grant: EVERY_RIGHT }, seat: null, origin: NO_ORIGIN };
const changeOf = (id: string): HomeEvent => ({ type: 'room.changed', cursor: 9, room: { id } }) as HomeEvent;

it.each([
  ['list_files', (core: Core) => fileCommands(core).list_files(context, { room_id: 'r', limit: 1 })],
  [
    'list_edits',
    (core: Core) => messageCommands(core, { edited: () => undefined }).list_edits(context, { room_id: 'r', message_id: 'm', limit: 1 }),
  ],
])('%s reads again when its room was swept meanwhile, and not when another room was', async (_name, ask) => {
  const kept: IsAbout[] = [];
  await ask(coreOf((isAbout) => kept.push(isAbout)));
  expect(kept.map((isAbout) => [isAbout(changeOf('r'), []), isAbout(changeOf('other'), [])])).toEqual([[true, false]]);
});
