// The check itself is checked: a wrong import must fail, or a green run means nothing.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, runTool } from '../lib/project.mjs';

interface Diagnostic {
  code: string;
  filename: string;
  message: string;
}

/** file -> what it says, and the words of the complaint; no words: it is allowed. */
const IMPORTS: [file: string, code: string, complaint: string | null][] = [
  ['src-shared/a.ts', `import { b } from '../src-renderer/b.ts';`, 'src-shared may not import src-renderer'],
  ['src-shared/b.ts', `import { readFile } from 'node:fs';`, 'may not use the module "node:fs"'],
  ['src-shared/c.ts', `import * as z from 'zod/mini';`, null],
  ['src-shared/d.test.ts', `import { readFile } from 'node:fs';`, null],
  [
    'src-renderer/a.ts',
    `import type { Store } from '../src-main/gateway/store/store.ts';`,
    'src-renderer may not import src-main/gateway/store',
  ],
  ['src-renderer/b.ts', `import path from 'node:path';`, 'may not use the module "node:path"'],
  ['src-renderer/c.tsx', `export * from '../src-shared/ids.ts';`, null],
  ['src-renderer/d.ts', `const page = () => import('../src-main/cli/lanai.ts');`, 'src-renderer may not import src-main/cli'],
  ['src-renderer/e.test.ts', `import { b } from '../src-main/desktop/b.ts';`, 'src-renderer may not import src-main/desktop'],
  ['src-renderer/lib/a.ts', `import { strings } from '../strings/strings.ts';`, 'src-renderer/lib may not import src-renderer/strings'],
  ['src-renderer/ui/a.tsx', `import { useApp } from '../sync/store.ts';`, 'src-renderer/ui may not import src-renderer/sync'],
  ['src-renderer/sync/a.ts', `import { Button } from '../ui/button.tsx';`, null],
  [
    'src-renderer/sync/b.ts',
    `import { Timeline } from '../features/timeline/timeline.tsx';`,
    'src-renderer/sync may not import src-renderer/features/timeline',
  ],
  ['src-renderer/features/composer/a.ts', `import { Quote } from '../timeline/quote.tsx';`, null],
  [
    'src-renderer/features/timeline/a.ts',
    `import { Composer } from '../composer/composer.tsx';`,
    'src-renderer/features/timeline may not import src-renderer/features/composer',
  ],
  [
    'src-renderer/features/search/a.ts',
    `import { RoomPage } from '../../screens/room/room-page.tsx';`,
    'src-renderer/features/search may not import src-renderer/screens/room',
  ],
  ['src-renderer/app/a.ts', `import { RoomPage } from '../screens/room/room-page.tsx';`, null],
  ['src-renderer/app/b.ts', `import { cast } from '../testing/cast.ts';`, 'src-renderer/app may not import src-renderer/testing'],
  ['src-renderer/app/c.test.ts', `import { cast } from '../testing/cast.ts';`, null],
  ['src-main/desktop/a.ts', `import { startGateway } from '../gateway/gateway.ts';`, 'src-main/desktop may not import src-main/gateway'],
  ['src-main/desktop/b.ts', `import { app } from 'electron';`, null],
  ['src-main/desktop/c.ts', `import { ipcMain } from 'electron';`, 'ipcMain belongs to src-main/desktop/ipc.ts'],
  ['src-main/desktop/d.ts', `import * as e from 'electron';\ne.ipcMain.on('x', () => {});`, 'ipcMain belongs to src-main/desktop/ipc.ts'],
  ['src-main/desktop/ipc.ts', `import { ipcMain } from 'electron';`, null],
  ['src-main/gateway/a.ts', `import { app } from 'electron';`, 'may not use the module "electron"'],
  ['src-main/gateway/gateway.ts', `import { listen } from './http/listen.ts';`, null],
  [
    'src-main/gateway/store/a.ts',
    `import { mayPost } from '../domain/policy.ts';`,
    'src-main/gateway/store may not import src-main/gateway/domain',
  ],
  [
    'src-main/gateway/store/deep/b.ts',
    `import { hub } from '../../realtime/hub.ts';`,
    'src-main/gateway/store may not import src-main/gateway/realtime',
  ],
  [
    'src-main/gateway/realtime/a.ts',
    `import { createAppProtocol } from '../protocols/app/protocol.ts';`,
    'src-main/gateway/realtime may not import src-main/gateway/protocols',
  ],
  [
    'src-main/gateway/protocols/app/a.ts',
    `import { textFrame } from '../../transports/text-frame.ts';`,
    'src-main/gateway/protocols may not import src-main/gateway/transports',
  ],
  [
    'src-main/gateway/transports/a.ts',
    `import { createAppProtocol } from '../protocols/app/protocol.ts';`,
    'src-main/gateway/transports may not import src-main/gateway/protocols',
  ],
  ['src-main/gateway/transports/b.ts', `import type { Peer } from '../realtime/peer.ts';`, null],
  ['src-main/gateway/http/whole.ts', `import { startTestHome } from '../testing/home.ts';`, 'may not import src-main/gateway/testing'],
  ['src-main/gateway/http/whole.test.ts', `import { startTestHome } from '../testing/home.ts';`, null],
  [
    'src-main/gateway/domain/a.ts',
    `import { listen } from '../http/listen.ts';`,
    'src-main/gateway/domain may not import src-main/gateway/http',
  ],
  ['src-main/gateway/domain/b.ts', `import type { Store } from '../store/store.ts';`, null],
  ['src-main/gateway/http/a.ts', `import { hub } from '../realtime/hub.ts';`, null],
  ['src-main/gateway/http/b.ts', `import { startGateway } from '../gateway.ts';`, 'src-main/gateway/http may not import src-main/gateway'],
  ['src-main/cli/hen.ts', `import { egg } from './egg.ts';\nexport const hen = () => egg;`, null],
  ['src-main/cli/egg.ts', `import { hen } from './hen.ts';\nexport const egg = () => hen;`, null],
  ['src-main/cli/a.ts', `import version from '../../package.json';`, null],
  ['src-main/cli/b.ts', `import { startGateway } from '../gateway/gateway.ts';`, 'src-main/cli may not import src-main/gateway'],
];

