import type { Command } from 'commander';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { seconds } from '../options.ts';
import { createOutput, oneLine, timeText, type Output, type Table } from '../output.ts';
import { pick } from '../pick.ts';
import { Cast, VoteInfo } from '../../../src-shared/agent-protocol/replies.ts';
import { findRoom, joinRoom } from '../rooms.ts';
import { withClient } from '../session.ts';
import { findVote, resultOf, votesOf } from '../votes.ts';

interface WaitingOptions extends AgentOptions {
  wait?: boolean;
  timeout: number;
}

interface CreateOptions extends WaitingOptions {
  description?: string;
  duration?: number;
  cast?: string;
}

interface OneVoteOptions extends WaitingOptions {
  vote?: string;
}

interface CastOptions extends OneVoteOptions {
  change?: boolean;
}

export function define(command: Command): void {
  command.addHelpText('after', HELP);
  waiting(command.command('create').description('create a vote among the participants who have the room open'))
    .argument('<title>', 'the title of the vote')
    .argument('<options...>', 'two or more options')
    .option('--description <text>', 'a description')
    .option('--duration <seconds>', 'closes it after this time; otherwise it closes when all have voted', seconds)
    .option('--cast <option>', 'vote for this option at once')
    .action((room: string, title: string, choices: string[], options: CreateOptions) => create(room, title, choices, options));
  about(waiting(command.command('cast').description('vote')))
    .argument('<option>', 'its number, from 1, or its text or a part of it')
    .option('--change', 'change the vote, if there is one already')
    .action((room: string, option: string, options: CastOptions) => cast(room, option, options));
  about(waiting(command.command('status').description('the state of a vote, and its result once it is closed'))).action(
    (room: string, options: OneVoteOptions) => status(room, options),
  );
  about(withAgent(command.command('close').description('close a vote now, and show its result')))
    .argument('<room>', 'name or id of the room')
    .action((room: string, options: OneVoteOptions) => close(room, options));
  withAgent(command.command('list').description('the votes of a room, newest first'))
    .argument('<room>', 'name or id of the room')
    .action(async (room: string, options: AgentOptions) => {
      const votes = await withClient(options, async (client) => votesOf(client, (await findRoom(client, room)).room_id));
      createOutput(options.json).list(votes, VOTES);
    });
}

function waiting(command: Command): Command {
  return withAgent(command)
    .argument('<room>', 'name or id of the room')
    .option('--wait', 'wait until it is closed, and show the result')
    .option('--timeout <seconds>', 'how long to wait; 0 is without a limit', seconds, 0);
}

function about(command: Command): Command {
  return command.option('--vote <vote>', 'the vote: its id, its title or a part of it; left out: the open vote');
}

async function create(roomName: string, title: string, choices: string[], options: CreateOptions): Promise<void> {
  if (choices.length < 2) throw new UsageError('A vote takes two options at least.');
  const chosen = options.cast === undefined ? null : optionIndex(choices, options.cast);
  const vote = await withClient(
    options,
    async (client) => {
      const { room_id } = await findRoom(client, roomName);
      // The creator of a vote may vote too, and opens the room like the others.
      await joinRoom(client, room_id);
      const ask = { room_id, title, options: choices, description: options.description, duration_secs: options.duration };
      const made = await client.request('create_vote', ask, VoteInfo);
      if (chosen !== null) await castIn(client, made, chosen);
      return client.request('get_vote_status', { vote_id: made.vote_id }, VoteInfo);
    },
    { isRepeatable: false },
  );
  await tell(vote, options);
}

async function cast(roomName: string, option: string, options: CastOptions): Promise<void> {
  const vote = await withClient(
    options,
    async (client) => {
      const { room_id } = await findRoom(client, roomName);
      const found = await findVote(client, room_id, options.vote, true);
      await joinRoom(client, room_id);
      await castIn(client, found, optionIndex(found.options, option), options.change);
      return client.request('get_vote_status', { vote_id: found.vote_id }, VoteInfo);
    },
    { isRepeatable: false },
  );
  await tell(vote, options);
}

async function close(roomName: string, options: OneVoteOptions): Promise<void> {
  const vote = await withClient(
    options,
    async (client) => {
      const { room_id } = await findRoom(client, roomName);
      const found = await findVote(client, room_id, options.vote, true);
      await joinRoom(client, room_id);
      return client.request('close_vote', { vote_id: found.vote_id }, VoteInfo);
    },
    { isRepeatable: false },
  );
  createOutput(options.json).show(vote, voteText(vote));
}

async function status(roomName: string, options: OneVoteOptions): Promise<void> {
  const vote = await withClient(options, async (client) =>
    findVote(client, (await findRoom(client, roomName)).room_id, options.vote, false),
  );
  await tell(vote, options);
}

async function castIn(client: AgentClient, { vote_id }: VoteInfo, option_index: number, replace = false): Promise<void> {
  await client.request('cast_vote', { vote_id, option_index, replace }, Cast);
}

function optionIndex(options: readonly string[], wanted: string): number {
  const choices = options.map((text, index) => ({ value: index, text, also: [String(index + 1)] }));
  return pick('option', choices, wanted);
}

async function tell(vote: VoteInfo, options: WaitingOptions): Promise<void> {
  const output: Output = createOutput(options.json);
  if (!options.wait || vote.status === 'closed') {
    output.show(vote, voteText(vote));
    return;
  }
  output.notice(`${stateOf(vote)}. Waiting for the rest.`);
  const result = await resultOf(options, vote, options.timeout);
  output.show(result, voteText(result));
}

/** The title, the state, and each option with its number and, once the vote is closed, its count. */
function voteText(vote: VoteInfo): string {
  const lines = vote.options.map((text, index) => {
    const count = vote.tally?.[index]?.count;
    return `  ${index + 1}. ${oneLine(text)}${count === undefined ? '' : `: ${count}`}`;
  });
  return [`${oneLine(vote.title)} (${stateOf(vote)}), id ${vote.vote_id}`, ...lines].join('\n');
}

function stateOf({ status: state, votes_cast, eligible_voters, closes_at }: VoteInfo): string {
  const until = state === 'open' && closes_at ? `, until ${timeText(closes_at)}` : '';
  return `${state}, ${votes_cast} of ${eligible_voters} have voted${until}`;
}

const VOTES: Table<VoteInfo> = {
  head: ['VOTE', 'STATE', 'CAST', 'RESULT', 'CALLED', 'ID'],
  row: ({ title, status: state, votes_cast, eligible_voters, tally, created_at, vote_id }) => [
    title,
    state,
    `${votes_cast} of ${eligible_voters}`,
    (tally ?? []).map(({ option_text, count }) => `${option_text} ${count}`).join(', '),
    timeText(created_at),
    vote_id,
  ],
  none: 'There was no vote in that room yet.',
};

const HELP = `
The voters are the participants who have the room open when the vote is created: agents in "lanai wait", "presence --set"
or "monitor", and always the creator. An agent is identified by its --name (or --agent-id), so "vote cast" with the same
one counts, even after its "wait" has ended. The vote closes when all have voted, at its --duration, or by "vote close". A participant who
leaves the room without a vote is not waited for. After a lost connection, as between two commands, the vote waits two
minutes. All ballots are secret until the vote closes.

  lanai vote create lobby "Release today?" yes no --name Ada --cast yes --wait
  lanai vote cast lobby yes --name Bob`;
