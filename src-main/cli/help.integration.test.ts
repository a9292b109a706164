// Help without a reader, as in `lanai --help | head`.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

const LANAI = [process.execPath, path.resolve(import.meta.dirname, '../../dist/cli/lanai.cjs')];

it.each([[['--help']], [['--version']], [['help', 'send']], [['lantern', '--help']]])(
  'lanai %j ends quietly when its reader has gone',
  (args) => {
    expect(spawnSync('sh', ['-c', '"$@" | true', 'sh', ...LANAI, ...args], { encoding: 'utf8' }).stderr).toBe('');
  },
);
