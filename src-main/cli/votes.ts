// Votes as the command meets them: found by their text, and waited for.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentClient } from '../../src-shared/client/agent-client.ts';
import { Failure } from './failure.ts';
import type { AgentOptions } from './home-options.ts';
import { pick } from './pick.ts';
import { VoteInfo, VoteList } from '../../src-shared/agent-protocol/replies.ts';
import { joinRoom } from './rooms.ts';
import { withClient } from './session.ts';

const PAGE = 100;
/** Requests the vote again, in case its events do not arrive. */
const LOOK_AGAIN_MS = 5_000;

/** Newest first. */
export async function votesOf(client: AgentClient, room_id: string): Promise<VoteInfo[]> {
  const votes: VoteInfo[] = [];
  for (;;) {
    const page = await client.request('list_votes', { room_id, limit: PAGE, after: votes.at(-1)?.vote_id }, VoteList);
    votes.push(...page.votes);
    if (!page.has_more || page.votes.length === 0) return votes;
  }
}

/** By id or by title. Without either: the open vote, or the last one where a closed one is allowed. */
export async function findVote(client: AgentClient, roomId: string, wanted: string | undefined, isOpenWanted: boolean): Promise<VoteInfo> {
  const votes = await votesOf(client, roomId);
  const open = votes.filter(({ status }) => status === 'open');
  const asChoices = (all: readonly VoteInfo[]) => all.map((vote) => ({ value: vote, text: vote.title, also: [vote.vote_id] }));
  if (wanted !== undefined) {
    // Titles may repeat. The open vote is meant then.
    const byId = votes.find(({ vote_id }) => vote_id === wanted);
    if (byId) return byId;
    return open.some(({ title }) => title.toLowerCase().includes(wanted.trim().toLowerCase()))
      ? pick('vote', asChoices(open), wanted)
      : pick('vote', asChoices(votes), wanted);
  }
  if (open.length > 1)
    throw new Failure(`There are ${open.length} votes open. Say with --vote which one: ${open.map(titleOf).join('; ')}.`);
  const found = open[0] ?? (isOpenWanted ? undefined : votes[0]);
  if (!found) throw new Failure(isOpenWanted ? 'No vote is open in that room.' : 'There was no vote in that room yet.');
  return found;
}

function titleOf({ vote_id, title }: VoteInfo): string {
  return `${vote_id} "${title}"`;
}

/** Stays in the room until the vote is closed. Throws Failure when it is not by then. */
export async function resultOf(options: AgentOptions, vote: VoteInfo, timeoutS: number): Promise<VoteInfo> {
  const deadline = timeoutS === 0 ? Infinity : Date.now() + timeoutS * 1000;
  let wake = (): void => undefined;
  const onPush = (type: string): void => (type === 'vote_result' ? wake() : undefined);
  return withClient(
    options,
    async (client) => {
      await joinRoom(client, vote.room_id);
      for (;;) {
        const heard = new Promise<void>((resolve) => (wake = resolve));
        const now = await client.request('get_vote_status', { vote_id: vote.vote_id }, VoteInfo);
        if (now.status === 'closed') return now;
        const left = deadline - Date.now();
        if (left <= 0) throw new Failure(`The vote "${vote.title}" is still open: ${now.votes_cast} of ${now.eligible_voters} have voted.`);
        await Promise.race([heard, client.ended, sleep(Math.min(left, LOOK_AGAIN_MS), undefined, { ref: false })]);
      }
    },
    { isRepeatable: true, onPush },
  );
}
