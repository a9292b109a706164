import { describe, expect, it } from 'vitest';
import { askedIn } from './model-body.ts';

const asked = (body: unknown) => askedIn(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), 'small');
const sent = (body: unknown): unknown => JSON.parse(Buffer.from(asked(body).body).toString());

describe('the body of a request to a model', () => {
  it('is for the model that the owner chose', () => {
    expect(sent({ model: 'the-dearest', messages: [], temperature: 0.5 })).toEqual({ model: 'small', messages: [], temperature: 0.5 });
  });

  it.each([
    ['the maximum', { max_tokens: 900 }, 900],
    ['the largest maximum', { max_tokens: 1, max_completion_tokens: 700 }, 700],
    ['a maximum inside of another field', { metadata: { max_tokens: 1 }, max_output_tokens: 64_000 }, 64_000],
    ['several answers', { max_tokens: 100, n: 3 }, 300],
    ['no maximum', {}, 4_000],
    ['a broken maximum', { max_tokens: 0.5 }, 1],
  ])('reserves %s', (_, body, tokens) => {
    expect(asked(body).output_tokens).toBe(tokens);
  });

  it('does not take a picture for words', () => {
    const picture = { source: { data: 'A'.repeat(1_000_000) } };
    expect(asked({ messages: [picture] }).input_tokens).toBeLessThan(3_000);
    expect(sent({ messages: [picture] })).toMatchObject({ messages: [picture] });
  });

  it.each(['', '[]', '"x"', '{', 'null', '{"n":1000000}', '{"max_tokens":"many"}', '{"max_tokens":-5}'])('refuses %j', (body) => {
    expect(() => asked(body)).toThrow(/no request to a model/);
  });

  it('refuses work in the background', () => {
    expect(() => asked({ background: true })).toThrow(/background/);
  });
});
