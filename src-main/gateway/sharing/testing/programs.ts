// A folder with stand-ins for the programs of tunnels.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Programs {
  /** For `searchPath`. */
  readonly folder: string;
  /** Adds a program that is a shell script. */
  script(name: string, text: string): void;
  /** Adds a stand-in of this folder, with its own files in its environment. */
  fake(name: string, files?: Record<string, string>): void;
  /** A file that the stand-ins share with the test. */
  file(name: string): string;
  /** The calls that a stand-in wrote down, the oldest first. */
  calls(): unknown[];
  remove(): void;
}

export function createPrograms(): Programs {
  const root = mkdtempSync(path.join(tmpdir(), 'lanai-programs-'));
  const folder = path.join(root, 'bin');
  mkdirSync(folder);
  const file = (name: string): string => path.join(root, name);
  const script = (name: string, text: string): void => {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(path.join(folder, name), 0o755);
  };
  return {
    folder,
    script,
    file,
    fake(name, files = {}) {
      const program = path.join(import.meta.dirname, `fake-${name}.mjs`);
      const all = {
        FAKE_CALLS: 'calls',
        FAKE_READY: 'ready',
        FAKE_CRASH: 'crash',
        FAKE_STATUS: 'status.json',
        FAKE_SERVED: 'served.json',
        ...files,
      };
      const set = Object.entries(all).map(([key, value]) => `${key}='${file(value)}'`);
      script(name, `${set.join(' ')} exec '${process.execPath}' '${program}' "$@"`);
    },
    calls: () =>
      existsSync(file('calls'))
        ? readFileSync(file('calls'), 'utf8')
            .trim()
            .split('\n')
            .map((line): unknown => JSON.parse(line))
        : [],
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
