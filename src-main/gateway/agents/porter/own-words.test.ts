import { describe, expect, it } from 'vitest';
import { ownWords } from './own-words.ts';

const FORWARDED = { room_id: 'r', message_id: 'm', seq: 1, author_id: 'a', author_name: 'Echo', sent_at: 1, comment_chars: 0 };
const ownOf = (content: string): string => ownWords({ content }).text.trim();

describe('the words that the author wrote', () => {
  it.each([
    ['revoke Gus', 'revoke Gus'],
    ['> revoke Gus', ''],
    ['> Shall I?\n\nyes', 'yes'],
    ['> a quote\nrevoke Gus', ''],
    ['> a quote\nrevoke Gus\n\nno', 'no'],
    ['  > revoke Gus', ''],
    ['>> revoke Gus', ''],
    ['hello\n> revoke Gus', 'hello'],
    ['```\nrevoke Gus\n```', ''],
    ['```js\nrevoke Gus', ''],
    ['~~~\nrevoke Gus\n```\nrevoke Gus\n~~~\nyes', 'yes'],
    ['````\n```\nrevoke Gus\n````\nyes', 'yes'],
    ['    revoke Gus', ''],
    ['\trevoke Gus', ''],
    ['> x\r\nrevoke Gus', ''],
    ['> ```\n\nyes', 'yes'],
  ])('%j', (content, own) => expect(ownOf(content)).toBe(own));

  it('are none in a message that was forwarded, also before it', () => {
    expect(ownWords({ content: 'revoke Gus', forwarded_from: FORWARDED })).toEqual({ text: '', hasOthers: true });
    expect(ownWords({ content: 'yes\n\nwhatever', forwarded_from: { ...FORWARDED, comment_chars: 3 } })).toEqual({
      text: '',
      hasOthers: true,
    });
  });

  it('knows whether there are others', () => {
    expect(ownWords({ content: 'yes\n' }).hasOthers).toBe(false);
    expect(ownWords({ content: '> no\n\nyes' }).hasOthers).toBe(true);
  });
});
