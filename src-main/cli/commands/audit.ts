import { Option, type Command } from 'commander';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { AuditTopic, type AuditEntry } from '../../../src-shared/audit.ts';
import { COMMANDS, type Reply } from '../../../src-shared/commands/index.ts';
import { AUDIT_PAGE_MAX } from '../../../src-shared/limits.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { wholeNumber } from '../options.ts';
import { createOutput, timeText, type Table } from '../output.ts';
import { withClient } from '../session.ts';
import { personCalled } from './people.ts';

const SHOWN = 50;

interface AuditOptions extends AgentOptions {
  topic?: AuditTopic;
  by?: string;
  limit?: number;
  all?: boolean;
}

export function define(command: Command): void {
  withAgent(command)
    .addOption(new Option('--topic <topic>', 'only this topic').choices(AuditTopic.options))
    .option('--by <person>', 'only what this person did (a name or an id)')
    .option('--limit <n>', `at most so many, the newest first (default: ${SHOWN})`, wholeNumber)
    .option('--all', 'all of it')
    .action(async (options: AuditOptions) => {
      const entries = await withClient(options, (client) => read(client, options));
      createOutput(options.json).list(entries, ENTRIES);
    });
}

async function read(client: AgentClient, { topic, by, limit = SHOWN, all = false }: AuditOptions): Promise<AuditEntry[]> {
  const wanted = all ? Infinity : limit;
  const participant_id = by === undefined ? undefined : await idOf(client, by);
  const found: AuditEntry[] = [];
  for (let after: string | null | undefined; after !== null && found.length < wanted;) {
    const asked = { topic, participant_id, after, limit: Math.min(AUDIT_PAGE_MAX, wanted - found.length) };
    const page: Reply<'list_audit'> = await client.request('list_audit', asked, COMMANDS.list_audit.reply);
    found.push(...page.entries);
    after = page.next;
  }
  return found;
}

async function idOf(client: AgentClient, who: string): Promise<string> {
  const { people } = await client.request('list_people', {}, COMMANDS.list_people.reply);
  return personCalled(people, who).id;
}

const ENTRIES: Table<AuditEntry> = {
  head: ['TIME', 'BY', 'WHAT', 'ABOUT', 'DETAILS', 'FROM', 'TIMES'],
  row: ({ at, by, kind, about, facts, entrance, address, count }) => [
    timeText(at),
    by === null ? '' : by.key === null ? by.name : `${by.name} (${by.key})`,
    kind,
    about === null ? '' : (about.name ?? about.id),
    Object.entries(facts)
      .map(([name, value]) => `${name}=${String(value)}`)
      .join(' '),
    [entrance, address].filter((each) => each !== null).join(' '),
    count === 1 ? '' : String(count),
  ],
  none: 'The audit log has no such entry.',
};
