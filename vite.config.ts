// One file says how everything is built and how its unit and integration tests run.
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { builtinModules } from 'node:module';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { EnvironmentOptions, Plugin, ViteBuilder } from 'vite';
import { defineConfig } from 'vitest/config';
import { chunkGroups } from './scripts/lib/chunk-groups.mjs';
import { integrityOfScripts } from './scripts/lib/integrity.mjs';
import LongestFirst from './scripts/lib/longest-first.mjs';
import { packageOfOpenClaw, pluginOfOpenClaw } from './scripts/lib/openclaw-plugin.mjs';
import { decodersInPdfWorker } from './scripts/lib/pdf-decoders.mjs';
import { withoutRowWords } from './scripts/lib/without-row-words.mjs';
import { withoutLezerColours } from './scripts/lib/without-lezer-colours.mjs';

const at = (relative: string) => path.resolve(import.meta.dirname, relative);

/** scripts/lib/build.mjs builds into a fresh folder and swaps it in when all of it is good. */
const OUT = process.env.LANAI_OUT_DIR ?? 'dist';

/** Loaded at run time, not bundled: Electron brings itself, and the others are native. So only those are production dependencies. */
const EXTERNAL = ['electron', 'better-sqlite3', '@lydell/node-pty'];

/** What is waited for comes at once on a quiet machine. Only what never comes takes as long, and that fails however long it is. */
const WAIT_MS = 15_000;

/** `npm test` allows one retry. A single test run by hand has none, so that a flaky test shows at once. */
const RETRIES = process.env.LANAI_TEST_RETRIES === '1' ? 1 : 0;

interface NodeProgram {
  outDir: string;
  input: Record<string, string>;
  target: string;
  /** One file without chunks: a sandboxed preload cannot load others. */
  isSingleFile?: boolean;
  banner?: string;
}

/** CommonJS, because Electron's sandboxed preload, its Node 18 test runtime and a worker thread inside an asar all read it. */
function nodeProgram({ outDir, input, target, isSingleFile = false, banner }: NodeProgram): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: EXTERNAL, conditions: ['node', 'import', 'module', 'default'] },
    build: {
      outDir: at(`${OUT}/${outDir}`),
      // The preload shares its folder with the desktop's main.
      emptyOutDir: false,
      copyPublicDir: false,
      target,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).map(([name, entry]) => [name, at(entry)])),
        external: [...EXTERNAL, ...builtinModules, /^node:/],
        platform: 'node',
        output: {
          format: 'cjs',
          // V8 keeps a source with one wide character at two bytes for each, in every thread.
          charset: 'ascii',
          comments: { legal: true, annotation: false, jsdoc: false },
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
          codeSplitting: isSingleFile ? false : undefined,
          banner,
        },
      },
    },
  };
}

/** The one script of a page of the desktop's own. */
function ownPage(name: string): EnvironmentOptions {
  return {
    consumer: 'client',
    build: {
      outDir: at(`${OUT}/desktop`),
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'chrome114',
      sourcemap: true,
      rolldownOptions: {
        input: at(`src-renderer/${name}/${name}.ts`),
        output: { format: 'es', codeSplitting: false, entryFileNames: `${name}.js` },
      },
    },
  };
}

/** Nothing is drawn before the script knows how: light or dark, and how large. It draws everything anyway. */
const firstThingsFirst = {
  name: 'first-things-first',
  transformIndexHtml: {
    order: 'post' as const,
    handler: (html: string) => html.replaceAll('<script type="module"', '<script type="module" blocking="render"'),
  },
};

