import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as frames from './frames.ts';

const parse = frames.parseFrame;

describe('A frame', () => {
  it('has a type; an id and a payload when it wants', () => {
    expect(parse('{"id":"1","type":"watch","payload":{"cursor":2}}')).toEqual({
      ok: true,
      frame: { id: '1', type: 'watch', payload: { cursor: 2 } },
    });
    for (const text of ['{"type":"ping"}', '{"type":"ping","id":null,"payload":null}'])
      expect(parse(text)).toEqual({ ok: true, frame: { id: null, type: 'ping', payload: {} } });
  });

  it.each([
    ['', null],
    ['{', null],
    ['null', null],
    ['[]', null],
    ['"type"', null],
    ['{"type":1}', null],
    ['{"id":7,"type":"ping"}', null],
    ['{"id":"1"}', '1'],
    ['{"id":"1","type":{}}', '1'],
  ])('that is none is refused with the id it has: %s', (text, id) => {
    expect(parse(text)).toMatchObject({ ok: false, id });
  });

  it('of any text is read without an exception', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => typeof parse(text).ok === 'boolean'));
  });

  it('of any JSON comes as it was sent', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.jsonValue(), (id, type, value) => {
        const parsed = parse(JSON.stringify({ id, type, payload: value }));
        expect(parsed).toEqual({ ok: true, frame: { id, type, payload: JSON.parse(JSON.stringify(value)) ?? {} } });
      }),
    );
  });
});
