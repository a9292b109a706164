import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-shared/errors.ts';
import type { Lookup } from '../delivery/address.ts';
import { admittedBaseUrl, nameFor } from './base-url.ts';

const ADDRESSES: Readonly<Record<string, string>> = {
  localhost: '127.0.0.1',
  'studio.local': '192.168.1.20',
  'models.example': '93.184.215.14',
  'rebind.example': '127.0.0.1',
};
const lookup: Lookup = (name) => {
  const address = ADDRESSES[name];
  return address === undefined ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve([{ address, family: 4 }]);
};
const refusal = (text: string): Promise<string> =>
  admittedBaseUrl(text, lookup).catch((error: unknown) => (error instanceof AppError ? `${error.code}: ${error.message}` : String(error)));

describe('the address of a provider', () => {
  it.each([
    ['https://api.anthropic.com', 'https://api.anthropic.com/v1'],
    ['https://api.openai.com/v1/', 'https://api.openai.com/v1'],
    ['https://openrouter.ai/api/v1', 'https://openrouter.ai/api/v1'],
    ['https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1/models#list', 'https://api.openai.com/v1'],
    ['HTTP://LOCALHOST:11434', 'http://localhost:11434/v1'],
    ['localhost:1234', 'http://localhost:1234/v1'],
    ['127.0.0.1:8080/v1', 'http://127.0.0.1:8080/v1'],
    ['[::1]:8080', 'http://[::1]:8080/v1'],
    ['api.openai.com', 'https://api.openai.com/v1'],
    ['http://studio.local:1234', 'http://studio.local:1234/v1'],
    ['http://100.101.102.103:11434', 'http://100.101.102.103:11434/v1'],
    ['http://[fd12:3456::1]:1234', 'http://[fd12:3456::1]:1234/v1'],
    ['http://away.local:1234', 'http://away.local:1234/v1'],
    ['https://models.example/tenant/v2', 'https://models.example/tenant/v2'],
  ])('%s becomes %s', async (text, kept) => {
    expect(await admittedBaseUrl(text, lookup)).toBe(kept);
  });

  it.each([
    ['http://models.example/v1', 'Use https://'],
    ['http://93.184.215.14/v1', 'Use https://'],
    ['http://169.254.169.254/latest', 'Use https://'],
    ['http://0.0.0.0:11434', 'Use https://'],
    ['http://[fe80::1]:1234', 'Use https://'],
    ['http://1572394766/v1', 'Use https://'],
    ['https://user:secret@models.example/v1', 'a name or a password'],
    ['https://models.example/v1?key=secret', 'question mark'],
    ['ftp://models.example', 'https:// or http://'],
    ['file:///etc/passwd', 'https:// or http://'],
    ['javascript:alert(1)', 'https:// or http://'],
    ['https://', 'https:// or http://'],
    ['two words', 'https:// or http://'],
    ['', 'https:// or http://'],
  ])('%s is refused', async (text, words) => {
    const said = await refusal(text);
    expect(said).toMatch(/^invalid_payload: /);
    expect(said).toContain(words);
    expect(said).not.toContain('secret');
  });
});

describe('the name of a provider', () => {
  it('is that of its host, and not one that is taken', () => {
    expect(nameFor('https://api.anthropic.com/v1', new Set())).toBe('Anthropic');
    expect(nameFor('http://127.0.0.1:11434/v1', new Set())).toBe('127.0.0.1:11434');
    expect(nameFor('https://api.anthropic.com/v1', new Set(['anthropic', 'anthropic 2']))).toBe('Anthropic 3');
    expect(nameFor(`https://${'a'.repeat(63)}.${'b'.repeat(63)}.example/v1`, new Set()).length).toBeLessThan(64);
  });
});
