// Every script of the app has its hash in index.html: while the home is away another program can take its port, and the browser
// must not run the scripts of that program for a part that is loaded later.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SCRIPT = /\.m?js$/;
const STYLE = /\.css$/;
const BUILD_CHARS = 16;

/** The builder's last step for the page: it hashes the files on the disk. */
export function integrityOfScripts() {
  return {
    name: 'lanai:integrity',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    writeBundle({ dir }) {
      const page = path.join(dir, 'index.html');
      writeFileSync(page, withIntegrity(readFileSync(page, 'utf8'), hashesIn(dir)));
    },
  };
}

/** An import map has the hashes of imported scripts, an attribute has the hash of a script that the page itself names. */
export function withIntegrity(html, hashes) {
  const scripts = Object.fromEntries(Object.entries(hashes).filter(([address]) => SCRIPT.test(address)));
  const map = `<script type="importmap">${JSON.stringify({ integrity: scripts })}</script>`;
  const marked = html.replace(/(<(?:script|link)\b[^>]*?\s(?:src|href)="([^"]+)")/g, (tag, start, address) =>
    hashes[address] ? `${start} integrity="${hashes[address]}"` : tag,
  );
  if (!marked.includes('<script')) throw new Error('The page has no script.');
  const build = `<meta name="build" content="${buildOf(hashes)}" />`;
  return marked.replace(/<script/, () => `${build}\n    ${map}\n    <script`);
}

/** The same for the same scripts and styles. */
function buildOf(hashes) {
  return createHash('sha256').update(JSON.stringify(hashes)).digest('hex').slice(0, BUILD_CHARS);
}

function hashesIn(dir) {
  const names = readdirSync(path.join(dir, 'assets')).filter((name) => SCRIPT.test(name) || STYLE.test(name));
  return Object.fromEntries(names.sort().map((name) => [`/assets/${name}`, hashOf(readFileSync(path.join(dir, 'assets', name)))]));
}

function hashOf(content) {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}