describe('the layer check', () => {
  let project: string;
  let diagnostics: Diagnostic[];
  let cycles: Diagnostic[];

  beforeAll(async () => {
    project = await mkdtemp(path.join(os.tmpdir(), 'lanai-layers-'));
    await cp(at('.oxlintrc.json'), path.join(project, '.oxlintrc.json'));
    await cp(at('scripts/lint'), path.join(project, 'scripts/lint'), { recursive: true });
    for (const [file, code] of IMPORTS) {
      await mkdir(path.dirname(path.join(project, file)), { recursive: true });
      await writeFile(path.join(project, file), `${code}\n`);
    }
    const { output } = await runTool('oxlint/bin/oxlint', ['-f', 'json', 'src-shared', 'src-main', 'src-renderer'], {
      capture: true,
      cwd: project,
    });
    const report = JSON.parse(output) as { diagnostics: Diagnostic[] };
    diagnostics = report.diagnostics.filter(({ code }) => code === 'lanai(layers)');
    cycles = report.diagnostics.filter(({ code }) => code === 'import(no-cycle)');
  });
  afterAll(() => rm(project, { recursive: true }));

  it.each(IMPORTS.filter(([, , complaint]) => complaint !== null))('refuses %s: %s', (file, _code, complaint) => {
    expect(diagnostics.filter(({ filename }) => filename === file).map(({ message }) => message)).toEqual([
      expect.stringContaining(complaint ?? ''),
    ]);
  });

  it('refuses a cycle inside a layer', () => {
    expect(cycles.map(({ filename }) => filename).sort()).toEqual(['src-main/cli/egg.ts', 'src-main/cli/hen.ts']);
  });

  it.each(IMPORTS.filter(([, , complaint]) => complaint === null))('lets %s: %s', (file) => {
    expect(diagnostics.filter(({ filename }) => filename === file)).toEqual([]);
  });
});
