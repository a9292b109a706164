import pino from 'pino';

export interface Log {
  warn(message: string, error?: unknown): void;
  error(message: string, error?: unknown): void;
}

/** JSON lines. Never given what people wrote, nor secrets. */
export function createLog(stream: NodeJS.WritableStream): Log {
  const logger = pino({ level: 'info', base: null }, { write: (line: string) => void stream.write(line) });
  return {
    warn: (message, error) => logger.warn({ err: error }, message),
    error: (message, error) => logger.error({ err: error }, message),
  };
}
