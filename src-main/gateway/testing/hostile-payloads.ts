// Payloads in which one field is wrong and all others are as they should be.
import { HOSTILE_VALUES } from './hostile-inputs.ts';
import type { TestHome } from './home.ts';
import { fieldOf } from './transports.ts';
import { WATCH } from './watch-payload.ts';

/** A valid value for each field other than the wrong one. */
export type RightValues = Readonly<Record<string, unknown>>;

/** Makes one of everything in a home. */
export async function rightValues(home: TestHome): Promise<RightValues> {
  await home.guest('Gus');
  const room_id = (await home.owner.post('/api/rooms', { name: 'Common', public: true })).field('id');
  const ada = await home.agent('Ada', { agent_id: 'ada' });
  await ada.request('join_room', { room_id });
  const made = async (type: string, payload: object, id: string): Promise<string> =>
    fieldOf(await ada.request(type, { room_id, ...payload }), id);
  return {
    room_id,
    content: 'Hello',
    name: 'Name',
    message_id: await made('send_message', { content: 'one' }, 'message_id'),
    vote_id: await made('create_vote', { title: 'T', options: ['a', 'b'] }, 'vote_id'),
    approval_id: await made('approval_request', { title: 'T' }, 'approval_id'),
    task_id: await made('assign_task', { title: 'T' }, 'task_id'),
    participant_id: (await home.owner.get('/api/people')).field('people.1.id'),
    title: 'Title',
    options: ['a', 'b'],
    option_index: 0,
    emoji: '👍',
    seq: 1,
    status: 'working',
    label: 'Label',
    home_name: 'Home',
    owner_name: 'Owner',
    addresses: [],
    key_id: 'none',
    invite_id: 'none',
    query: 'Hello',
    key: 'none',
    ...WATCH,
  };
}

/** As JSON is written, so that the value may be what no program writes. */
export function payloadWith(right: RightValues, fields: readonly string[], wrong: string, value: string): string {
  const others = fields.filter((field) => field !== wrong && right[field] !== undefined);
  return `{${[...others.map((field) => `"${field}":${JSON.stringify(right[field])}`), `"${wrong}":${value}`].join()}}`;
}

export function payloadsFor(right: RightValues, fields: readonly string[], values: readonly string[] = HOSTILE_VALUES): string[] {
  return [
    ...fields.flatMap((field) => values.map((value) => payloadWith(right, fields, field, value))),
    ...values,
    ...['__proto__', 'constructor', 'toString', 'then'].map((name) => payloadWith(right, fields, name, '{"admin":true}')),
    payloadWith(right, fields, 'unknown_field', '1').replace('{', '{"room_id":1,'),
  ];
}
