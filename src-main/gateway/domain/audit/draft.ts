// An entry of the audit log, before its names are known. It is made of the row of a command, and of the fields that the row names.
import { isIP } from 'node:net';
import type { AuditEntrance, AuditFact, AuditField, AuditRule, AuditSubjectKind, AuditTopic } from '../../../../src-shared/audit.ts';
import type { Device } from '../../../../src-shared/device.ts';
import { harmlessLine } from '../../../../src-shared/name.ts';

/** By which way a request came. Null: not known. */
export interface Origin {
  readonly entrance: AuditEntrance | null;
  readonly address: string | null;
}

/** Of what the server does automatically. */
export const NO_ORIGIN: Origin = { entrance: null, address: null };

/** An entrance without addresses counts all its clients as one name, which is no address. */
export function originOf(entrance: AuditEntrance, address: string | undefined): Origin {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
  return { entrance, address: isIP(plain) === 0 ? null : plain };
}

export interface AuditSubject {
  kind: AuditSubjectKind;
  id: string;
}

export interface AuditDraft extends Origin, Device {
  kind: string;
  topic: AuditTopic;
  by_id: string | null;
  key_id: string | null;
  about: AuditSubject | null;
  facts: Readonly<Record<string, AuditFact>>;
}

/** Whether it is a person or an agent is found out with the name. */
const SUBJECTS: Readonly<Record<AuditField, AuditSubjectKind>> = {
  participant_id: 'person',
  invite_id: 'invite',
  key_id: 'key',
  room_id: 'room',
  session_id: 'device',
};

type Rule = Exclude<AuditRule, { none: string }>;

export function describe({ topic, about, facts = [], has }: Rule, request: object): Pick<AuditDraft, 'topic' | 'about' | 'facts'> {
  const id = about === undefined ? undefined : fieldAt(request, about);
  const held = facts.flatMap((name) => {
    const value = fieldAt(request, name);
    return value === undefined ? [] : [[name, factOf(name, value)] as const];
  });
  return {
    topic,
    about: about !== undefined && typeof id === 'string' ? { kind: SUBJECTS[about], id } : null,
    facts: { ...Object.fromEntries(held), ...(has !== undefined && { [`has_${has}`]: (fieldAt(request, has) ?? null) !== null }) },
  };
}

/** `path`: names of fields, with dots between them. */
function fieldAt(request: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(name) : undefined,
      request,
    );
}

/** Without the parts that can hold a secret. Null: it is no address. */
function addressOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, host, pathname } = new URL(text);
  return harmlessLine(`${protocol}//${host}${pathname}`);
}

/** Of ids their number, of other lists the members, of an object its kind. */
function factOf(name: string, value: unknown): AuditFact {
  if (Array.isArray(value)) return name.endsWith('_ids') ? value.length : harmlessLine(value.join(', '));
  if (typeof value === 'string') return name.endsWith('url') ? addressOf(value) : harmlessLine(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'object' && value !== null && 'kind' in value ? harmlessLine(String(value.kind)) : null;
}
