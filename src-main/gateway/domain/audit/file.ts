// The audit log as a file. Names in it may be those of a hostile guest.
import type { AuditEntry, AuditFormat } from '../../../../src-shared/audit.ts';
import type { Core } from '../core.ts';

const READ_AT_ONCE = 500;

/** The pieces of the file, one after the other. */
export async function* auditFile(core: Core, format: AuditFormat): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(COLUMNS.map(([name]) => name));
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const { value: entries } = await core.archive.auditEntries({ topic: null, by_id: null, before, limit: READ_AT_ONCE });
    const last = entries.at(-1);
    if (!last) return;
    yield entries
      .map((entry) => (format === 'csv' ? csvLine(COLUMNS.map(([, value]) => value(entry))) : `${JSON.stringify(entry)}\n`))
      .join('');
    before = Number(last.id);
  }
}

const COLUMNS: readonly (readonly [string, (entry: AuditEntry) => string | number | null])[] = [
  ['id', ({ id }) => id],
  ['time', ({ at }) => new Date(at).toISOString()],
  ['last_time', ({ last_at }) => new Date(last_at).toISOString()],
  ['count', ({ count }) => count],
  ['topic', ({ topic }) => topic],
  ['kind', ({ kind }) => kind],
  ['by', ({ by }) => by?.name ?? null],
  ['by_id', ({ by }) => by?.id ?? null],
  ['key', ({ by }) => by?.key ?? null],
  ['entrance', ({ entrance }) => entrance],
  ['address', ({ address }) => address],
  ['browser', ({ browser }) => browser],
  ['platform', ({ platform }) => platform],
  ['about_kind', ({ about }) => about?.kind ?? null],
  ['about', ({ about }) => about?.name ?? null],
  ['about_id', ({ about }) => about?.id ?? null],
  ['facts', ({ facts }) => JSON.stringify(facts)],
];

/** RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => (cell === null ? '' : quoted(String(cell)))).join(',')}\r\n`;
}

function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
