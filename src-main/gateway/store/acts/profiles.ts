import { AppError } from '../../../../src-shared/errors.ts';
import type { Agent, Participant, Person } from '../../../../src-shared/objects.ts';
import type { Transaction } from '../transaction.ts';
import { agentName, clearNameForOwner, refuseTakenName, rename } from './names.ts';
import { changed } from './people.ts';
import { revokeKey } from './keys.ts';
import { removeMember } from './rooms.ts';

export type ProfileChange = Partial<Pick<Person, 'name' | 'color' | 'picture' | 'status' | 'time_zone'> & Pick<Agent, 'description'>>;

/** What is left out stays as it is. */
export function updateProfile(tx: Transaction, { id, change }: { id: string; change: ProfileChange }): Participant {
  const known = tx.reads.participant(id);
  if (!known) throw new AppError('person_not_found');
  if (change.name !== undefined && change.name !== known.name) takeName(tx, known, change.name);
  const next = { picture: null, status: null, time_zone: null, description: null, ...known, ...change };
  const { color, picture, status, time_zone, description } = next;
  tx.writes.setProfile.run({ id, color, picture, status: status && JSON.stringify(status), time_zone, description });
  return changed(tx, id);
}

function takeName(tx: Transaction, known: Participant, name: string): void {
  if (known.kind === 'agent') return rename(tx, known, agentName(tx, { ...known, name }));
  if (known.role === 'owner') clearNameForOwner(tx, name, known.id);
  else refuseTakenName(tx, name, known.id);
  rename(tx, known, name);
}

/** What it wrote stays, and so do the rooms it had with one other. `revoke_key`: ended with it; null when none is. */
export function removeAgent(tx: Transaction, { id, revoke_key, left }: { id: string; revoke_key: string | null; left: LeftRoom[] }): Agent {
  agent(tx, id);
  tx.writes.setRemoved.run({ id, removed_at: tx.now });
  const removed = changed(tx, id);
  for (const { room_id, loses_sight } of left)
    if (tx.reads.membershipRow(room_id, id)) removeMember(tx, { room_id, participant_id: id, loses_sight });
  if (revoke_key !== null) revokeKey(tx, { id: revoke_key });
  return removed.kind === 'agent' ? removed : agent(tx, id);
}

interface LeftRoom {
  room_id: string;
  loses_sight: boolean;
}

export function readmitAgent(tx: Transaction, { id }: { id: string }): Agent {
  agent(tx, id);
  tx.writes.setRemoved.run({ id, removed_at: null });
  changed(tx, id);
  return agent(tx, id);
}

function agent(tx: Transaction, id: string): Agent {
  const known = tx.reads.participant(id);
  if (known?.kind !== 'agent') throw new AppError('agent_not_found');
  return known;
}
