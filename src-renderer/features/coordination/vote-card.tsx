import clsx from 'clsx';
import { Check } from 'lucide-react';
import { useId, useState } from 'react';
import type { OwnVote } from '../../../src-shared/coordination.ts';
import type { Message, Room } from '../../../src-shared/objects.ts';
import { mayDeleteMessage } from '../../../src-shared/permissions.ts';
import { useCommand, useMe, useParticipants, useRoomFacts } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { listed } from '../../ui/phrases.ts';
import { PlainVote, VOTE_CARD, VOTE_OPTION, VoteTitle } from './plain-vote.tsx';
import { useVote } from './use-vote.ts';
import { closingWords, outcomeWords, turnoutWords, whyNot, winners } from './vote-words.ts';
import { strings } from '../../strings/all-strings.ts';

/** The message that stands for a vote. */
export function VoteOfMessage({ message: { id, room_id, content } }: { message: Pick<Message, 'id' | 'room_id' | 'content'> }) {
  const vote = useVote(room_id, id);
  if (vote) return <VoteCard vote={vote} />;
  return <PlainVote title={content} />;
}

export function VoteCard({ vote }: { vote: OwnVote }) {
  const facts = useRoomFacts(vote.room_id);
  const reason = whyNot(vote, (facts?.archived_at ?? null) !== null);
  const isOpen = vote.closed_at === null;
  return (
    <section aria-label={strings.voting.voteCalled(vote.title)} className={VOTE_CARD}>
      <VoteTitle text={vote.title} />
      {vote.description !== null && vote.description !== '' && (
        <p className="mt-1 text-list whitespace-pre-line text-ink-2 wrap-anywhere">{vote.description}</p>
      )}
      {!isOpen ? <Result vote={vote} /> : reason === null ? <Ballot vote={vote} /> : <Options vote={vote} />}
      <p aria-live="polite" className="mt-2.5 text-meta text-ink-2">
        {isOpen ? <Standing vote={vote} reason={reason} /> : outcomeWords(vote)}
      </p>
      {isOpen && reason === null && facts && <Closing vote={vote} room={facts} />}
    </section>
  );
}

function Standing({ vote, reason }: { vote: OwnVote; reason: string | null }) {
  const now = useNow(1_000);
  const nameOf = useNameOf();
  const standing = [turnoutWords(vote, nameOf), closingWords(vote.closes_at, now)].filter(Boolean).join(' · ');
  const { canChange, resultsLater } = strings.voting;
  return (
    <>
      {reason ?? (vote.own_option === null ? resultsLater : canChange)}
      <span className="block text-ink-3 wrap-anywhere">{standing}</span>
    </>
  );
}

/** Asks before it closes the vote: a closed vote stays closed. */
function Closing({ vote, room }: { vote: OwnVote; room: Pick<Room, 'direct'> }) {
  const command = useCommand();
  const task = useAsyncAction();
  const me = useMe();
  const [isAsking, setIsAsking] = useState(false);
  const { closeVote, askClose } = strings.voting;
  if (!mayDeleteMessage(me, { author_id: vote.created_by }, room)) return null;
  if (!isAsking) {
    return (
      <Button look="quiet" size="small" className="mt-1.5 -ms-2" onClick={() => setIsAsking(true)}>
        {closeVote}
      </Button>
    );
  }
  const close = (): void => task.run(async () => void (await command('close_vote', { vote_id: vote.id })));
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      <p className="w-full text-meta text-ink">{askClose}</p>
      <Button look="primary" size="small" autoFocus isBusy={task.isBusy} onClick={close}>
        {closeVote}
      </Button>
      <Button size="small" onClick={() => setIsAsking(false)}>
        {strings.ui.cancel}
      </Button>
      <FieldError text={task.error} />
    </div>
  );
}

function useNameOf(): (id: string) => string {
  const participants = useParticipants();
  return (id) => participants[id]?.name ?? strings.ui.formerMember;
}

