import { Vote as VoteIcon } from 'lucide-react';

export const VOTE_CARD = 'mt-1 max-w-[520px] rounded-card border border-line bg-raise p-3.5';
export const VOTE_OPTION =
  'flex min-h-9 w-full items-center gap-2.5 rounded-control border px-3 py-1.5 text-list text-ink wrap-anywhere tap:min-h-11';

/** A vote as it was called, without its state: while that is fetched, and for a vote that is gone. */
export function PlainVote({ title, options = [] }: { title: string; options?: readonly string[] }) {
  return (
    <section className={VOTE_CARD}>
      <VoteTitle text={title} />
      {options.length > 0 && (
        <ul className="mt-2.5 flex flex-col gap-2">
          {options.map((option, index) => (
            <li key={index} className={`${VOTE_OPTION} border-line-2`}>
              {option}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function VoteTitle({ text }: { text: string }) {
  return (
    <p className="flex items-start gap-2 text-list font-semibold text-ink">
      <VoteIcon size={15} aria-hidden className="mt-[3px] shrink-0 text-ink-2" />
      <span className="min-w-0 wrap-anywhere">{text}</span>
    </p>
  );
}
