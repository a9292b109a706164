import type { FollowedRow } from '../../store/interfaces/stored-directory.ts';
import type { StoredRow } from '../../store/tables/stored.ts';
import { byAge, Rows } from './rows.ts';

type AgentRow = FollowedRow<'participants'>;
type UploadRow = FollowedRow<'files'>;

/** Agents by their keys, and what each account has: stored bytes, files that are not sent yet, rooms made with a key. */
export class Accounts {
  readonly #agents = new Rows<AgentRow, 'key_id'>(({ id }) => id, ['key_id']);
  readonly #uploads = new Rows<UploadRow, 'uploaded_by'>(({ id }) => id, ['uploaded_by']);
  readonly #rooms = new Rows<FollowedRow<'rooms'>, 'key_id'>(({ id }) => id, ['key_id']);
  readonly #bytes = new Map<string, number>();
  /** The sums for the agents of each key: they are asked for with every message. */
  readonly #bytesOfKey = new Map<string, number>();

  putParticipant(row: AgentRow): void {
    if (row.kind !== 'agent') return;
    this.#addToKey(row.id, -1);
    if (row.forgotten_at === null) this.#agents.put(row);
    else this.#agents.remove(row);
    this.#addToKey(row.id, 1);
  }

  putStored({ participant_id, bytes }: StoredRow): void {
    this.#addToKey(participant_id, -1);
    this.#bytes.set(participant_id, bytes);
    this.#addToKey(participant_id, 1);
  }

  putFile(row: UploadRow): void {
    if (row.message_id === null && row.dropped_at === null) this.#uploads.put(row);
    else this.#uploads.remove(row);
  }

  removeFile(row: UploadRow): void {
    this.#uploads.remove(row);
  }

  putRoom(row: FollowedRow<'rooms'>): void {
    if (row.key_id !== null) this.#rooms.put(row);
  }

  removeRoom(row: FollowedRow<'rooms'>): void {
    this.#rooms.remove(row);
  }

  /** The key that an agent belongs to. Null also for agents that were forgotten. */
  keyIdOfAgent(id: string): string | null {
    return this.#agents.get(id)?.key_id ?? null;
  }

  /** Also those that were removed. The oldest first. */
  agentIdsOfKey(keyId: string): string[] {
    return byAge(this.#agents.with('key_id', keyId)).map(({ id }) => id);
  }

  /** Without those that were removed. */
  agentCountOfKey(keyId: string): number {
    return this.#agents.with('key_id', keyId).filter(({ removed_at }) => removed_at === null).length;
  }

  /** In bytes. */
  storedBy(participantId: string): number {
    return this.#bytes.get(participantId) ?? 0;
  }

  storedWithKey(keyId: string): number {
    return this.#bytesOfKey.get(keyId) ?? 0;
  }

  unsentFileCount(participantId: string): number {
    return this.#uploads.count('uploaded_by', participantId);
  }

  roomIdsOfKey(keyId: string): string[] {
    return this.#rooms.with('key_id', keyId).map(({ id }) => id);
  }

  #addToKey(participantId: string, times: 1 | -1): void {
    const keyId = this.keyIdOfAgent(participantId);
    const bytes = this.storedBy(participantId);
    if (keyId === null || bytes === 0) return;
    const sum = this.storedWithKey(keyId) + times * bytes;
    if (sum === 0) this.#bytesOfKey.delete(keyId);
    else this.#bytesOfKey.set(keyId, sum);
  }
}
