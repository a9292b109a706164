// DESIGN.md, 10: a friend on a phone loads all of this before the first word is shown.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { INVITE_ENDPOINTS } from '../src-shared/endpoints/invites.ts';
import { SESSION_ENDPOINTS } from '../src-shared/endpoints/sessions.ts';
import { at } from './lib/project.mjs';

const SCRIPT_BYTES_MAX = 220_000;
const SCRIPTS_MAX = 100;
const IMPORT_MAP = /<script type="importmap">([^<]*)<\/script>/;

describe('the built renderer', () => {
  it('loads less than 220 KB of script, compressed', async () => {
    const page = await readFile(at('dist/renderer/index.html'), 'utf8');
    const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file ?? '');
    expect(scripts.length).toBeGreaterThan(0);
    const sizes = await Promise.all(scripts.map(async (file) => gzipSync(await readFile(at('dist/renderer', file))).length));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(SCRIPT_BYTES_MAX);
  });

  it('has no text of the documentation in what is loaded first', async () => {
    const page = await readFile(at('dist/renderer/index.html'), 'utf8');
    const [, entry = ''] = /<script[^>]* src="\/(assets\/[^"]+\.js)"/.exec(page) ?? [];
    const script = await readFile(at('dist/renderer', entry), 'utf8');
    // Booleans: a failure does not print the script.
    expect(script.includes('POST /api/session/challenge')).toBe(true);
    const summaries = Object.values({ ...SESSION_ENDPOINTS, ...INVITE_ENDPOINTS }).map(({ summary }) => summary);
    const ofField = 'An IANA name.';
    expect([...summaries, ofField].filter((text) => script.includes(text))).toEqual([]);
  });

  it('is cut into few files: a request for each small part would take longer than the part', async () => {
    const scripts = (await readdir(at('dist/renderer/assets'))).filter((name) => name.endsWith('.js'));
    expect(scripts).toEqual(expect.arrayContaining([expect.stringMatching(/^room-/), expect.stringMatching(/^dialogs-/)]));
    expect(scripts.length).toBeLessThan(SCRIPTS_MAX);
  });

  it('has nothing inline that its content security policy would refuse', async () => {
    const page = await readFile(at('dist/renderer/index.html'), 'utf8');
    expect(page.replace(IMPORT_MAP, '')).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=/);
  });

  it('has the hash of every script, before the first of them', async () => {
    const page = await readFile(at('dist/renderer/index.html'), 'utf8');
    const { integrity } = JSON.parse(IMPORT_MAP.exec(page)?.[1] ?? '{}') as { integrity: Record<string, string> };
    // No page imports the service worker: the browser fetches it itself.
    const isScript = (name: string): boolean => /\.[cm]?js$/.test(name) && name !== 'sw.js';
    const scripts = (await readdir(at('dist/renderer'), { recursive: true })).filter(isScript).map((name) => `/${name}`);
    expect(Object.keys(integrity).sort()).toEqual(scripts.sort());
    for (const [address, hash] of Object.entries(integrity)) {
      const content = await readFile(at('dist/renderer', address.slice(1)));
      expect(`sha256-${createHash('sha256').update(content).digest('base64')}`, address).toBe(hash);
    }
    expect(page.search(IMPORT_MAP)).toBeLessThan(page.search(/\.js"/));
    for (const [tag] of page.matchAll(/<(?:script|link)[^>]*\/assets\/[^>]*\.(?:js|css)"[^>]*>/g))
      expect(tag).toContain(' integrity="sha256-');
  });
});

describe('the notices of other packages', () => {
  it('name every licence, and have the text of each', async () => {
    const notices = await readFile(at('dist/renderer/third-party-notices.txt'), 'utf8');
    for (const line of ['elkjs', 'react', 'better-sqlite3', '@fontsource-variable/inter', 'pdfjs-dist', 'temml', 'highlight.js'])
      expect(notices).toMatch(new RegExp(`^${line} \\d`, 'm'));
    expect(notices).toMatch(/^elkjs .*\nLicence: EPL-2\.0\nhttps:\/\/github\.com\/kieler\/elkjs/m);
    for (const notice of notices.split(/\n-{80}\n/).slice(1)) expect(notice.length, notice.slice(0, 60)).toBeGreaterThan(400);
  });

  it('are the packages of the bill of materials, which has Electron too', async () => {
    const notices = await readFile(at('dist/renderer/third-party-notices.txt'), 'utf8');
    const { components } = JSON.parse(await readFile(at('dist/renderer/sbom.cdx.json'), 'utf8')) as {
      components: { group?: string; name: string; version: string }[];
    };
    const listed = components.map(({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name} ${version}`);
    const noted = notices.split(/\n-{80}\n/).map((notice) => /^((?:@[\w.-]+\/)?[\w.-]+ \d[\w.+-]*)\nLicence: /m.exec(notice)?.[1]);
    const inOrder = (names: (string | undefined)[]): string[] => names.map(String).sort((a, b) => a.localeCompare(b));
    expect(inOrder(listed.slice(0, -1))).toEqual(inOrder(noted));
    expect(listed.at(-1)).toMatch(/^electron \d/);
  });
});

/** Node keeps the source of each loaded file. A library that a quiet server does not use is loaded on demand. */
const SERVER_SOURCE_BYTES_MAX = 2_750_000;
const STATIC_REQUIRE = /^(?:const|let|var) [\w$]+ = require\("(\.[^"]+)"\)/gm;

/** The file, and those of the program that it loads at once. */
async function loadedWith(file: string, loaded = new Map<string, string>()): Promise<Map<string, string>> {
  if (loaded.has(file)) return loaded;
  const source = await readFile(file, 'utf8');
  loaded.set(file, source);
  for (const [, name = ''] of source.matchAll(STATIC_REQUIRE)) await loadedWith(path.resolve(path.dirname(file), name), loaded);
  return loaded;
}

describe('the built server', () => {
  it('loads no more at its start than a quiet server needs', async () => {
    const sources = [...(await loadedWith(at('dist/gateway/main.cjs'))).values()];
    expect(sources.length).toBeGreaterThan(5);
    expect(sources.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(SERVER_SOURCE_BYTES_MAX);
    // Parts of libraries, by texts that they have. All languages of the schemas' messages came with one careless import.
    const onDemand = [
      'node_modules/htmlparser2/',
      'node_modules/file-type/',
      'node_modules/ipaddr.js/',
      'incoming-webhooks/receive.ts',
      'zod/v4/locales/de.js',
      'agents/porter/react.ts',
      'protocols/agent-messenger/adapter.ts',
    ];
    expect(onDemand.filter((text) => sources.some((source) => source.includes(text)))).toEqual([]);
  });

  it('has no character that makes V8 keep its source at two bytes for each', async () => {
    const files = (await readdir(at('dist/gateway'), { recursive: true })).filter((name) => name.endsWith('.cjs'));
    expect(files).toContain('main.cjs');
    const wide = await Promise.all(
      files.map(async (name) => (/[^\0-\u00ff]/.test(await readFile(at('dist/gateway', name), 'utf8')) ? [name] : [])),
    );
    expect(wide.flat()).toEqual([]);
  });
});
