// Draws every picture from its SVG: `node resources/draw.mjs`. Needed only after a drawing changed; the pictures are committed.
// CHROMIUM_PATH names the Chromium that draws.
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const here = path.dirname(fileURLToPath(import.meta.url));
const at = (name) => path.join(here, name);
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const SMALL_MAX = 48;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
const page = await browser.newPage();

async function draw(svg, size) {
  const source = await readFile(at(svg), 'utf8');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${source}`);
  return page.screenshot({ omitBackground: true });
}

const drawings = new Map();
for (const size of SIZES) drawings.set(size, await draw(size <= SMALL_MAX ? 'icon-small.svg' : 'icon.svg', size));
await mkdir(at('icons'), { recursive: true });
for (const [size, png] of drawings) await writeFile(at(`icons/${size}x${size}.png`), png);
await copyFile(at('icons/512x512.png'), at('icon.png'));
await copyFile(at('icon.svg'), at('local-page/icon.svg'));
await writeFile(at('icon.ico'), ico([16, 24, 32, 48, 64, 256]));
await writeFile(at('icon.icns'), icns({ ic07: 128, ic08: 256, ic09: 512, ic11: 32, ic12: 64 }));

const HOME_SCREEN = at('../src-renderer/public/icons');
await mkdir(HOME_SCREEN, { recursive: true });
for (const size of [180, 192, 512]) await writeFile(path.join(HOME_SCREEN, `${size}.png`), await draw('icon-full.svg', size));

const TRAY = { tray: ['icon-small.svg', 22], 'tray-unread': ['tray/tray-unread.svg', 22], trayTemplate: ['tray/trayTemplate.svg', 18], 'tray-unreadTemplate': ['tray/tray-unreadTemplate.svg', 18] };
for (const [name, [svg, size]] of Object.entries(TRAY)) {
  await writeFile(at(`tray/${name}.png`), await draw(svg, size));
  await writeFile(at(`tray/${name}@2x.png`), await draw(svg, size * 2));
}
await browser.close();

/** Windows: a header, a directory, then the PNGs as they are. */
function ico(sizes) {
  const header = Buffer.from([0, 0, 1, 0, sizes.length, 0]);
  let offset = header.length + sizes.length * 16;
  const entries = sizes.map((size) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt8(size === 256 ? 0 : size, 0);
    entry.writeUInt8(size === 256 ? 0 : size, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(drawings.get(size).length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += drawings.get(size).length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...sizes.map((size) => drawings.get(size))]);
}

/** macOS: each PNG behind its type and length. */
function icns(types) {
  const parts = Object.entries(types).map(([type, size]) => block(type, drawings.get(size)));
  return block('icns', Buffer.concat(parts));
}

function block(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}
