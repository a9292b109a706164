// The entries of the audit log, each in the transaction of the operation that it is about.
import type { AuditKind } from '../../../../src-shared/audit-kinds.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { AUDIT_ENTRIES_A_DAY_MAX, AUDIT_ENTRIES_MAX } from '../../../../src-shared/limits.ts';
import type { CountedFailures, FailedAttempts } from '../../store/interfaces/audit.ts';
import type { Operations, Steps, Tx } from '../../store/interfaces/tx.ts';
import type { Participant } from '../../../../src-shared/objects.ts';
import { settingRow } from '../../store/settings.ts';
import type { AuditRow } from '../../store/tables/audit.ts';
import type { AuditDraft, AuditSubject } from './draft.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Past this, attempts from further networks count together: they must not push out the other entries. */
const FAILURE_ENTRIES_A_DAY_MAX = 100;

/** Entries that differ in none of these are one. */
const SAME = [
  ...(['kind', 'by_id', 'by_name', 'key_label', 'entrance', 'address', 'browser', 'platform'] as const),
  ...(['about_id', 'about_name', 'facts'] as const),
];
/** These give access: each has its own entry. */
const NEVER_MERGED: ReadonlySet<string> = new Set<AuditKind>([
  ...(['sign_in', 'add_device', 'redeem_invite', 'join_as_program'] as const),
  ...(['create_agent_invite', 'redeem_agent_invite', 'approve_agent_invite', 'collect_agent_key'] as const),
]);
const REPEATED_WITHIN_MS = 60 * 60 * 1000;

export interface Audited {
  name: string;
  args: unknown;
  draft: AuditDraft;
}

/** Does one of the operations, and writes its entry. */
export function auditedBy(operations: Operations) {
  return function* audited(tx: Tx, { name, args, draft }: Audited): Steps<unknown> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the name and its arguments were matched by the types where it was asked for
    const operation = operations[name] as ((tx: Tx, args: unknown) => Steps<unknown>) | undefined;
    if (!operation) throw new AppError('internal_error');
    // A deleted item has its name only before, and a newcomer only afterwards.
    const before = yield* namesOf(tx, draft);
    const result = yield* operation(tx, args);
    const { by } = before.by === null ? yield* namesOf(tx, draft) : before;
    yield* insert(tx, draft, { ...before, by });
    return result;
  };
}

export function* recordAudit(tx: Tx, draft: AuditDraft): Steps<void> {
  yield* insert(tx, draft, yield* namesOf(tx, draft));
}

/** At most one entry a day for each kind, entrance, network and reason. */
export function* countFailures(tx: Tx, { failures }: { failures: readonly FailedAttempts[] }): Steps<void> {
  const [first] = failures;
  if (!first) return;
  const known = yield* tx.reads.countedFailures(first.at - DAY_MS);
  const ids = new Map(known.map((each) => [sameFailures(each), each.id]));
  for (const attempts of failures) {
    const isBeyond = ids.size >= FAILURE_ENTRIES_A_DAY_MAX && !ids.has(sameFailures(attempts));
    const counted = isBeyond ? { ...attempts, address: null, facts: '{}' } : attempts;
    const id = ids.get(sameFailures(counted));
    if (id === undefined) ids.set(sameFailures(counted), yield* insertRow(tx, { ...counted, ...NO_ACTOR, ...NO_DEVICE, ...NO_SUBJECT }));
    else yield* tx.writes.countAudit({ id, count: counted.count, last_at: counted.last_at });
  }
}

function sameFailures({ kind, entrance, address, facts }: Omit<CountedFailures, 'id'>): string {
  return JSON.stringify([kind, entrance, address, facts]);
}

export function* trimAudit(tx: Tx, { before }: { before: number }): Steps<void> {
  yield* tx.writes.deleteAuditBefore({ before });
}

export function* setAuditDays(tx: Tx, { days }: { days: number }): Steps<void> {
  yield* tx.writes.saveSetting(settingRow('audit_days', days));
}

type Subject = Pick<AuditRow, 'about_kind' | 'about_id' | 'about_name'>;
type Names = Pick<AuditRow, 'key_label'> & { by: Participant | null; subject: Subject };

const NO_SUBJECT: Subject = { about_kind: null, about_id: null, about_name: null };
const NO_DEVICE = { browser: null, platform: null };
const NO_ACTOR = { by_id: null, by_name: null, person_id: null, key_label: null };

