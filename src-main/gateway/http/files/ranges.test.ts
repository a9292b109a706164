import { describe, expect, it } from 'vitest';
import { partOf } from './ranges.ts';

describe('A range', () => {
  it('says its first and last byte, which the file may cut short', () => {
    expect(partOf('bytes=0-9', 100)).toEqual({ first: 0, last: 9 });
    expect(partOf('bytes=90-', 100)).toEqual({ first: 90, last: 99 });
    expect(partOf('bytes=90-1000', 100)).toEqual({ first: 90, last: 99 });
    expect(partOf('bytes=99-99', 100)).toEqual({ first: 99, last: 99 });
  });

  it('may be the last bytes', () => {
    expect(partOf('bytes=-10', 100)).toEqual({ first: 90, last: 99 });
    expect(partOf('bytes=-1000', 100)).toEqual({ first: 0, last: 99 });
  });

  it('that lies behind the file has no part of it', () => {
    expect(partOf('bytes=100-', 100)).toBe('none');
    expect(partOf('bytes=0-', 0)).toBe('none');
    expect(partOf('bytes=-0', 100)).toBe('none');
    expect(partOf('bytes=-5', 0)).toBe('none');
  });

  it.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=9-2', 'bytes=0-1,3-4', 'lines=0-9', 'bytes=a-b', 'bytes=0-9999999999999999999'])(
    'written as %s means the whole file',
    (header) => {
      expect(partOf(header, 100)).toBeNull();
    },
  );
});