/** What the reader of PDF files fetches by name: maps of characters, and fonts that files need not bring. */
const forPdf: Plugin = {
  name: 'lanai:for-pdf',
  applyToEnvironment: ({ name }) => name === 'client',
  generateBundle() {
    const from = (folder: string) => at(`node_modules/pdfjs-dist/${folder}`);
    const emit = (folder: string, isWanted: RegExp, to: string) => {
      for (const name of readdirSync(from(folder)).filter((each) => isWanted.test(each)))
        this.emitFile({ type: 'asset', fileName: `${to}${name}`, source: readFileSync(path.join(from(folder), name)) });
    };
    emit('cmaps', /\.bcmap$/, 'pdf/cmaps/');
    emit('standard_fonts', /\.(pfb|ttf)$/, 'pdf/fonts/');
  },
};

/** The stylesheet of the terminal window: that of its library, and its own. */
const forTerminal: Plugin = {
  name: 'lanai:for-terminal',
  applyToEnvironment: ({ name }) => name === 'terminal',
  generateBundle() {
    const files = ['node_modules/@xterm/xterm/css/xterm.css', 'resources/terminal/terminal.css'];
    this.emitFile({ type: 'asset', fileName: 'terminal.css', source: files.map((file) => readFileSync(at(file), 'utf8')).join('\n') });
  },
};

/** All parts, or those that `npm run build -- PART…` names. */
async function buildParts(builder: ViteBuilder): Promise<void> {
  const wanted = process.env.LANAI_BUILD_PARTS?.split(',') ?? Object.keys(builder.environments);
  await Promise.all(wanted.map((name) => builder.build(environmentCalled(name, builder))));
}

function environmentCalled(name: string, builder: ViteBuilder) {
  const environment = builder.environments[name];
  if (!environment) throw new Error(`There is no part "${name}". There are: ${Object.keys(builder.environments).join(', ')}.`);
  return environment;
}