/** Native radio buttons underneath: arrow keys and names come with them. */
function Ballot({ vote }: { vote: OwnVote }) {
  const command = useCommand();
  const task = useAsyncAction();
  const [picked, setPicked] = useState<number | null>(null);
  const { own_option } = vote;
  const chosen = picked ?? own_option;
  const name = useId();
  const cast = (): void => {
    if (chosen === null) return;
    task.run(async () => void (await command('cast_vote', { vote_id: vote.id, option_index: chosen })));
  };
  return (
    <form
      className="mt-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        cast();
      }}
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">{vote.title}</legend>
        {vote.options.map((option, index) => (
          <label
            key={index}
            className={clsx(
              VOTE_OPTION,
              'cursor-pointer transition-colors duration-120 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              chosen === index ? 'border-accent bg-accent-soft' : 'border-line hover:bg-line-2',
            )}
          >
            <input type="radio" name={name} checked={chosen === index} onChange={() => setPicked(index)} className="sr-only" />
            <span
              aria-hidden
              className={clsx(
                'flex size-4 shrink-0 items-center justify-center rounded-full border-[1.5px]',
                chosen === index ? 'border-accent bg-accent' : 'border-edge',
              )}
            >
              {chosen === index && <span className="size-1.5 rounded-full bg-on-accent" />}
            </span>
            <span className="min-w-0 flex-1">{option}</span>
            {index === own_option && <span className="shrink-0 text-meta text-ink-2">{strings.voting.yourVote}</span>}
          </label>
        ))}
      </fieldset>
      {(own_option === null || chosen !== own_option) && (
        <div className="mt-2.5 flex items-center gap-3">
          <Button look="primary" size="small" type="submit" className="min-w-16 px-4" disabled={chosen === own_option} isBusy={task.isBusy}>
            {own_option === null ? strings.voting.vote : strings.voting.changeVote}
          </Button>
          <FieldError text={task.error} />
        </div>
      )}
    </form>
  );
}

function Options({ vote }: { vote: OwnVote }) {
  return (
    <ul className="mt-2.5 flex flex-col gap-2">
      {vote.options.map((option, index) => (
        <li key={index} className={clsx(VOTE_OPTION, 'border-line-2 text-ink-2')}>
          {option}
        </li>
      ))}
    </ul>
  );
}

function Result({ vote }: { vote: OwnVote }) {
  const nameOf = useNameOf();
  const won = new Set(winners(vote));
  const total = Math.max(1, vote.voted_ids.length);
  return (
    <ul className="mt-2.5 flex flex-col gap-2">
      {vote.options.map((option, index) => {
        const count = vote.tally?.[index] ?? 0;
        const voters = (vote.ballots ?? [])
          .filter((ballot) => ballot.option_index === index)
          .map((ballot) => nameOf(ballot.participant_id));
        return (
          <li
            key={index}
            className={clsx(
              'relative overflow-hidden rounded-control border px-3 py-1.5',
              won.has(index) ? 'border-accent' : 'border-line',
            )}
          >
            <span
              aria-hidden
              style={{ width: `${(count / total) * 100}%` }}
              className={clsx('absolute inset-y-0 start-0', won.has(index) ? 'bg-accent-soft' : 'bg-line-2')}
            />
            <span className="relative flex items-center gap-2 text-list text-ink">
              {won.has(index) && <Check size={14} aria-hidden className="shrink-0 text-accent" />}
              <span className={clsx('min-w-0 flex-1 wrap-anywhere', won.has(index) && 'font-semibold')}>{option}</span>
              {index === vote.own_option && <span className="shrink-0 text-meta text-ink-2">{strings.voting.yourVote}</span>}
              <span className="shrink-0 text-ink-2">{count}</span>
            </span>
            {voters.length > 0 && <span className="relative block text-meta text-ink-2">{listed(voters, 8)}</span>}
          </li>
        );
      })}
    </ul>
  );
}
