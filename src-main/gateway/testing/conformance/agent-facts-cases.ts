// The facts of an agent that the server runs.
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import type { Cast, FrameCases } from './case.ts';
import { textLike } from './objects.ts';

const created = async ({ home }: Cast, path: string, body: object): Promise<string> => {
  const answer = await home.owner.post(path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.text}`);
  return answer.field('id');
};

async function hostedAgent(cast: Cast, base_url: string): Promise<string> {
  const provider_id = await created(cast, '/api/providers', { kind: 'openai-compatible', name: `Models ${newId()}`, base_url });
  const runs = { kind: 'model', provider_id, model: 'm', tools: 'chat' };
  return created(cast, '/api/agents', { name: newId(), runs, context_messages: 5, room_ids: [LOBBY_ID] });
}

const facts = (is_local: boolean): [string, unknown] => [
  'ok',
  { kind: 'model', context_messages: 5, tools: 'chat', reader: { name: textLike(/^Models /), is_local }, paused: false },
];

export const AGENT_FACTS_CASES = {
  describe_agent: {
    right: [
      {
        that: 'says who reads the messages, and not by which address',
        send: async (cast) => ({ participant_id: await hostedAgent(cast, 'http://127.0.0.1:1/v1') }),
        answer: () => facts(true),
      },
      {
        that: 'says that the messages leave the computer',
        by: 'quill',
        send: async (cast) => ({ participant_id: await hostedAgent(cast, 'https://models.example/v1') }),
        answer: () => facts(false),
      },
    ],
    wrong: [
      { that: 'is of an agent that is there', send: () => ({ participant_id: 'nowhere' }), answer: 'agent_not_found' },
      { that: 'is of an agent that the server runs', send: ({ rune }) => ({ participant_id: rune.id }), answer: 'agent_not_found' },
    ],
    hostile: [
      { that: 'is of no number', send: () => ({ participant_id: 9e15 }), answer: 'invalid_payload' },
      { that: 'is of no path', send: () => ({ participant_id: '../../lanai.db' }), answer: 'agent_not_found' },
    ],
  },
} satisfies Record<string, FrameCases>;