function* insert(tx: Tx, draft: AuditDraft, { by, key_label, subject }: Names): Steps<void> {
  const { kind, topic, by_id, entrance, address, browser, platform, facts } = draft;
  const person_id = by?.kind === 'agent' ? (by.owner_id ?? by.id) : by_id;
  const row = { kind, topic, by_id, by_name: by?.name ?? null, person_id, key_label, entrance, address, browser, platform, ...subject };
  const entry = { ...row, at: tx.now, last_at: tx.now, count: 1, facts: JSON.stringify(facts) };
  const last = yield* tx.reads.lastAudit();
  if (last && isRepeated(last, entry)) yield* tx.writes.countAudit({ id: last.id, count: 1, last_at: tx.now });
  else if (person_id !== null && (yield* isBeyondCap(tx, person_id, kind))) yield* countBeyondCap(tx, entry, person_id);
  else yield* insertRow(tx, entry);
}

/** By kind: a flood hides the details of its own kind only. */
function* isBeyondCap(tx: Tx, personId: string, kind: string): Steps<boolean> {
  return (yield* tx.reads.auditCountOf(personId, kind, tx.now - DAY_MS)) >= AUDIT_ENTRIES_A_DAY_MAX;
}

/** One entry for each kind: a person must not push out the entries of others. Those of agents count for their person. */
function* countBeyondCap(tx: Tx, entry: Omit<AuditRow, 'id'>, personId: string): Steps<void> {
  const id = yield* tx.reads.auditBeyondCap(personId, entry.kind, tx.now - DAY_MS);
  if (id !== null) return void (yield* tx.writes.countAudit({ id, count: 1, last_at: tx.now }));
  const by_name = (yield* tx.reads.participant(personId))?.name ?? null;
  const nowhere = { key_label: null, entrance: null, address: null, facts: '{}' };
  yield* insertRow(tx, { ...entry, ...nowhere, ...NO_DEVICE, ...NO_SUBJECT, by_id: personId, by_name });
}

/** Returns its id. */
function* insertRow(tx: Tx, row: Omit<AuditRow, 'id'>): Steps<number> {
  const id = ((yield* tx.reads.lastAudit())?.id ?? 0) + 1;
  yield* tx.writes.insertAudit({ ...row, id });
  yield* tx.writes.deleteAuditUpTo({ id: id - AUDIT_ENTRIES_MAX });
  return id;
}

/** The same was done again, and nothing else meanwhile: a download in parts, or a program that repeats itself. */
function isRepeated(last: AuditRow, row: Omit<AuditRow, 'id'>): boolean {
  const isRecent = row.at - last.last_at < REPEATED_WITHIN_MS && row.at >= last.last_at;
  return isRecent && !NEVER_MERGED.has(row.kind) && SAME.every((name) => last[name] === row[name]);
}

function* namesOf(tx: Tx, { by_id, key_id, about }: AuditDraft): Steps<Names> {
  const by = by_id === null ? null : yield* tx.reads.participant(by_id);
  const key = key_id === null ? null : yield* tx.reads.key(key_id);
  return { by, key_label: key?.label ?? null, subject: about === null ? NO_SUBJECT : yield* subjectOf(tx, about) };
}

function* subjectOf(tx: Tx, { kind, id }: AuditSubject): Steps<Subject> {
  const found = yield* named(tx, { kind, id });
  return { about_kind: found.kind, about_id: id, about_name: found.name };
}

function* named(tx: Tx, { kind, id }: AuditSubject): Steps<{ kind: AuditSubject['kind']; name: string | null }> {
  switch (kind) {
    case 'person':
    case 'agent': {
      const participant = yield* tx.reads.participant(id);
      return { kind: participant?.kind ?? kind, name: participant?.name ?? null };
    }
    case 'invite':
      return { kind, name: (yield* tx.reads.invite(id))?.name ?? null };
    case 'key':
      return { kind, name: (yield* tx.reads.key(id))?.label ?? null };
    case 'room': {
      // Admins see the log, and not the name of a private room that they are not in.
      const room = yield* tx.reads.room(id);
      return { kind, name: room?.visibility === 'public' ? room.name : null };
    }
    case 'device': {
      const session = yield* tx.reads.session(id);
      const person = session && (yield* tx.reads.participant(session.participant_id));
      return { kind, name: person?.name ?? null };
    }
  }
}
