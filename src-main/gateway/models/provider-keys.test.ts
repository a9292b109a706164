import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src-shared/errors.ts';
import type { ProviderRow } from '../store/tables/providers.ts';
import { PROVIDER_KEYS_FILE, ProviderKeys } from './provider-keys.ts';
import { providerFor } from './providers.ts';

const KEY = 'sk-ant-the-secret-of-the-owner';
const NOW = 1_800_000_000_000;
const DAYS = 24 * 60 * 60 * 1000;
const one = { id: 'one', base_url: 'https://models.example/v1' };
const two = { id: 'two', base_url: 'http://127.0.0.1:11434/v1' };
let dataDir: string;
let file: string;
let secret: Buffer;
const log = vi.fn<(message: string, error: unknown) => void>();

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-provider-keys-'));
  file = path.join(dataDir, PROVIDER_KEYS_FILE);
  secret = randomBytes(32);
  log.mockClear();
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const opened = (withSecret: Buffer | null = secret): ProviderKeys => new ProviderKeys({ dataDir, secret: withSecret, log });

describe('the keys of providers', () => {
  it.each(['with', 'without'])('are there after a restart, %s the keychain', (which) => {
    const withSecret = which === 'with' ? secret : null;
    opened(withSecret).keep(one, KEY);
    const keys = opened(withSecret);
    expect(keys.kept).toBe(which === 'with' ? 'keychain' : 'file');
    expect([keys.stateOf(one), keys.keyOf(one), keys.stateOf(two), keys.keyOf(two)]).toEqual(['kept', KEY, 'none', null]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir)).toEqual([PROVIDER_KEYS_FILE]);
  });

  it('are encrypted in the file when there is a keychain', () => {
    opened().keep(one, KEY);
    expect(readFileSync(file, 'utf8')).not.toContain('secret-of-the-owner');
  });

  it('are locked without the keychain and with another one, and are there again with the first', () => {
    opened().keep(one, KEY);
    for (const other of [null, randomBytes(32)]) {
      expect([opened(other).stateOf(one), opened(other).keyOf(one)]).toEqual(['locked', null]);
      opened(other).tidy(new Set(['one']), NOW);
    }
    expect(opened().keyOf(one)).toBe(KEY);
    opened(null).keep(one, 'another');
    expect([opened(null).keyOf(one), opened().keyOf(one)]).toEqual(['another', 'another']);
  });

  it('are encrypted once there is a keychain, also those that no provider has', () => {
    opened(null).keep(one, KEY);
    opened(null).keep(two, KEY);
    opened().tidy(new Set(['one']), NOW);
    expect(readFileSync(file, 'utf8')).not.toContain('secret-of-the-owner');
    expect([opened().keyOf(one), opened().keyOf(two)]).toEqual([KEY, KEY]);
  });

  it('are there again when a restored backup has no providers, and the next one has them', () => {
    opened().keep(one, KEY);
    opened().tidy(new Set(), NOW);
    opened().tidy(new Set(), NOW + 29 * DAYS);
    expect(opened().keyOf(one)).toBe(KEY);
    opened().tidy(new Set(['one']), NOW + 29 * DAYS);
    opened().tidy(new Set(), NOW + 58 * DAYS);
    expect(opened().keyOf(one)).toBe(KEY);
    opened().tidy(new Set(), NOW + 88 * DAYS);
    expect(opened().stateOf(one)).toBe('none');
    expect(log).not.toHaveBeenCalled();
  });

  it('are locked while their file cannot be read, which is logged once, and the file is not written over', () => {
    mkdirSync(file);
    const keys = opened();
    keys.tidy(new Set(), NOW);
    expect([keys.stateOf(one), keys.keyOf(one), keys.stateOf(two)]).toEqual(['locked', null, 'locked']);
    keys.forgetIfPossible('one');
    expect(() => keys.keep(one, KEY)).toThrow('EISDIR');
    expect(log.mock.calls.map(([message]) => message)).toEqual([
      'The file with the keys of model providers cannot be read. The keys are locked.',
      'The key of a model provider could not be deleted. It is deleted later.',
    ]);
    rmSync(file, { recursive: true });
    expect(keys.stateOf(one)).toBe('none');
    keys.keep(one, KEY);
    expect(keys.keyOf(one)).toBe(KEY);
  });

  it('stay as they are when they cannot be written', () => {
    opened(null).keep(one, KEY);
    const keys = opened();
    expect(keys.keyOf(one)).toBe(KEY);
    rmSync(dataDir, { recursive: true });
    keys.tidy(new Set(['one']), NOW);
    expect(log).toHaveBeenCalledWith('The keys of model providers could not be written.', expect.objectContaining({ code: 'ENOENT' }));
    expect(keys.keyOf(one)).toBe(KEY);
  });

  it('belong to a host: another address does not get them', () => {
    const keys = opened();
    keys.keep(one, KEY);
    expect(keys.keyOf({ ...one, base_url: 'https://models.example/other/v1' })).toBe(KEY);
    for (const base_url of ['https://evil.example/v1', 'http://models.example/v1', 'https://models.example:8443/v1', '', 'nonsense'])
      expect([keys.stateOf({ ...one, base_url }), keys.keyOf({ ...one, base_url })]).toEqual(['none', null]);
  });

  it('cannot be moved to another provider or host within the file', () => {
    opened().keep(one, KEY);
    const kept = readFileSync(file, 'utf8');
    writeFileSync(file, kept.replace('"one"', '"two"').replace('https://models.example', 'http://127.0.0.1:11434'));
    expect([opened().stateOf(two), opened().keyOf(two)]).toEqual(['locked', null]);
    writeFileSync(file, kept.replace('https://models.example', 'https://evil.example'));
    expect(opened().keyOf({ ...one, base_url: 'https://evil.example' })).toBeNull();
  });

  it.each(['', 'nonsense', '[]', '{"one":7}', '{"one":{"origin":"https://models.example","sealed":""}}'])('survive the file %j', (text) => {
    writeFileSync(file, text, { mode: 0o644 });
    const keys = opened();
    expect(keys.keyOf(one)).toBeNull();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    keys.keep(one, KEY);
    expect(opened().keyOf(one)).toBe(KEY);
  });

  it('are forgotten, and no file is made for that', () => {
    opened().forget('one');
    opened().tidy(new Set(), NOW);
    expect(existsSync(file)).toBe(false);
    opened().keep(one, KEY);
    opened().forget('one');
    expect([opened().stateOf(one), readFileSync(file, 'utf8').trim()]).toEqual(['none', '{}']);
  });
});

describe('a provider for a request', () => {
  const row: ProviderRow = { ...one, kind: 'anthropic', name: 'Anthropic', created_at: 0 };
  const list = { find: (id: string) => (id === 'one' ? row : null) };
  const codeOf = (work: () => unknown): string | null => {
    try {
      work();
      return null;
    } catch (error) {
      return error instanceof AppError ? error.code : String(error);
    }
  };

  it('has its address and its key', () => {
    const keys = opened();
    expect(providerFor(list, keys, 'one')).toEqual({ kind: 'anthropic', baseUrl: one.base_url, key: null });
    keys.keep(one, KEY);
    expect(providerFor(list, keys, 'one').key).toBe(KEY);
  });

  it('is refused when it is not there, or its key is locked', () => {
    expect(codeOf(() => providerFor(list, opened(), 'two'))).toBe('provider_not_found');
    opened().keep(one, KEY);
    expect(codeOf(() => providerFor(list, opened(null), 'one'))).toBe('provider_key_locked');
  });
});
