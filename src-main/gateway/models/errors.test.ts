import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-shared/errors.ts';
import { AddressRefused } from '../delivery/address.ts';
import { TooLate } from '../delivery/guarded.ts';
import { MalformedAnswer, ModelServerError, sentenceOf, withoutKey } from './errors.ts';

const answered = (status: number, body: unknown = '', headers: Record<string, string> = {}): string =>
  sentenceOf(new ModelServerError(status, headers, typeof body === 'string' ? body : JSON.stringify(body)));
const failed = (code: string): string =>
  sentenceOf(Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) }));

describe('the sentence about a failed request', () => {
  it.each([
    ['ECONNREFUSED', 'is not running'],
    ['ENOTFOUND', 'cannot be found'],
    ['EAI_AGAIN', 'cannot be found'],
    ['EHOSTUNREACH', 'cannot be reached'],
    ['ECONNRESET', 'closed the connection'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
    ['HPE_INVALID_CONSTANT', 'another program'],
    ['EWHATEVER', 'The request to the model failed'],
  ])('says what to do when the connection fails with %s', (code, words) => {
    expect(failed(code)).toContain(words);
  });

  it.each([
    // Of Anthropic.
    [401, { type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } }, 'does not accept the key'],
    [403, { type: 'error', error: { type: 'permission_error', message: 'no' } }, 'not allowed'],
    [404, { type: 'error', error: { type: 'not_found_error', message: 'model: claude-9' } }, 'does not have this model'],
    [
      400,
      { type: 'error', error: { type: 'invalid_request_error', message: 'prompt is too long: 210000 tokens > 200000 maximum' } },
      'too long',
    ],
    [400, { type: 'error', error: { type: 'invalid_request_error', message: 'Your credit balance is too low' } }, 'no credit'],
    [413, { type: 'error', error: { type: 'request_too_large', message: 'x' } }, 'too long'],
    [529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, 'overloaded'],
    // Of OpenAI.
    [401, { error: { message: 'Incorrect API key provided: sk-abc', type: 'invalid_request_error', code: 'invalid_api_key' } }, 'the key'],
    [404, { error: { message: 'The model `gpt-9` does not exist', code: 'model_not_found' } }, 'does not have this model'],
    [400, { error: { message: 'x', code: 'context_length_exceeded' } }, 'too long'],
    [429, { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } }, 'no credit'],
    [429, { error: { message: 'Rate limit reached', code: 'rate_limit_exceeded' } }, 'no more requests'],
    // Of OpenRouter, Ollama, llama.cpp, LM Studio and vLLM.
    [402, { error: { code: 402, message: 'Insufficient credits' } }, 'no credit'],
    [404, { error: 'model "qwen9" not found, try pulling it first' }, 'does not have this model'],
    [400, { error: 'registry.ollama.ai/library/gemma:2b does not support tools' }, 'cannot use tools'],
    [
      400,
      { error: { code: 400, message: 'the request exceeds the available context size', type: 'exceed_context_size_error' } },
      'too long',
    ],
    [503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }, 'still loading'],
    [400, { object: 'error', message: "This model's maximum context length is 4096 tokens.", code: 400 }, 'too long'],
    [404, { detail: 'Not Found' }, 'no model server'],
    // Of something else.
    [302, 'moved', 'redirects are not followed'],
    [404, '<html>nginx</html>', 'no model server'],
    [405, '', 'no model server'],
    [500, '<html>', 'failed with the status 500'],
    [504, '', 'did not answer in time'],
    [418, '', 'refused the request with the status 418. '],
  ])('says what to do after an answer with %i: %j', (status, body, words) => {
    expect(answered(status, body)).toContain(words);
  });

  it('says when to try again, if the provider says so', () => {
    expect(answered(429, '', { 'retry-after': '7' })).toContain('in 7 s.');
    expect(answered(429, '', { 'retry-after': '600' })).toContain('in 10 minutes.');
    for (const other of ['', '-1', 'soon', '1e9', 'Wed, 21 Oct 2026 07:28:00 GMT'])
      expect(answered(429, '', { 'retry-after': other })).toContain('Try again later.');
  });

  it('reads an error within a stream, of several tries, and of this program', () => {
    expect(sentenceOf({ type: 'overloaded_error', message: 'Overloaded' })).toContain('overloaded');
    expect(sentenceOf('{"error":{"message":"the model crashed"}}')).toContain('“the model crashed”');
    const tries = Object.assign(new Error('Failed after 3 attempts'), {
      name: 'AI_RetryError',
      lastError: new ModelServerError(401, {}, ''),
    });
    expect(sentenceOf(tries)).toContain('does not accept the key');
    expect(sentenceOf(new TooLate('x'))).toContain('in time');
    expect(sentenceOf(new MalformedAnswer('x'))).toContain('cannot be read');
    expect(sentenceOf(Object.assign(new Error('x'), { name: 'AI_JSONParseError' }))).toContain('cannot be read');
    expect(sentenceOf(new DOMException('x', 'AbortError'))).toContain('was stopped');
    expect(sentenceOf(new AppError('provider_key_locked'))).toContain('Enter it again');
    expect(sentenceOf(new AddressRefused('place', 'Not there.'))).toBe('Not there.');
    const unknown = sentenceOf(new AddressRefused('unknown', 'gpu.home.lan cannot be found.'));
    expect(unknown).toBe('The address of the model server cannot be found. Correct it in Settings → Models.');
    for (const odd of [null, undefined, 7, '', [], {}, new Error('')]) expect(sentenceOf(odd)).toContain('The request to the model failed');
  });

  it("quotes the server's words on one short line, without a key that it repeats", () => {
    const key = 'sk-live_0123456789abcdefghij';
    const said = answered(400, { error: { message: `bad\n"field"\u202e ${key} and 0123456789abcdefghijXYZ ${'long '.repeat(100)}` } });
    expect(said).toMatch(/^The model server refused the request with the status 400 \(“bad 'field' … and … long /);
    expect(said.length).toBeLessThan(360);
    expect(answered(401, { error: { message: `Incorrect key ${key}` } })).not.toContain('0123');
  });

  it.each([
    ['Incorrect API key provided: abc123.', 'abc123'],
    ['The key "abc123" is unknown', 'abc123'],
    ['your api_key=abc123 is wrong', 'abc123'],
    ['api-key abc123', 'abc123'],
    ['token: abc123', 'abc123'],
    ['Authorization: Bearer abc123', 'abc123'],
    ['I got aB3+dE6/gH9.jK2=mN5+pQ8/ and no more', 'mN5'],
    ['Cannot reach http://10.0.0.7:8000/v1/chat, nor https://maya:pw@gpu.home.lan/x', '10.0.0.7|8000|maya|gpu.home.lan'],
    ['dial tcp 10.0.0.7:8000: connect refused', '10.0.0.7'],
    ['dial tcp [fd00::7]:8000: connect refused', 'fd00::7'],
    ['lookup gpu.home.lan on 192.168.1.1:53', 'gpu.home.lan|192.168.1.1'],
  ])('shows no key and no address of the words %j', (message, secrets) => {
    const said = answered(400, { error: { message } });
    expect(said).toContain('refused the request with the status 400');
    expect(said).not.toMatch(new RegExp(secrets.replaceAll('.', String.raw`\.`)));
  });

  it('keeps harmless words of a server about tokens and keys', () => {
    const said = answered(400, { error: { message: "max_tokens must be at most 4096, and 'tool_choice' has an unknown key" } });
    expect(said).toContain("max_tokens must be at most 4096, and 'tool_choice' has an unknown key");
    expect(answered(400, { error: { message: 'temperature: must be in 0..2 for llama3.1' } })).toContain('in 0..2 for llama3.1');
  });

  it('removes the key that was sent, whatever it looks like', () => {
    const said = (error: unknown): string => sentenceOf(withoutKey(error, 'hunter/2'));
    const body = String.raw`{"error":{"message":"who is hunter\/2?","code":"x"}}`;
    expect(said(new ModelServerError(400, {}, body))).toContain('“who is …?”');
    expect(said({ message: 'who is hunter/2?' })).toContain('reported an error (“who is …?”)');
    expect(said(Object.assign(new Error('x'), { lastError: new ModelServerError(429, { 'retry-after': '7' }, '') }))).toContain('in 7 s');
    expect(said(new ModelServerError(400, {}, '{"error":{"message":"x","code":"context_length_exceeded"}}'))).toContain('too long');
    for (const same of [new TooLate('hunter/2'), new DOMException('x', 'AbortError'), new AppError('provider_key_locked')])
      expect(withoutKey(same, 'hunter/2')).toBe(same);
    // It would leave holes in other words.
    expect(sentenceOf(withoutKey({ message: 'an axe' }, 'x'))).toContain('an axe');
  });

  it('reads long words of a hostile server quickly', () => {
    for (const part of ['a.', 'a:', 'key ', '1.', '[a:', 'a-', '://'])
      expect(answered(400, { error: { message: part.repeat(200_000) } }).length).toBeLessThan(400);
  });

  it('ends for errors that wrap themselves', () => {
    const loop = new Error('loop');
    loop.cause = loop;
    expect(sentenceOf(loop)).toContain('failed');
  });
});
