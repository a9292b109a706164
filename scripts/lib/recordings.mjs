// The output of the programs of tunnels, without names, addresses, times and keys: the form that the stand-ins of the tests imitate.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

/** `tailscale status` waits for ever when its daemon does not run. */
const CALL_MS = 10_000;
/** A port of cloudflared's metrics is asked this often, so long. */
const ASK_EVERY_MS = 100;
const ASKS_MAX = 100;
const SERVED_PORT = '8443';
const QUICK_TUNNEL = {
  id: '6ba7b810-9dad-41d1-80b4-00c04fd430c8',
  name: 'qt-recorded',
  hostname: 'four-plain-test-words.trycloudflare.com',
  account_tag: '5ab4e9dfbd435d24068829fda0077963',
  secret: Buffer.alloc(32, 7).toString('base64'),
};

/**
 * @typedef {{ args: string[], code: number | null, stdout: string[], stderr: string[], json?: unknown }} Call `json`: the shape, instead of `stdout`
 * @typedef {{ status: number, json: unknown }} Answer
 * @typedef {{ program: string, version: string, recorded: string, by: 'script' | 'hand', calls: Call[], answers?: Record<string, Answer> }} Recording
 */

/** A line without what differs from one computer or start to the next. @param {string} line */
export function masked(line) {
  return stripVTControlCharacters(line)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, '<time>')
    .replace(/https?:\/\/[^\s|"]+/g, '<url>')
    .replace(/unix:\S+/g, '<path>')
    .replace(/\b[\da-f]{8}-[\da-f-]{27}\b/g, '<id>')
    .replace(/\b(?=[a-z]*\d)[\da-z]{16,}\b/gi, '<id>')
    .replace(/\d+(?:\.\d+)*/g, '<n>')
    .replace(/-{4,}/g, '---')
    .replace(/\s+/g, ' ')
    .trim();
}

/** @param {string} text */
export function linesOf(text) {
  const lines = text.split('\n').map(masked);
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

/**
 * Types instead of values. Objects whose keys are names of this computer have one entry, `*`.
 * @param {unknown} value
 * @returns {unknown}
 */
export function shapeOf(value) {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  const entries = Object.entries(value);
  const isByName = entries.length > 0 && entries.every(([key]) => !/^[A-Z][A-Za-z]*$|^[a-z][A-Za-z_]*$/.test(key));
  if (isByName) return { '*': shapeOf(entries[0]?.[1]) };
  return Object.fromEntries(entries.map(([key, each]) => [key, shapeOf(each)]));
}

/**
 * Whether everything in one shape is in the other. A null stands for anything, and an empty list for any list.
 * @param {unknown} part
 * @param {unknown} whole
 * @returns {boolean}
 */
export function isPartOf(part, whole) {
  if (part === 'null' || whole === 'null') return true;
  if (Array.isArray(part) && Array.isArray(whole)) return part.length === 0 || whole.length === 0 || isPartOf(part[0], whole[0]);
  if (!isObject(part) || !isObject(whole)) return part === whole;
  return Object.entries(part).every(([key, each]) => {
    const named = whole[key] ?? whole['*'];
    return named !== undefined && isPartOf(each, named);
  });
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<Call>}
 */
export async function call(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: CALL_MS });
  const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
  const [code] = await once(child, 'close');
  const out = stdout.read();
  const json = out.trim().startsWith('{') ? jsonOf(out) : undefined;
  const shown = args.map((arg) => masked(arg));
  return {
    args: shown,
    code,
    stdout: json === undefined ? linesOf(out) : [],
    stderr: linesOf(stderr.read()),
    ...(json && { json: shapeOf(json) }),
  };
}

/** @param {string} text */
function jsonOf(text) {
  try {
    return /** @type {unknown} */ (JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** @param {import('node:stream').Readable} stream */
function text(stream) {
  let all = '';
  stream.setEncoding('utf8').on('data', (piece) => (all += piece));
  return { read: () => all };
}

/**
 * `serve`: also what `serve` prints; it opens and closes port 8443 of this computer in the tailnet.
 * @param {string} program
 * @param {{ serve: boolean, before: Recording | null }} options
 * @returns {Promise<Recording>}
 */
export async function recordTailscale(program, { serve, before }) {
  const version = await call(program, ['version']);
  const found = await versionIn(program, ['version']);
  const calls = [version, await call(program, ['status', '--json']), await call(program, ['serve', 'status', '--json'])];
  const https = `--https=${SERVED_PORT}`;
  if (serve) {
    calls.push(await call(program, ['serve', '--bg', '--yes', https, 'http://127.0.0.1:9']));
    calls.push(await call(program, ['serve', https, 'off']));
  } else {
    calls.push(...(before?.calls ?? []).filter(({ args }) => args[0] === 'serve' && args[1] !== 'status'));
  }
  return { program: 'tailscale', version: found, recorded: today(), by: 'script', calls };
}

/**
 * No tunnel is opened: the program asks a service of this computer for it, and never connects.
 * @param {string} program
 * @param {number} port a free one, for its metrics
 * @returns {Promise<Recording>}
 */
export async function recordCloudflared(program, port) {
  const calls = [await call(program, ['--version'])];
  const found = await versionIn(program, ['--version']);
  /** @type {Record<string, Answer>} */
  const answers = {};
  calls.push(
    await withQuickService(200, JSON.stringify({ success: true, result: QUICK_TUNNEL, errors: [] }), (service) => run(service, answers)),
  );
  calls.push(await withQuickService(429, '<html>error code: 1015</html>', (service) => call(program, argsFor(service))));
  return { program: 'cloudflared', version: found, recorded: today(), by: 'script', calls, answers };

  /** @param {string} service */
  function argsFor(service) {
    return ['tunnel', '--no-autoupdate', '--metrics', `127.0.0.1:${port}`, '--quick-service', service, '--url', 'http://127.0.0.1:9'];
  }

  /** @param {string} service @param {Record<string, Answer>} into @returns {Promise<Call>} */
  async function run(service, into) {
    const args = argsFor(service);
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
    const ended = once(child, 'close');
    for (const path of ['/quicktunnel', '/ready']) into[path] = await answerAt(`http://127.0.0.1:${port}${path}`);
    child.kill('SIGTERM');
    const [code] = await ended;
    return { args: args.map(masked), code, stdout: linesOf(stdout.read()), stderr: linesOf(stderr.read()) };
  }
}

/** @param {number} status @param {string} body @param {(url: string) => Promise<Call>} work */
async function withQuickService(status, body, work) {
  const server = createServer((_request, response) => void response.writeHead(status, { 'content-type': 'application/json' }).end(body));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  try {
    return await work(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
  } finally {
    server.close();
  }
}

/** @param {string} url @returns {Promise<Answer>} */
async function answerAt(url) {
  for (let asks = 0; asks < ASKS_MAX; asks += 1) {
    const response = await fetch(url).catch(() => null);
    const body = await response?.text();
    const json = body === undefined ? undefined : jsonOf(body);
    if (response && json !== undefined) return { status: response.status, json: shapeOf(json) };
    await wait(ASK_EVERY_MS);
  }
  throw new Error(`${new URL(url).pathname} of its metrics did not answer.`);
}

/** @param {string} program @param {string[]} args */
async function versionIn(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], timeout: CALL_MS });
  const out = text(child.stdout);
  await once(child, 'close');
  return /\d+(?:\.\d+)+/.exec(out.read())?.[0] ?? 'unknown';
}

function today() {
  return new Date().toISOString().slice(0, 10);
}
