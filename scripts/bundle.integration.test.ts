// DESIGN.md, 10: a friend on a phone loads all of this before the first word is shown.
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { at } from './lib/project.mjs';

const SCRIPT_BYTES_MAX = 250_000;

describe('the built renderer', () => {
  it('loads less than 250 KB of script, compressed', async () => {
    const page = await readFile(at('dist/renderer/index.html'), 'utf8');
    const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file ?? '');
    expect(scripts.length).toBeGreaterThan(0);
    const sizes = await Promise.all(scripts.map(async (file) => gzipSync(await readFile(at('dist/renderer', file))).length));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(SCRIPT_BYTES_MAX);
  });

  it('has nothing inline that its content security policy would refuse', async () => {
    const page = await readFile(at('dist/renderer/index.html'), 'utf8');
    expect(page).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=/);
  });
});
