import { AuditEntrance, AuditSubjectKind, AuditTopic } from '../../../../src-shared/audit.ts';
import { BrowserName, PlatformName } from '../../../../src-shared/device.ts';
import { integer, json, nullable, oneOf, table, text, time, type RowOf } from './table.ts';

/** The audit log. Names are those of the time, so that an entry is readable when its participant or its subject is gone. */
export const audit = table({
  /** Counts up. */
  id: integer(),
  /** Of a command, of an endpoint, or of a failure. Older entries may have names that are gone. */
  kind: text(),
  topic: oneOf(AuditTopic),
  at: time(),
  /** Later than `at`: the same attempt failed again. */
  last_at: time(),
  count: integer(),
  by_id: nullable(text()),
  by_name: nullable(text()),
  key_label: nullable(text()),
  entrance: nullable(oneOf(AuditEntrance)),
  address: nullable(text()),
  browser: nullable(oneOf(BrowserName)),
  platform: nullable(oneOf(PlatformName)),
  about_kind: nullable(oneOf(AuditSubjectKind)),
  about_id: nullable(text()),
  about_name: nullable(text()),
  facts: json(),
  /** The person, or the owner of the agent. Null: not known, as for failures. */
  person_id: nullable(text()),
});
export type AuditRow = RowOf<typeof audit>;
