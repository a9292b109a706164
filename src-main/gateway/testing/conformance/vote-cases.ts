import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { anyText, like, someId, voteInfo } from './objects.ts';

const QUESTION = { title: 'Ship it?', options: ['yes', 'no'] };

async function voteOf(cast: Cast, how: object = {}): Promise<string> {
  const room_id = await roomOf(cast);
  return String((await ask(cast.ada, 'create_vote', { room_id, ...QUESTION, ...how })).vote_id);
}

async function closedVote(cast: Cast): Promise<string> {
  const vote_id = await voteOf(cast);
  for (const each of [cast.ada, cast.rune]) await ask(each, 'cast_vote', { vote_id, option_index: 1 });
  return vote_id;
}

export const VOTE_CASES = {
  create_vote: {
    right: [
      {
        that: 'is open to those who are there, without a deadline',
        send: async (cast) => ({ room_id: await roomOf(cast), ...QUESTION }),
        answer: ({ ada }) => ['ok', voteInfo({ room_id: someId, ...QUESTION, created_by: ada.id, eligible_voters: 2 })],
      },
      {
        that: 'says when it closes, and may have an option twice',
        send: async (cast) => ({ room_id: await roomOf(cast), title: 'T', options: ['a', 'a'], description: 'D', duration_secs: 60 }),
        answer: ({ ada }) => [
          'ok',
          voteInfo({
            room_id: someId,
            title: 'T',
            options: ['a', 'a'],
            description: 'D',
            created_by: ada.id,
            closes_at: anyText,
            eligible_voters: 2,
          }),
        ],
      },
    ],
    wrong: [
      { that: 'has two options', send: ({ room_id }) => ({ room_id, title: 'T', options: ['one'] }), answer: 'invalid_payload' },
      { that: 'is for those in the room', by: 'quill', send: ({ room_id }) => ({ room_id, ...QUESTION }), answer: 'not_in_room' },
      { that: 'has a title', send: ({ room_id }) => ({ room_id, options: ['a', 'b'] }), answer: 'invalid_payload' },
    ],
    hostile: [
      { that: 'does not last for ever', send: ({ room_id }) => ({ room_id, ...QUESTION, duration_secs: 9e15 }), answer: 'invalid_payload' },
      { that: 'ends after it begins', send: ({ room_id }) => ({ room_id, ...QUESTION, duration_secs: -1 }), answer: 'invalid_payload' },
      {
        that: 'has a bounded number of options',
        send: ({ room_id }) => ({ room_id, title: 'T', options: Array.from({ length: 10_000 }, String) }),
        answer: 'invalid_payload',
      },
    ],
  },

  cast_vote: {
    right: [
      {
        that: 'is counted and not announced',
        send: async (cast) => ({ vote_id: await voteOf(cast), option_index: 0 }),
        answer: () => ['ok', { vote_id: someId, votes_cast: 1, eligible_voters: 2 }],
      },
    ],
    wrong: [
      { that: 'is in a vote that is there', send: () => ({ vote_id: 'none', option_index: 0 }), answer: 'vote_not_found' },
      {
        that: 'is for those in the room',
        by: 'quill',
        send: async (cast) => ({ vote_id: await voteOf(cast), option_index: 9 }),
        answer: 'not_in_room',
      },
      {
        that: 'is for those who were there at the beginning, whatever they choose',
        by: 'quill',
        send: async (cast) => {
          const room_id = await roomOf(cast);
          const { vote_id } = await ask(cast.ada, 'create_vote', { room_id, ...QUESTION });
          await ask(cast.quill, 'join_room', { room_id });
          return { vote_id, option_index: 9 };
        },
        answer: 'access_denied',
      },
      {
        that: 'is for an option that is there, open or closed',
        send: async (cast) => ({ vote_id: await closedVote(cast), option_index: 2 }),
        answer: 'invalid_option',
      },
      { that: 'is in time', send: async (cast) => ({ vote_id: await closedVote(cast), option_index: 0 }), answer: 'vote_closed' },
      {
        that: 'is once',
        send: async (cast) => {
          const vote_id = await voteOf(cast);
          await ask(cast.ada, 'cast_vote', { vote_id, option_index: 0 });
          return { vote_id, option_index: 1 };
        },
        answer: 'already_voted',
      },
    ],
    hostile: [
      {
        that: 'is for no option below the first',
        send: async (cast) => ({ vote_id: await voteOf(cast), option_index: -1 }),
        answer: 'invalid_payload',
      },
      {
        that: 'is for no part of an option',
        send: async (cast) => ({ vote_id: await voteOf(cast), option_index: 0.5 }),
        answer: 'invalid_payload',
      },
      {
        that: 'is for no name of an option',
        send: async (cast) => ({ vote_id: await voteOf(cast), option_index: 'length' }),
        answer: 'invalid_payload',
      },
    ],
  },

  close_vote: {
    right: [
      {
        that: 'is by its creator, before its time',
        send: async (cast) => ({ vote_id: await voteOf(cast) }),
        answer: ({ ada }) => [
          'ok',
          like({ vote_id: someId, ...QUESTION, created_by: ada.id, status: 'closed', votes_cast: 0, eligible_voters: 2 }),
        ],
      },
    ],
    wrong: [
      { that: 'is of a vote that is there', send: () => ({ vote_id: 'none' }), answer: 'vote_not_found' },
      { that: 'is once', send: async (cast) => ({ vote_id: await closedVote(cast) }), answer: 'vote_closed' },
      {
        that: 'is not by any member',
        send: async (cast) => {
          const room_id = await roomOf(cast);
          return { vote_id: String((await ask(cast.rune, 'create_vote', { room_id, ...QUESTION })).vote_id) };
        },
        answer: 'access_denied',
      },
    ],
    hostile: [{ that: 'is of a vote', send: () => ({ vote_id: { length: 3 } }), answer: 'invalid_payload' }],
  },

  get_vote_status: {
    right: [
      {
        that: 'hides the tally of an open vote',
        send: async (cast) => {
          const vote_id = await voteOf(cast);
          await ask(cast.rune, 'cast_vote', { vote_id, option_index: 0 });
          return { vote_id };
        },
        answer: ({ ada }) => ['ok', voteInfo({ room_id: someId, ...QUESTION, created_by: ada.id, votes_cast: 1, eligible_voters: 2 })],
      },
      {
        that: 'shows the tally of a closed one, and no ballots',
        send: async (cast) => ({ vote_id: await closedVote(cast) }),
        answer: ({ ada }) => [
          'ok',
          voteInfo({
            room_id: someId,
            ...QUESTION,
            created_by: ada.id,
            status: 'closed',
            votes_cast: 2,
            eligible_voters: 2,
            tally: [
              { option_index: 0, option_text: 'yes', count: 0 },
              { option_index: 1, option_text: 'no', count: 2 },
            ],
          }),
        ],
      },
    ],
    wrong: [{ that: 'is of a vote that is there', send: () => ({ vote_id: 'none' }), answer: 'vote_not_found' }],
    hostile: [{ that: 'is of a vote', send: () => ({ vote_id: { length: 3 } }), answer: 'invalid_payload' }],
  },

  list_votes: {
    right: [
      {
        that: 'shows the newest first, open and closed',
        send: async (cast) => {
          const room_id = await roomOf(cast);
          await ask(cast.ada, 'create_vote', { room_id, ...QUESTION, title: 'older', duration_secs: 0 });
          await new Promise((resolve) => setTimeout(resolve, 5));
          await ask(cast.ada, 'create_vote', { room_id, ...QUESTION, title: 'newer' });
          return { room_id };
        },
        answer: () => ['ok', { room_id: someId, votes: [like({ title: 'newer' }), like({ title: 'older' })] }],
      },
      {
        that: 'is empty in a new room',
        send: async (cast) => ({ room_id: await roomOf(cast), limit: 0 }),
        answer: () => ['ok', { room_id: someId, votes: [] }],
      },
    ],
    wrong: [
      { that: 'is of a room that is there', send: () => ({ room_id: 'nowhere' }), answer: 'room_not_found' },
      { that: 'takes no null for a limit', send: ({ room_id }) => ({ room_id, limit: null }), answer: 'invalid_payload' },
    ],
    hostile: [{ that: 'takes no negative limit', send: ({ room_id }) => ({ room_id, limit: -9e15 }), answer: 'invalid_payload' }],
  },
} satisfies Record<string, FrameCases>;
