// Builds the TypeScript SDK into sdk/typescript/dist: one file for each platform and module system, with types that stand alone.
import { mkdir, readdir, readFile, rename, rm, writeFile, copyFile } from 'node:fs/promises';
import path from 'node:path';
import { noticesOf, packagesOf } from './notices.mjs';
import { at, runNpm, runTool } from './project.mjs';

const PACKAGE = 'sdk/typescript';
const ENTRIES = { node: 'src/node/node.ts', browser: 'src/browser.ts' };
const FORMATS = { es: 'js', cjs: 'cjs' };

/** Beside the last build and swapped, so that a test that runs meanwhile never sees half of one. */
export async function buildSdk() {
  const fresh = at(PACKAGE, `dist.${process.pid}`);
  const target = at(PACKAGE, 'dist');
  await rm(fresh, { recursive: true, force: true });
  try {
    const [modules] = await Promise.all([bundle(fresh), declare(fresh)]);
    await writeFile(path.join(fresh, 'third-party-notices.txt'), await noticesOf(packagesOf(modules)));
    await rm(target, { recursive: true, force: true });
    await rename(fresh, target);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** The tarball for `npm install`, in this folder. Returns its path. */
export async function packSdk(folder) {
  await copyFile(at('LICENSE'), at(PACKAGE, 'LICENSE'));
  const args = ['pack', at(PACKAGE), '--offline', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const { code, output } = await runNpm(args, { capture: true });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || tarball === undefined) throw new Error(`The SDK could not be packed.\n${output}`);
  return path.join(folder, tarball);
}

async function bundle(outDir) {
  // Only here: the checks that need no build do not load it.
  const { build } = await import('vite');
  const modules = new Set();
  for (const [name, entry] of Object.entries(ENTRIES))
    for (const [format, ending] of Object.entries(FORMATS)) {
      const { output } = await build(configOf({ entry, outDir, format, fileName: `${name}.${ending}`, platform: name }));
      for (const each of output) if (each.type === 'chunk') for (const id of each.moduleIds) modules.add(id);
    }
  return [...modules];
}

function configOf({ entry, outDir, format, fileName, platform }) {
  return {
    configFile: false,
    root: at(PACKAGE),
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      rolldownOptions: {
        input: at(PACKAGE, entry),
        preserveEntrySignatures: 'strict',
        external: [/^node:/],
        platform,
        // They make schemas. Those that nothing uses are left out.
        treeshake: { manualPureFunctions: ['z', 'described'] },
        output: {
          format,
          charset: 'ascii',
          codeSplitting: false,
          comments: { legal: true, annotation: true, jsdoc: false },
          entryFileNames: fileName,
        },
      },
    },
  };
}

/** Once for each module system: a CommonJS module cannot take its types from those of an ES module. */
async function declare(outDir) {
  const made = path.join(outDir, 'declarations');
  const args = ['-p', at(PACKAGE), '--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', at('.'), '--outDir', made];
  const { code, output } = await runTool('typescript/bin/tsc', [...args, '--pretty', 'false'], { capture: true });
  if (code !== 0) throw new Error(`The types of the SDK could not be made.\n${output}`);
  await mkdir(path.join(outDir, 'types'), { recursive: true });
  const taken = new Set();
  await takeTypes({ from: path.join(made, PACKAGE, 'src'), to: path.join(outDir, 'types'), name: 'browser', taken });
  await rm(made, { recursive: true, force: true });
}

async function takeTypes({ from, to, name, taken }) {
  if (taken.has(name)) return;
  taken.add(name);
  const text = await readFile(path.join(from, `${name}.d.ts`), 'utf8');
  const imported = [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, specifier]) => specifier);
  for (const specifier of imported) {
    const [, other] = /^\.\/([\w-]+)\.ts$/.exec(specifier) ?? [];
    if (other === undefined) throw new Error(`The types of the SDK would not stand alone: ${name}.d.ts imports ${specifier}.`);
    await takeTypes({ from, to, name: other, taken });
  }
  const withEnding = (ending) => text.replaceAll(/((?:from|import\()\s*'\.\/[\w-]+)\.ts'/g, `$1.${ending}'`);
  await writeFile(path.join(to, `${name === 'browser' ? 'index' : name}.d.ts`), withEnding('js'));
  await writeFile(path.join(to, `${name === 'browser' ? 'index' : name}.d.cts`), withEnding('cjs'));
}
