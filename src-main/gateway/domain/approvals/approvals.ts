// The questions of agents before they act. Agents that the server runs ask and wait within the process; others are sent the answer.
import type { Approval, ApprovalDetail, ApprovalOutcome } from '../../../../src-shared/approvals.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { newId } from '../../../../src-shared/ids.ts';
import {
  APPROVAL_DEADLINE_S_DEFAULT,
  APPROVAL_DEADLINE_S_MAX,
  APPROVAL_DEADLINE_S_MIN,
  APPROVAL_DETAIL_BYTES_MAX,
  APPROVAL_REASON_CHARS_MAX,
  TITLE_CHARS_MAX,
} from '../../../../src-shared/limits.ts';
import { cutLine } from '../../../../src-shared/name.ts';
import { lineProblem, normalLine, withoutUnseen } from '../../../../src-shared/visible-text.ts';
import { currentActor } from '../access/current-reader.ts';
import type { After } from '../clock.ts';
import type { Caller } from '../context.ts';
import type { Core } from '../core.ts';
import { startDue, type DueTimer } from '../due.ts';
import { has, requirePermission } from '../policy.ts';
import { decidersOf } from './deciders.ts';

interface Ports {
  after: After;
  log(message: string, error: unknown): void;
}

export interface Question {
  room_id: string;
  reply_to?: string | null | undefined;
  thread_id?: string | null | undefined;
  title: string;
  reason?: string | null | undefined;
  detail?: ApprovalDetail | null | undefined;
  may_allow_session?: boolean | undefined;
  deadline_ms?: number | undefined;
}

const MS_PER_S = 1000;

export class Approvals {
  readonly #core: Core;
  readonly #ports: Ports;
  /** Those that wait within the process, by the id of the approval. */
  readonly #waiters = new Map<string, (outcome: ApprovalOutcome) => void>();

  constructor(core: Core, ports: Ports) {
    this.#core = core;
    this.#ports = ports;
  }

  /** Ends what is over, also what became so while the server was off. Returns its end, at which nothing waits any more. */
  follow(): () => Promise<void> {
    const { now, directory } = this.#core;
    const { after, log } = this.#ports;
    const timer = startDue({
      ...{ now, after, log, failure: 'A request for approval could not be ended at its time' },
      first: (limit) => byDeadline(directory.waitingApprovals()).slice(0, limit),
      run: ({ approval }) => this.#end(approval, 'expired'),
    });
    // The server has started: the agents that it runs wait for nothing yet.
    this.#cancel((each) => !this.#isConnected(each.agent_id));
    const stop = this.#core.onChange(({ event, only_id }) => this.#follow(event, only_id, timer));
    return async () => {
      stop();
      for (const settle of this.#waiters.values()) settle('cancelled');
      await timer.end();
    };
  }

  /**
   * Asks, and waits for the end. Every outcome but `allowed_once` and `allowed_session` means no. When the signal is aborted, the
   * question is taken back, and the outcome is `cancelled`. Throws what `approval_request` answers when it cannot be asked.
   */
  async ask(caller: Caller, question: Question, signal: AbortSignal): Promise<ApprovalOutcome> {
    if (signal.aborted) return 'cancelled';
    const id = newId();
    const ended = Promise.withResolvers<ApprovalOutcome>();
    const abort = (): void => ended.resolve('cancelled');
    // Before it is asked, so that no answer is missed.
    this.#waiters.set(id, ended.resolve);
    signal.addEventListener('abort', abort);
    try {
      const title = shownLine(question.title);
      const asked = await this.#request(id, caller, { ...question, title });
      const outcome = await ended.promise;
      if (outcome === 'cancelled') this.#endLater(asked);
      return outcome;
    } finally {
      this.#waiters.delete(id);
      signal.removeEventListener('abort', abort);
    }
  }

  request(caller: Caller, question: Question): Promise<Approval> {
    return this.#request(newId(), caller, question);
  }

  /** Null: it is gone. One that is over stays as it is. */
  cancel({ id, room_id }: Approval): Promise<Approval | null> {
    return this.#core.write('closeApproval', { room_id, approval_id: id, state: 'cancelled' });
  }

  isWaiting(roomId: string, agentId: string): boolean {
    return [...this.#core.directory.waitingApprovals()].some(({ room_id, agent_id }) => room_id === roomId && agent_id === agentId);
  }

  async #request(id: string, { actor: before, seat }: Caller, question: Question): Promise<Approval> {
    const { directory } = this.#core;
    const actor = currentActor(directory, this.#core.now(), before);
    const { participant_id: agent_id } = actor;
    requirePermission(this.#core.participant(agent_id).kind === 'agent', 'Only agents can ask for approval.');
    requirePermission(has(actor, 'post'), 'This key does not allow that.');
    const { room, members } = this.#core.openRoom({ actor, seat }, question.room_id);
    if (room.encrypted)
      throw new AppError('plaintext_in_encrypted_room', 'A sealed room takes no requests for approval: the server could read them.');
    requirePermission(members.has(agent_id), 'Join the room first.');
    const decider_ids = decidersOf(directory, { room_id: room.id, agent_id });
    requirePermission(
      decider_ids.length > 0,
      'The owner of this agent is not in this room, so no person here can answer. Ask where they are.',
    );
    return this.#core.post(actor, 'requestApproval', {
      ...bounded(question),
      ...{ id, room_id: room.id, agent_id, decider_ids, key_id: actor.grant.key_id },
    });
  }

  #follow(event: HomeEvent, onlyId: string | null, timer: DueTimer): void {
    switch (event.type) {
      case 'approval.requested':
        return timer.expect(event.approval.deadline_at);
      case 'approval.changed': {
        const { id, state } = event.approval;
        if (state !== 'waiting') this.#waiters.get(id)?.(state);
        return;
      }
      case 'approval.removed':
        return this.#waiters.get(event.approval_id)?.('cancelled');
      case 'agent.stop_requested':
        return this.#cancel((each) => each.room_id === event.room_id && each.agent_id === event.participant_id);
      case 'room.removed':
        // The approvals are gone with the room.
        if (onlyId === null) for (const { id, room_id } of this.#all()) if (room_id === event.room_id) this.#waiters.get(id)?.('cancelled');
        return;
      case 'room.changed':
        if (event.room.archived_at !== null) this.#cancel((each) => each.room_id === event.room.id);
        return;
      case 'member.left':
        this.#cancel((each) => each.room_id === event.room_id && each.agent_id === event.participant_id);
        return this.#recheck();
      case 'participants.forgotten':
        return this.#cancel((each) => event.participant_ids.includes(each.agent_id));
      case 'participant.changed':
        if (event.participant.kind === 'agent' && event.participant.removed_at !== null)
          this.#cancel((each) => each.agent_id === event.participant.id);
        return this.#recheck();
      case 'member.joined':
        return this.#recheck();
      default:
    }
  }

  /** The right to decide follows the roles and the members. */
  #recheck(): void {
    for (const approval of this.#all()) {
      const { id, room_id } = approval;
      const decider_ids = decidersOf(this.#core.directory, approval);
      if (String(decider_ids) === String(approval.decider_ids)) continue;
      this.#later(this.#core.write('setApprovalDeciders', { room_id, approval_id: id, decider_ids }));
    }
  }

  #cancel(isMeant: (approval: Approval) => boolean): void {
    for (const approval of this.#all().filter(isMeant)) {
      this.#waiters.get(approval.id)?.('cancelled');
      this.#endLater(approval);
    }
  }

