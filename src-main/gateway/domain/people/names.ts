// The rules for names. They are checked where names are written, so that two requests at once cannot get the same name.
import { GROUPS } from '../../../../src-shared/group-mentions.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { EARLIER_NAMES_MAX, NAME_CHARS_MAX } from '../../../../src-shared/limits.ts';
import { cutLine } from '../../../../src-shared/name.ts';
import type { Agent, EarlierName, Participant } from '../../../../src-shared/objects.ts';
import { nameKeys } from '../../store/look-alike.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';

type Named = Pick<Agent, 'id' | 'name' | 'owner_id'>;

/** After this many agents of one name, the next get a name with a unique number. */
const NUMBERED_MAX = 100;

/** Writes the new name and keeps the old one, which the app shows in the rooms' timelines. Records no event. */
export function* rename(tx: Tx, known: Participant, name: string): Steps<void> {
  if (known.name === name) return;
  // Names from before the setup were not chosen by a person.
  const isShown = ((yield* tx.reads.home())?.set_up_at ?? null) !== null;
  const before = known.earlier_names ?? [];
  const earlier: EarlierName[] = isShown ? [...before, { name: known.name, until: tx.now }] : before;
  yield* tx.writes.renameParticipant({
    id: known.id,
    name,
    ...nameKeys(name),
    earlier_names: earlier.length === 0 ? null : JSON.stringify(earlier.slice(-EARLIER_NAMES_MAX)),
  });
}

/** Throws `name_taken` when another participant has this name, or one that looks like it. */
export function* refuseTakenName(tx: Tx, name: string, exceptId: string): Steps<void> {
  if (isReserved(name) || (yield* bearersOf(tx, name, exceptId)).length > 0) throw new AppError('name_taken');
}

/** The name of an imported participant: the name there, or the same with the program behind it when a participant has it. */
export function* importedName(tx: Tx, name: string, exceptId: string, program: string): Steps<string> {
  if (!isReserved(name) && (yield* bearersOf(tx, name, exceptId)).length === 0) return name;
  const mark = ` (${program})`;
  return cutLine(name, NAME_CHARS_MAX - mark.length) + mark;
}

/** Renames agents that have the owner's name, or one that looks like it. */
export function* clearNameForOwner(tx: Tx, name: string, ownerId: string): Steps<void> {
  if (isReserved(name)) throw new AppError('name_taken');
  const bearers = yield* bearersOf(tx, name, ownerId);
  const agents = bearers.filter((each): each is Agent => each.kind === 'agent' && each.type !== 'built-in');
  if (agents.length < bearers.length) throw new AppError('name_taken');
  for (const agent of agents) {
    yield* rename(tx, agent, yield* otherName(tx, agent, (candidate) => !lookAlike(candidate, name)));
    yield* tx.record({ type: 'participant.changed', subject_id: agent.id });
  }
}

/**
 * The name of an agent: the requested name, or when that is taken, the same with a mark behind it. An agent is never refused for
 * its name. Agents of one owner may share a name, as programs do that register again for each task.
 */
export function* agentName(tx: Tx, agent: Named): Steps<string> {
  return (yield* isFree(tx, agent.name, agent)) ? agent.name : yield* otherName(tx, agent);
}

function* isFree(tx: Tx, name: string, { id, owner_id }: { id: string; owner_id: string | null }): Steps<boolean> {
  if (isReserved(name)) return false;
  const bearers = yield* bearersOf(tx, name, id);
  return bearers.every((each) => each.kind === 'agent' && each.type !== 'built-in' && each.owner_id === owner_id);
}

function* otherName(tx: Tx, agent: Named, isGood: (name: string) => boolean = () => true): Steps<string> {
  for (let number = 1; number <= NUMBERED_MAX; number += 1) {
    const mark = number === 1 ? ' (agent)' : ` (agent ${number})`;
    const candidate = cutLine(agent.name, NAME_CHARS_MAX - mark.length) + mark;
    if (isGood(candidate) && (yield* isFree(tx, candidate, agent))) return candidate;
  }
  return `agent ${yield* tx.nextCursor()}`;
}

/** Webhooks may share a name: each is in its room. Throws `name_taken`. */
export function* refuseWebhookName(tx: Tx, name: string, id: string): Steps<void> {
  if (!(yield* isFree(tx, name, { id, owner_id: null }))) throw new AppError('name_taken');
}

/** @everyone, @here and @agents call several at once. */
function isReserved(name: string): boolean {
  return GROUPS.some((group) => lookAlike(name, group));
}

function lookAlike(one: string, other: string): boolean {
  const [a, b] = [nameKeys(one), nameKeys(other)];
  return a.name_key === b.name_key || a.name_fold === b.name_fold;
}

/** Participants with access. The name of a revoked person or of a removed agent is free. */
function* bearersOf(tx: Tx, name: string, exceptId: string): Steps<Participant[]> {
  const alike = yield* tx.reads.participantsLike(nameKeys(name));
  return alike.filter((each) => each.id !== exceptId && (each.kind === 'person' ? each.revoked_at : each.removed_at) === null);
}
