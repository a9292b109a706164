import { homedir } from 'node:os';
import pino from 'pino';
import { LOG_LINES_KEPT } from '../../src-shared/limits.ts';

export interface Log {
  warn(message: string, error?: unknown): void;
  error(message: string, error?: unknown): void;
  /** The newest last, and nothing in them that would let anybody in. */
  recent(): string[];
}

/** JSON lines. Never given what people wrote, nor secrets. */
export function createLog(stream: NodeJS.WritableStream): Log {
  const logger = pino({ level: 'info', base: null }, { write: (line: string) => void stream.write(line) });
  const lines: string[] = [];
  const keep = (level: string, message: string, error: unknown): void => {
    lines.push(harmless(`${new Date().toISOString()} ${level} ${message}${reasonOf(error)}`, homedir()));
    if (lines.length > LOG_LINES_KEPT) lines.shift();
  };
  return {
    warn(message, error) {
      logger.warn({ err: error }, message);
      keep('warning', message, error);
    },
    error(message, error) {
      logger.error({ err: error }, message);
      keep('error', message, error);
    },
    recent: () => [...lines],
  };
}

function reasonOf(error: unknown): string {
  if (error === undefined) return '';
  return `: ${error instanceof Error ? error.message : JSON.stringify(error)}`;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Keys, tokens, invite codes, cookies, hashes: long, in one piece, and of letters and digits mixed. */
const LONG = /[\w-]{20,}/g;
const LEFT_OUT = '[left out]';

/** A line that is safe to share with support: it contains no secrets, and not the name of the computer's user. */
export function harmless(line: string, home: string): string {
  const withoutHome = home.length > 1 ? line.replaceAll(home, '~') : line;
  return withoutHome
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .replaceAll(/\b(?:lan|whsec)_[\w+/=-]+/g, LEFT_OUT)
    .replaceAll(/\b(?:clw1|lsm1):[\w+/=-]+/g, LEFT_OUT)
    .replaceAll(/(\/\/)[^/@\s]+@/g, `$1${LEFT_OUT}@`)
    .replaceAll(LONG, (word) => (UUID.test(word) || !/\d/.test(word) || !/[a-z]/i.test(word) ? word : LEFT_OUT));
}
