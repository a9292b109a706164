import { Avatar, type AvatarSubject } from './avatar.tsx';

interface AvatarStackProps {
  of: readonly AvatarSubject[];
  max?: number;
  size?: 20 | 24 | 28 | 32;
}

/** A few of many, overlapping. The words beside it say who or how many. */
export function AvatarStack({ of, max = 5, size = 28 }: AvatarStackProps) {
  const rest = of.length - max;
  return (
    <span aria-hidden className="inline-flex items-center">
      {of.slice(0, max).map((subject) => (
        <span
          key={subject.id}
          className={`-ms-1.5 inline-flex bg-bg p-0.5 first:ms-0 ${subject.kind === 'agent' ? 'rounded-[10px]' : 'rounded-full'}`}
        >
          <Avatar of={subject} size={size} />
        </span>
      ))}
      {rest > 0 && <span className="ms-1 text-meta font-medium text-ink-3">+{rest}</span>}
    </span>
  );
}
