// Links a request to its entry in the audit log. The first write of the request takes the entry along, in its transaction. So no
// handler of a command writes entries, and none can forget to.
import { AsyncLocalStorage } from 'node:async_hooks';
import { isAudited } from '../../../../src-shared/audit.ts';
import type { CommandRow } from '../../../../src-shared/commands/row.ts';
import type { Device } from '../../../../src-shared/device.ts';
import type { StoreRouter } from '../../store/router.ts';
import type { Actor } from '../actor.ts';
import type { Directory } from '../directory.ts';
import type { TransactionArgs, TransactionName, TransactionResult, Transactions } from '../transactions.ts';
import { describe, type AuditDraft, type Origin } from './draft.ts';

interface UnderWay {
  draft: AuditDraft;
  /** `open`: to be written. `over`: the request has ended. Work that it started may continue. */
  state: 'open' | 'taken' | 'over';
}

/** A request, and what its row says of it. */
export interface AuditedRequest {
  kind: string;
  row: Pick<CommandRow, 'title' | 'audit'>;
  request: object;
  /** Of a client without a session. */
  device?: Device;
}

/** `actor`: null before a sign-in. */
type AskedBy = { readonly actor: Actor | null; readonly origin: Origin };

export class Auditing {
  readonly #directory: Directory;
  readonly #rooms: StoreRouter<Transactions>;
  readonly #underWay = new AsyncLocalStorage<UnderWay>();

  constructor(directory: Directory, rooms: StoreRouter<Transactions>) {
    this.#directory = directory;
    this.#rooms = rooms;
  }

  /** Does a request's work. An entry that no write of it took along is written afterwards. A failed request leaves none automatically. */
  async during<T>(asked: AuditedRequest, by: AskedBy, work: () => T | Promise<T>): Promise<T> {
    const { audit } = asked.row;
    if (!isAudited(audit)) return work();
    const underWay: UnderWay = { draft: this.#draft(asked, audit, by), state: 'open' };
    try {
      const result = await this.#underWay.run(underWay, async () => work());
      if (underWay.state === 'open') await this.#rooms.run('recordAudit', underWay.draft);
      return result;
    } finally {
      underWay.state = 'over';
    }
  }

  /** Says more about the entry, as far as only the work knows it. */
  note(more: Partial<Pick<AuditDraft, 'by_id' | 'about' | 'facts'>>): void {
    const underWay = this.#underWay.getStore();
    if (underWay) underWay.draft = { ...underWay.draft, ...more };
  }

  /** The request changed nothing: it has no entry. */
  leaveNoEntry(): void {
    const underWay = this.#underWay.getStore();
    if (underWay) underWay.state = 'over';
  }

  /** Runs an operation, with the entry that waits for one. */
  async write<A extends TransactionName>(name: A, args: TransactionArgs<A>): Promise<TransactionResult<A>> {
    const underWay = this.#underWay.getStore();
    // The log is on the disk: a room in memory is in no transaction with it.
    if (underWay?.state !== 'open' || this.#rooms.isForMemory(args)) return this.#rooms.run(name, args);
    underWay.state = 'taken';
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the result is that of the operation of this name
      return (await this.#rooms.run('audited', { name, args, draft: underWay.draft })) as TransactionResult<A>;
    } catch (error) {
      // Nothing was written: another write of the request may take it.
      underWay.state = 'open';
      throw error;
    }
  }

  #draft({ kind, request, device }: AuditedRequest, rule: Parameters<typeof describe>[0], { actor, origin }: AskedBy): AuditDraft {
    const { key_id = null, session_id = null } = actor?.grant ?? {};
    const session = session_id === null ? null : this.#directory.sessions.find({ id: session_id });
    const { browser = null, platform = null } = session ?? device ?? {};
    return { kind, ...describe(rule, request), by_id: actor?.participant_id ?? null, key_id, browser, platform, ...origin };
  }
}