export default defineConfig({
  root: at('src-renderer'),
  // What has a name of its own: the manifest and the icons for a phone's home screen.
  publicDir: at('src-renderer/public'),
  plugins: [
    react(),
    tailwind(),
    firstThingsFirst,
    forPdf,
    forTerminal,
    packageOfOpenClaw(),
    withoutLezerColours(),
    withoutRowWords(at('src-shared')),
    integrityOfScripts(),
  ],
  // One script without parts: a worker has no import map that could check them.
  worker: { format: 'es', plugins: () => [decodersInPdfWorker()], rolldownOptions: { output: { codeSplitting: false } } },
  // The library that writes zips requires it, and the conditions above lead to the module for import.
  resolve: { alias: { 'buffer-crc32': at('node_modules/buffer-crc32/dist/index.cjs') } },
  // A table of thousands of names is parsed when it is read; as an object in the source it costs memory in each thread.
  json: { namedExports: false },
  server: { host: '127.0.0.1' },
  environments: {
    client: {
      // The oldest Chromium that runs the app: the Electron of the tests, and a friend's phone of 2023.
      build: {
        outDir: at(`${OUT}/renderer`),
        emptyOutDir: true,
        target: 'chrome114',
        sourcemap: true,
        // Fonts and icons stay files: the content security policy allows none of them as data: URLs.
        assetsInlineLimit: 0,
        // A part that is fetched later fetches its own imports. The list of them for every part would be in the first load, hashes and all.
        modulePreload: { polyfill: false, resolveDependencies: (_, files, { hostType }) => (hostType === 'html' ? files : []) },
        // What may be loaded at first is measured by scripts/bundle.integration.test.ts, compressed.
        chunkSizeWarningLimit: 1_000,
        rolldownOptions: {
          input: at('src-renderer/index.html'),
          // They make schemas. Those that nothing uses are left out.
          treeshake: { manualPureFunctions: ['z', 'described'] },
          output: { codeSplitting: { groups: chunkGroups() } },
          // The stylesheet and the workers take most of the time, which is some seconds.
          checks: { bundlerTimings: false },
        },
      },
    },
    desktop: nodeProgram({ outDir: 'desktop', input: { main: 'src-main/desktop/main.ts' }, target: 'node18' }),
    preload: nodeProgram({
      outDir: 'desktop',
      input: { preload: 'src-main/desktop/preload.ts' },
      target: 'node18',
      isSingleFile: true,
    }),
    terminalPreload: nodeProgram({
      outDir: 'desktop',
      input: { 'terminal-preload': 'src-main/desktop/terminal-preload.ts' },
      target: 'node18',
      isSingleFile: true,
    }),
    // The scripts of the desktop's rail and dialog, and of its terminal: pages of its own, which no home serves.
    shell: ownPage('shell'),
    terminal: ownPage('terminal'),
    gateway: nodeProgram({
      outDir: 'gateway',
      input: {
        main: 'src-main/gateway/main.ts',
        writer: 'src-main/gateway/writer.ts',
        reader: 'src-main/gateway/store/reader.ts',
        searcher: 'src-main/gateway/store/search/searcher.ts',
        'backup-worker': 'src-main/gateway/store/backup/backup-worker.ts',
        'export-worker': 'src-main/gateway/export/export-worker.ts',
        'import-worker': 'src-main/gateway/store/imports/import-worker.ts',
        'pdf-reader': 'src-main/gateway/store/pdf/pdf-reader.ts',
        'pdf-thread': 'src-main/gateway/store/pdf/pdf-thread.ts',
      },
      target: 'node24',
    }),
    cli: nodeProgram({
      outDir: 'cli',
      input: { lanai: 'src-main/cli/lanai.ts' },
      target: 'node20',
      isSingleFile: true,
      banner: '#!/usr/bin/env node',
    }),
    openclaw: pluginOfOpenClaw(at(`${OUT}/openclaw`)),
  },
  builder: { sharedConfigBuild: true, sharedPlugins: true, buildApp: buildParts },
  test: {
    root: at('.'),
    sequence: { sequencer: LongestFirst },
    projects: [
      // Threads that share one module graph: a new process and new modules for each file cost four times as much as the tests.
      testProject('unit', {
        include: ['{src-*,scripts,plugins,sdk}/**/*.test.{ts,tsx}'],
        exclude: ['**/*.{integration,peers}.test.ts'],
        pool: 'threads',
        isolate: false,
        // By itself it leaves one core idle: of two that is half.
        maxWorkers: availableParallelism(),
        // Long enough for a busy machine. No unit test waits for anything, and one that hangs still ends.
        testTimeout: 20_000,
      }),
      // Processes: these tests open sockets and native databases, and a crash then names its file.
      // In CI a failed test runs once more; scripts/lib/suites.mjs lists it as flaky. Unit tests are never repeated.
      testProject('integration', {
        include: ['{src-*,scripts,plugins,sdk}/**/*.integration.test.ts'],
        exclude: [],
        pool: 'forks',
        isolate: false,
        // They wait for processes, disks and timers about as long as they work.
        maxWorkers: 2 * availableParallelism(),
        sequence: { groupOrder: 1 },
        globalSetup: at('scripts/lib/gateway-threads.mjs'),
        retry: RETRIES,
        testTimeout: 60_000,
      }),
      // With programs that `npm run peers` installs.
      testProject('peers', {
        include: ['{src-*,plugins}/**/*.peers.test.ts'],
        exclude: [],
        pool: 'forks',
        maxWorkers: 1,
        sequence: { groupOrder: 2 },
        globalSetup: at('scripts/lib/gateway-threads.mjs'),
        testTimeout: 60_000,
      }),
    ],
  },
});

interface TestProject {
  include: string[];
  exclude: string[];
  pool: 'threads' | 'forks';
  isolate?: boolean;
  maxWorkers: number;
  sequence?: { groupOrder: number };
  globalSetup?: string;
  retry?: number;
  testTimeout: number;
}

function testProject(name: string, options: TestProject) {
  return {
    test: { name, root: at('.'), environment: 'node' as const, hookTimeout: 30_000, expect: { poll: { timeout: WAIT_MS } }, ...options },
  };
}
