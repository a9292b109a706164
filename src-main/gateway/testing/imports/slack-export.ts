// A small export of Slack, written by hand after its documented form.
import { makeZip } from './make-zip.ts';

export const SLACK_PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const MIRA = 'U01MIRA';
const JON = 'U02JON';
const BOT = 'B03DEPLOY';
const GENERAL = 'C01GENERAL';

export const SLACK_PARTS: Readonly<Record<string, string | Buffer | object>> = {
  'users.json': [
    { id: MIRA, name: 'mira', real_name: 'Mira Sand', profile: { display_name: 'Mira', real_name: 'Mira Sand' } },
    { id: JON, name: 'jon', deleted: true, profile: { display_name: '', real_name: 'Jon Reef' } },
  ],
  'channels.json': [
    {
      id: GENERAL,
      name: 'general',
      created: 1_600_000_000,
      is_archived: false,
      members: [MIRA, JON],
      topic: { value: 'Boats' },
      purpose: { value: 'All of us' },
    },
  ],
  'groups.json': [{ id: 'G01PLAN', name: 'plans', created: 1_600_000_100, is_archived: true, members: [MIRA] }],
  'dms.json': [{ id: 'D01PAIR', created: 1_600_000_200, members: [MIRA, JON] }],
  'general/2020-09-13.json': [
    { type: 'message', subtype: 'channel_join', user: MIRA, ts: '1600000001.000100', text: '<@U01MIRA> has joined the channel' },
    {
      type: 'message',
      user: MIRA,
      ts: '1600000010.000200',
      text: 'Hello <@U02JON>, see <https://example.com/a|the *chart*> &amp; <#C01GENERAL|general> :wave:',
      thread_ts: '1600000010.000200',
      reactions: [
        { name: '+1', users: [JON, MIRA], count: 2 },
        { name: 'our-own-logo', users: [JON], count: 1 },
      ],
    },
    { type: 'message', user: JON, ts: '1600000030.000400', text: '*Second* `a &lt; b`', edited: { user: JON, ts: '1600000040.000000' } },
    { type: 'message', user: JON, ts: '1600000020.000300', text: 'In the thread', thread_ts: '1600000010.000200' },
  ],
  'general/2020-09-14.json': [
    { type: 'message', subtype: 'thread_broadcast', user: MIRA, ts: '1600090000.000100', text: 'For all', thread_ts: '1600000010.000200' },
    { type: 'message', subtype: 'bot_message', bot_id: BOT, username: 'deploy', ts: '1600090010.000100', text: 'Deployed' },
    {
      type: 'message',
      user: MIRA,
      ts: '1600090020.000100',
      text: '',
      files: [
        { id: 'F01', name: 'dot.png', size: SLACK_PICTURE.length },
        { id: 'F02', name: 'lost.pdf', size: 10 },
      ],
    },
    { type: 'message', user: JON, ts: 'soon', text: 'When?' },
    7,
  ],
  'plans/2020-09-13.json': [{ type: 'message', user: MIRA, ts: '1600000500.000100', text: 'A plan' }],
  'D01PAIR/2020-09-13.json': [{ type: 'message', user: JON, ts: '1600000600.000100', text: 'Between us' }],
  '__uploads/F01/dot.png': SLACK_PICTURE,
};

export function slackExport(more: Readonly<Record<string, string | Buffer | object>> = {}): Buffer {
  return makeZip({ ...SLACK_PARTS, ...more });
}