  #endLater(approval: Approval): void {
    this.#later(this.#end(approval, 'cancelled'));
  }

  #end({ id, room_id }: Approval, state: 'expired' | 'cancelled'): Promise<Approval | null> {
    return this.#core.write('closeApproval', { room_id, approval_id: id, state });
  }

  #later(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#ports.log('A request for approval could not be changed', error));
  }

  #isConnected(agentId: string): boolean {
    const agent = this.#core.directory.participant(agentId);
    return agent?.kind === 'agent' && agent.type === 'connected';
  }

  #all(): Approval[] {
    return [...this.#core.directory.waitingApprovals()];
  }
}

function byDeadline(approvals: Iterable<Approval>): { due_at: number; approval: Approval }[] {
  return [...approvals].map((approval) => ({ due_at: approval.deadline_at, approval })).sort((a, b) => a.due_at - b.due_at);
}

/** The title of a program, which may write it on several lines. */
function shownLine(title: string): string {
  return cutLine(normalLine(withoutUnseen(title.toWellFormed().replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '))), TITLE_CHARS_MAX);
}

function bounded({ reply_to, thread_id, title, reason, detail, may_allow_session, deadline_ms }: Question) {
  const problem = title === '' ? 'A title is needed' : lineProblem(title);
  if (problem !== null) throw new AppError('invalid_payload', `title: ${problem}.`);
  const text = detail?.text.toWellFormed() ?? '';
  if (Buffer.byteLength(text) > APPROVAL_DETAIL_BYTES_MAX) {
    const message = `detail: at most ${APPROVAL_DETAIL_BYTES_MAX / 1024} KiB. Only a detail that is shown whole can be allowed: ask in parts.`;
    throw new AppError('message_too_large', message);
  }
  const why = reason?.toWellFormed().trim().slice(0, APPROVAL_REASON_CHARS_MAX) ?? '';
  return {
    reply_to: reply_to ?? null,
    thread_id: thread_id ?? null,
    title,
    reason: why === '' ? null : why,
    detail: detail && text !== '' ? { kind: detail.kind, text } : null,
    may_allow_session: may_allow_session ?? false,
    deadline_ms: Math.min(
      Math.max(Math.round(deadline_ms ?? APPROVAL_DEADLINE_S_DEFAULT * MS_PER_S), APPROVAL_DEADLINE_S_MIN * MS_PER_S),
      APPROVAL_DEADLINE_S_MAX * MS_PER_S,
    ),
  };
}
