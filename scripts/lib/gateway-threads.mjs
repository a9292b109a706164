// Builds the gateway's threads for the tests that run a gateway within themselves: from its sources each start would cost
// a thread half a second to read them.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';
import { at } from './project.mjs';

const GATEWAY = at('src-main/gateway');
const THREADS = {
  writer: path.join(GATEWAY, 'writer.ts'),
  reader: path.join(GATEWAY, 'store/reader.ts'),
  searcher: path.join(GATEWAY, 'store/search/searcher.ts'),
  'backup-worker': path.join(GATEWAY, 'store/backup/backup-worker.ts'),
  'export-worker': path.join(GATEWAY, 'export/export-worker.ts'),
  'import-worker': path.join(GATEWAY, 'store/imports/import-worker.ts'),
  'pdf-reader': path.join(GATEWAY, 'store/pdf/pdf-reader.ts'),
  'pdf-thread': path.join(GATEWAY, 'store/pdf/pdf-thread.ts'),
};

/**
 * Run by Vitest, once before all integration tests. The folder is where Node finds `better-sqlite3`.
 * @param {import('vitest/node').TestProject} project
 */
export default async function buildThreads(project) {
  const cache = at('node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(path.join(cache, 'lanai-threads-'));
  await build({
    configFile: false,
    root: GATEWAY,
    logLevel: 'warn',
    resolve: { alias: { 'buffer-crc32': at('node_modules/buffer-crc32/dist/index.cjs') } },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    json: { namedExports: false },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node24',
      minify: false,
      sourcemap: true,
      emptyOutDir: false,
      rolldownOptions: { input: THREADS, output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' } },
    },
  });
  project.provide('gatewayThreads', folder);
  return () => rm(folder, { recursive: true, force: true });
}
