import { expect, it } from 'vitest';
import { isAudited, type AuditRule } from './audit.ts';
import { COMMANDS } from './commands/index.ts';
import type { CommandRow } from './commands/row.ts';
import { ENDPOINTS } from './endpoints/index.ts';
import type { EndpointRow } from './endpoints/row.ts';

const commands = Object.entries<CommandRow>(COMMANDS);
const endpoints = Object.entries<EndpointRow>(ENDPOINTS);

const isOfAdmins = ({ access }: EndpointRow): boolean => typeof access !== 'string' && 'right' in access && access.right === 'admin';
const takesSecret = ({ access }: EndpointRow): boolean => typeof access !== 'string' && 'secret' in access;

it('every command and endpoint that changes something and needs the right to administer decides about the audit log', () => {
  const undecided = [
    ...commands.filter(([, { right, readOnly, audit }]) => right === 'admin' && !readOnly && audit === undefined),
    ...endpoints.filter(([, row]) => (isOfAdmins(row) || takesSecret(row)) && !row.readOnly && row.audit === undefined),
  ];
  expect(undecided.map(([name]) => name)).toEqual([]);
});

const rules: [string, AuditRule | undefined, string[]][] = [...commands, ...endpoints].map(([name, { audit, request }]) => [
  name,
  audit,
  Object.keys(request.shape),
]);

it.each(rules.filter(([, audit]) => isAudited(audit)))(
  'the log of %s holds fields of its request, and no secret',
  (_name, audit, fields) => {
    if (!isAudited(audit)) return;
    const held = [...(audit.facts ?? []), ...(audit.about ? [audit.about] : [])];
    const named = [...held, ...(audit.has === undefined ? [] : [audit.has])];
    expect(named.filter((field) => !fields.includes(field.split('.')[0] ?? ''))).toEqual([]);
    expect(held.filter((field) => /secret|code|token|content|text|hash/.test(field))).toEqual([]);
  },
);
