// The stand-ins for tailscale and cloudflared against the recordings of the real programs, and the script that makes the recordings.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../src-main/gateway/domain/programs/free-port.ts';
import { createPrograms, type Programs } from '../src-main/gateway/sharing/testing/programs.ts';
import { at, run } from './lib/project.mjs';
import { isPartOf, linesOf, masked, recordCloudflared, recordTailscale, shapeOf, type Recording } from './lib/recordings.mjs';

const NAMES = ['tailscale', 'cloudflared'] as const;
const UNAVAILABLE = 69;
let programs: Programs;
let into: string;

beforeEach(() => {
  programs = createPrograms();
  into = mkdtempSync(path.join(tmpdir(), 'lanai-recorded-'));
  for (const name of NAMES) programs.fake(name);
  const status = { BackendState: 'Running', Self: { DNSName: 'desk.tail1234.ts.net.' }, CertDomains: ['desk.tail1234.ts.net'] };
  writeFileSync(programs.file('status.json'), JSON.stringify(status));
});
afterEach(() => {
  programs.remove();
  rmSync(into, { recursive: true });
});

const recorded = (name: string, folder = at('src-main/gateway/sharing/testing/recorded')): Recording =>
  JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Recording;
const fake = (name: string): string => path.join(programs.folder, name);
/** A real program prints more lines between those. */
const isInOrder = (lines: string[], among: string[]): boolean => {
  let from = 0;
  return lines.every((line) => (from = among.indexOf(line, from) + 1) > 0);
};
const imitates = (own: Recording, real: Recording): void => {
  expect(real.version).toMatch(new RegExp(`^${own.version.replaceAll('.', '\\.')}(\\.|$)`));
  expect(own.calls.map(({ args, code }) => [args, code])).toEqual(real.calls.map(({ args, code }) => [args, code]));
  own.calls.forEach((call, index) => {
    const { stdout = [], stderr = [], json } = real.calls[index] ?? {};
    expect([call.args, isInOrder(call.stdout, stdout), isInOrder(call.stderr, stderr)]).toEqual([call.args, true, true]);
    if (call.json !== undefined) expect([call.args, isPartOf(call.json, json)]).toEqual([call.args, true]);
  });
  for (const [name, { status, json }] of Object.entries(own.answers ?? {})) {
    expect([name, status]).toEqual([name, real.answers?.[name]?.status]);
    expect(json).toEqual(real.answers?.[name]?.json);
  }
};

describe.skipIf(process.platform === 'win32')('a stand-in', () => {
  it('for tailscale has the version and the output of its recording', async () => {
    imitates(await recordTailscale(fake('tailscale'), { serve: true, before: null }), recorded('tailscale'));
    writeFileSync(
      programs.file('served.json'),
      JSON.stringify({ TCP: { 443: { HTTPS: true } }, Web: { 'desk:443': { Handlers: { '/': { Proxy: 'x' } } } } }),
    );
    imitates(await recordTailscale(fake('tailscale'), { serve: true, before: null }), recorded('tailscale'));
  });

  it('for cloudflared has the version, the output and the answers of its recording', async () => {
    imitates(await recordCloudflared(fake('cloudflared'), await freePort()), recorded('cloudflared'));
  });

  it('whose output differs is found out', async () => {
    const own = await recordTailscale(fake('tailscale'), { serve: true, before: null });
    const other = { ...own, calls: own.calls.map((call) => ({ ...call, stdout: [...call.stdout, 'one more line'] })) };
    expect(() => imitates(other, recorded('tailscale'))).toThrow();
    const older = { ...own, version: '1.90.0' };
    expect(() => imitates(older, recorded('tailscale'))).toThrow();
    const untyped = {
      ...own,
      calls: own.calls.map((call) => (call.json === undefined ? call : { ...call, json: { BackendState: 'number' } })),
    };
    expect(() => imitates(untyped, recorded('tailscale'))).toThrow();
  });
});

describe.skipIf(process.platform === 'win32')('the script', () => {
  const record = (searchPath: string, ...args: string[]) =>
    run(process.execPath, [at('scripts/record-tunnels.mjs'), '--into', into, ...args], {
      capture: true,
      env: { ...process.env, PATH: searchPath },
    });

  it('says in a sentence which program is not installed, and ends with 69', async () => {
    const empty = path.join(into, 'empty');
    mkdirSync(empty);
    const { code, output } = await record(empty);
    expect(code).toBe(UNAVAILABLE);
    for (const name of NAMES) expect(output).toContain(`${name} is not installed on this computer, so that its recording stays as it was.`);
    for (const name of NAMES) expect(existsSync(path.join(into, `${name}.json`))).toBe(false);
  });

  it('records those that are there, without names and addresses, and keeps what it may not try', async () => {
    writeFileSync(path.join(into, 'tailscale.json'), readFileSync(at('src-main/gateway/sharing/testing/recorded/tailscale.json')));
    const { code, output } = await record(`${programs.folder}${path.delimiter}${process.env.PATH}`);
    expect([code, output]).toEqual([0, expect.stringContaining('Recorded cloudflared 2026.8.')]);
    expect(recorded('tailscale', into)).toMatchObject({ by: 'script', version: '1.102.5' });
    expect(recorded('tailscale', into).calls.slice(3)).toEqual(recorded('tailscale').calls.slice(3));
    for (const name of NAMES)
      expect(readFileSync(path.join(into, `${name}.json`), 'utf8')).not.toMatch(
        /tail1234|four-plain-test-words|127\.0\.0\.1|\d{4}-\d\d-\d\dT/,
      );
    expect(programs.calls()).not.toContainEqual(expect.arrayContaining(['--bg']));
  });
});

it('a line is without what is of one computer', () => {
  const line =
    '\u001b[2m2026-08-20T10:11:12Z\u001b[0m INF |  https://a-b.trycloudflare.com   | connIndex=0 id=6ba7b810-9dad-41d1-80b4-00c04fd430c8 ip=198.41.200.13';
  expect(masked(line)).toBe('<time> INF | <url> | connIndex=<n> id=<id> ip=<n>');
  expect(linesOf('|-- proxy unix:/home/ada/x.sock\n\n')).toEqual(['|-- proxy <path>']);
});

it('a shape has types instead of values, and one entry for all names', () => {
  const status = {
    Self: { DNSName: 'desk.', Online: true },
    Peer: { 'nodekey:1a': { ID: '1' }, 'nodekey:2b': { ID: '2' } },
    Health: [],
    AuthURL: null,
  };
  const shape = { Self: { DNSName: 'string', Online: 'boolean' }, Peer: { '*': { ID: 'string' } }, Health: [], AuthURL: 'null' };
  expect(shapeOf(status)).toEqual(shape);
  expect(isPartOf({ Self: { DNSName: 'string' } }, shape)).toBe(true);
  expect(isPartOf({ Self: { DNSName: 'number' } }, shape)).toBe(false);
  expect(isPartOf({ Other: 'string' }, shape)).toBe(false);
});
