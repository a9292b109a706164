import { AppError } from '../../../../src-shared/errors.ts';
import type { Agent, Participant, Person } from '../../../../src-shared/objects.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { agentName, clearNameForOwner, refuseTakenName, rename } from './names.ts';
import { changed } from './transactions.ts';
import { revokeKey } from '../keys/transactions.ts';
import { removeMember } from '../rooms/transactions.ts';

export type ProfileChange = Partial<Pick<Person, 'name' | 'color' | 'picture' | 'status' | 'time_zone'> & Pick<Agent, 'description'>>;

/** Missing fields stay as they are. */
export function* updateProfile(tx: Tx, { id, change }: { id: string; change: ProfileChange }): Steps<Participant> {
  const known = yield* tx.reads.participant(id);
  if (!known) throw new AppError('person_not_found');
  if (change.name !== undefined && change.name !== known.name) yield* takeName(tx, known, change.name);
  const next = { picture: null, status: null, time_zone: null, description: null, ...known, ...change };
  const { color, picture, status, time_zone, description } = next;
  yield* tx.writes.setProfile({ id, color, picture, status: status && JSON.stringify(status), time_zone, description });
  // An agent with a colour that its owner chose is kept. One that the server chose says nothing.
  if (change.color) yield* tx.writes.leaveTrace({ id });
  return yield* changed(tx, id);
}

function* takeName(tx: Tx, known: Participant, name: string): Steps<void> {
  if (known.kind === 'agent') return yield* rename(tx, known, yield* agentName(tx, { ...known, name }));
  if (known.role === 'owner') yield* clearNameForOwner(tx, name, known.id);
  else yield* refuseTakenName(tx, name, known.id);
  yield* rename(tx, known, name);
}

/** The agent's messages stay, and so do its direct rooms. `revoke_key`: ends this key too; null for none. */
export function* removeAgent(tx: Tx, { id, revoke_key, left }: { id: string; revoke_key: string | null; left: LeftRoom[] }): Steps<Agent> {
  yield* agent(tx, id);
  yield* tx.writes.setRemoved({ id, removed_at: tx.now });
  yield* tx.writes.deleteAgentStart({ participant_id: id });
  const removed = yield* changed(tx, id);
  for (const { room_id, loses_sight } of left)
    if (yield* tx.reads.membershipRow(room_id, id)) yield* removeMember(tx, { room_id, participant_id: id, by_id: null, loses_sight });
  if (revoke_key !== null) yield* revokeKey(tx, { id: revoke_key });
  return removed.kind === 'agent' ? removed : yield* agent(tx, id);
}

interface LeftRoom {
  room_id: string;
  loses_sight: boolean;
}

export function* readmitAgent(tx: Tx, { id }: { id: string }): Steps<Agent> {
  yield* agent(tx, id);
  yield* tx.writes.setRemoved({ id, removed_at: null });
  yield* changed(tx, id);
  return yield* agent(tx, id);
}

function* agent(tx: Tx, id: string): Steps<Agent> {
  const known = yield* tx.reads.participant(id);
  if (known?.kind !== 'agent') throw new AppError('agent_not_found');
  return known;
}
