// How the plugin of OpenClaw is built: an ES module that finds OpenClaw's own SDK at run time, with the files of its package.
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { at } from './project.mjs';

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
    generateBundle() {
      for (const fileName of PACKAGE) this.emitFile({ type: 'asset', fileName, source: readFileSync(at(SOURCE, fileName), 'utf8') });
    },
  };
}
