// Who may have which name. The rule is kept where names are written: two who ask at once cannot both get one.
import { AppError } from '../../../../src-shared/errors.ts';
import { EARLIER_NAMES_MAX, NAME_CHARS_MAX } from '../../../../src-shared/limits.ts';
import { cutLine } from '../../../../src-shared/name.ts';
import type { Agent, EarlierName, Participant } from '../../../../src-shared/objects.ts';
import { nameKeys } from '../look-alike.ts';
import type { Transaction } from '../transaction.ts';

/** More agents of one name than this are told apart by their ids. */
const NUMBERED_MAX = 100;

/** Writes the new name and keeps the old one, which the app shows in the rooms' timelines. Says nothing to anybody yet. */
export function rename(tx: Transaction, known: Participant, name: string): void {
  if (known.name === name) return;
  // Names of before the welcome are nobody's choice.
  const isShown = (tx.reads.home()?.set_up_at ?? null) !== null;
  const before = known.earlier_names ?? [];
  const earlier: EarlierName[] = isShown ? [...before, { name: known.name, until: tx.now }] : before;
  tx.writes.renameParticipant.run({
    id: known.id,
    name,
    ...nameKeys(name),
    earlier_names: earlier.length === 0 ? null : JSON.stringify(earlier.slice(-EARLIER_NAMES_MAX)),
  });
}

/** Throws `name_taken` when somebody else here has this name, or one that looks like it. */
export function refuseTakenName(tx: Transaction, name: string, exceptId: string): void {
  if (bearersOf(tx, name, exceptId).length > 0) throw new AppError('name_taken');
}

/** The owner's name is the owner's: agents that have it, or one that looks like it, get another. */
export function clearNameForOwner(tx: Transaction, name: string, ownerId: string): void {
  const bearers = bearersOf(tx, name, ownerId);
  const agents = bearers.filter((each): each is Agent => each.kind === 'agent' && each.type !== 'built-in');
  if (agents.length < bearers.length) throw new AppError('name_taken');
  for (const agent of agents) {
    rename(
      tx,
      agent,
      otherName(tx, agent.name, (candidate) => isFree(tx, candidate, agent) && !lookAlike(candidate, name)),
    );
    tx.record({ type: 'participant.changed', subject_id: agent.id });
  }
}

/**
 * The name that an agent gets: the one it asks for, or when that is another's, the same with a mark behind it. An agent
 * is never refused for its name. Agents of one owner may share a name, as programs do that start anew for each errand.
 */
export function agentName(tx: Transaction, agent: { id: string; name: string; owner_id: string | null }): string {
  return isFree(tx, agent.name, agent) ? agent.name : otherName(tx, agent.name, (candidate) => isFree(tx, candidate, agent));
}

function isFree(tx: Transaction, name: string, { id, owner_id }: { id: string; owner_id: string | null }): boolean {
  return bearersOf(tx, name, id).every((each) => each.kind === 'agent' && each.type !== 'built-in' && each.owner_id === owner_id);
}

function otherName(tx: Transaction, name: string, isGood: (name: string) => boolean): string {
  for (let number = 1; number <= NUMBERED_MAX; number += 1) {
    const mark = number === 1 ? ' (agent)' : ` (agent ${number})`;
    const candidate = cutLine(name, NAME_CHARS_MAX - mark.length) + mark;
    if (isGood(candidate)) return candidate;
  }
  return `agent ${tx.nextCursor()}`;
}

function lookAlike(one: string, other: string): boolean {
  const [a, b] = [nameKeys(one), nameKeys(other)];
  return a.name_key === b.name_key || a.name_fold === b.name_fold;
}

/** Those who may come in. A name that was given up, or whose bearer was put out, is free. */
function bearersOf(tx: Transaction, name: string, exceptId: string): Participant[] {
  return tx.reads
    .participantsLike(nameKeys(name))
    .filter((each) => each.id !== exceptId && (each.kind === 'person' ? each.revoked_at : each.removed_at) === null);
}
