// The licences of other people's code and fonts that are in dist. The source maps of the build name the packages, so the list is that of
// what is shipped.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { at } from './project.mjs';
import { sbomOf } from './sbom.mjs';

/** Served beside the app, and part of every package. */
const NOTICES = 'renderer/third-party-notices.txt';
/** The same packages, for programs. */
const SBOM = 'renderer/sbom.cdx.json';

/** Shipped without a source map: native libraries, fonts, and stylesheets. */
const WITHOUT_MAP = [
  'better-sqlite3',
  '@lydell/node-pty',
  '@xterm/xterm',
  '@fontsource-variable/inter',
  '@fontsource/jetbrains-mono',
  '@fontsource/noto-sans-math',
  'tailwindcss',
];

/** One may be in another: `outer/node_modules/inner`. */
const PACKAGE = /(?:^|\/)node_modules\/((?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//;
const LICENCE_CHARS_MIN = 400;
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** `folder`: what was built. */
export async function writeNotices(folder) {
  const places = new Set([...WITHOUT_MAP, ...(await packagesIn(at(folder)))]);
  await writeFile(at(folder, NOTICES), await noticesOf(places));
  await writeFile(at(folder, SBOM), `${JSON.stringify(await sbomOf(places), null, 1)}\n`);
}

/** The text about these packages. */
export async function noticesOf(names) {
  const notices = await Promise.all([...names].sort((a, b) => a.localeCompare(b)).map(noticeOf));
  return `${HEAD}\n${notices.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

const HEAD = `Lanai contains code and fonts of these packages, under their own licences. The source code of each is at the address below its name.
`;

async function packagesIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const maps = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.map'));
  const found = await Promise.all(
    maps.map(async ({ parentPath, name }) => packagesOfMap(await readFile(path.join(parentPath, name), 'utf8'))),
  );
  return found.flat();
}

/** The folders of the packages under node_modules. */
export function packagesOfMap(text) {
  const { sources = [] } = JSON.parse(text);
  return packagesOf(sources);
}

/** The same, of the paths of modules. */
export function packagesOf(paths) {
  return [...new Set(paths.flatMap((each) => PACKAGE.exec(each)?.[1] ?? []))];
}

async function noticeOf(place) {
  const folder = at('node_modules', place);
  const { name, version, license, repository, homepage } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const address = addressOf(repository) ?? homepage ?? `https://www.npmjs.com/package/${name}`;
  const own = await licencesIn(folder);
  // Some packages come without the text of their licence, or with a line that names it. TypeScript has that of this one.
  const lacksText = own.join('').length < LICENCE_CHARS_MIN && license === 'Apache-2.0';
  const texts = lacksText ? [...own, ...(await licencesIn(at('node_modules', 'typescript')))] : own;
  return [`${name} ${version}`, `Licence: ${license ?? 'see below'}`, address, '', ...texts.map((text) => text.trim()), ''].join('\n');
}

async function licencesIn(folder) {
  const files = (await readdir(folder)).filter((file) => LICENCE_FILE.test(file)).sort((a, b) => a.localeCompare(b));
  return Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
}

function addressOf(repository) {
  const given = typeof repository === 'string' ? repository : repository?.url;
  if (given === undefined) return null;
  const url = given
    .replace(/^git\+/, '')
    .replace(/^git:/, 'https:')
    .replace(/\.git$/, '');
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(url);
  return short ? `https://github.com/${short[1]}` : url;
}
