// Data folders from before the first release have a list of small migrations. 0001-first-release makes the tables that all of them made.

const FIRST_RELEASE = '0001-first-release';

const SQUASHED: readonly string[] = [
  ...['0001-home', '0002-coordination', '0003-webhooks', '0004-keys', '0005-sealed', '0006-files', '0008-mentions', '0009-clawchat'],
  ...['0009-profiles', '0010-notify', '0011-keeping', '0012-reading', '0013-no-secrets', '0014-reactions', '0015-seals', '0016-names'],
  ...['0017-webhook-authors', '0018-key-verifiers', '0019-agents', '0020-stored-bytes', '0021-confirmed-returns', '0022-mentions-now'],
  ...['0023-sessions', '0024-devices', '0025-returns', '0026-agent-traces'],
];

/** The same list with the whole of the old one, if it is there, as the one migration that took its place. */
export function withoutSquashed(done: readonly string[]): string[] {
  if (!SQUASHED.every((name) => done.includes(name))) return [...done];
  return [FIRST_RELEASE, ...done.filter((name) => !SQUASHED.includes(name))];
}

/** Whether a name is of the old list. It is left over when the list was not complete: no program can finish it any more. */
export function isSquashed(name: string): boolean {
  return SQUASHED.includes(name);
}
