// How the plugin of OpenClaw is built: an ES module that finds OpenClaw's own SDK at run time, with the files of its package.
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { noticesOf, packagesOf } from './notices.mjs';
import { at, runNpm } from './project.mjs';

const SOURCE = 'plugins/openclaw';
const PACKAGE = ['package.json', 'openclaw.plugin.json', 'README.md'];

/** @returns {import('vite').EnvironmentOptions} */
export function pluginOfOpenClaw(outDir) {
  return {
    consumer: 'server',
    resolve: { noExternal: true, conditions: ['node', 'import', 'module', 'default'] },
    build: {
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node24',
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: { index: at(SOURCE, 'src/index.ts'), 'setup-entry': at(SOURCE, 'src/setup-entry.ts') },
        external: [/^openclaw\//, ...builtinModules, /^node:/],
        platform: 'node',
        output: {
          format: 'es',
          charset: 'ascii',
          comments: { legal: true, annotation: false, jsdoc: false },
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name].js',
        },
      },
    },
  };
}

/** @returns {import('vite').Plugin} */
export function packageOfOpenClaw() {
  return {
    name: 'lanai:package-of-openclaw',
    applyToEnvironment: ({ name }) => name === 'openclaw',
    async generateBundle(_options, bundle) {
      const emit = (fileName, source) => this.emitFile({ type: 'asset', fileName, source });
      for (const fileName of PACKAGE) emit(fileName, readFileSync(at(SOURCE, fileName), 'utf8'));
      emit('LICENSE', readFileSync(at('LICENSE'), 'utf8'));
      const modules = Object.values(bundle).flatMap((each) => (each.type === 'chunk' ? each.moduleIds : []));
      emit('third-party-notices.txt', await noticesOf(packagesOf(modules)));
    },
  };
}

/** The package as a home serves it: OpenClaw installs archives, and no addresses. `folder`: what was built. */
export async function packPluginOfOpenClaw(folder) {
  const place = await mkdtemp(at(folder, 'packing-'));
  const args = ['pack', at(folder, 'openclaw'), '--offline', '--ignore-scripts', '--silent', '--pack-destination', place];
  const { code, output } = await runNpm(args, { capture: true });
  const [tarball] = await readdir(place);
  if (code !== 0 || tarball === undefined) throw new Error(`The plugin of OpenClaw could not be packed.\n${output}`);
  await rename(path.join(place, tarball), at(folder, 'renderer/lanai-openclaw.tgz'));
  await rm(place, { recursive: true });
}
