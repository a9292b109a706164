import { Brain, Eye, Hand, House, Globe, type LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { Provider } from '../../../src-shared/providers.ts';
import { strings } from '../../strings/all-strings.ts';
import { readerWords } from './hosted-words.ts';

interface AboutModelAgentProps {
  /** Undefined: not known, or removed. */
  provider: Provider | undefined;
  contextMessages: number;
  /** Whether the model can use tools; null: unknown. */
  tools?: boolean | null;
}

/** What an agent can see, do and remember, before it enters a room. */
export function AboutModelAgent({ provider, contextMessages, tools = null }: AboutModelAgentProps) {
  const id = useId();
  const reader = provider && readerWords(provider);
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2 rounded-card border border-line bg-panel p-4">
      <h4 id={id} className="text-list font-semibold text-ink">
        {strings.hosted.about}
      </h4>
      <ul className="flex flex-col gap-2">
        <Point icon={Eye}>{strings.hosted.sees(contextMessages)}</Point>
        {reader && (
          <Point icon={reader.isLocal ? House : Globe} isWarning={!reader.isLocal}>
            {reader.text}
          </Point>
        )}
        <Point icon={Hand}>{tools === false ? strings.hosted.doesLittle : strings.hosted.does}</Point>
        <Point icon={Brain}>{strings.hosted.remembers}</Point>
      </ul>
    </section>
  );
}

function Point({ icon: Icon, isWarning = false, children }: { icon: LucideIcon; isWarning?: boolean; children: ReactNode }) {
  return (
    <li className={isWarning ? 'flex gap-2 text-list wrap-anywhere text-amber-ink' : 'flex gap-2 text-list wrap-anywhere text-ink-2'}>
      <Icon size={15} aria-hidden className="mt-1 shrink-0" />
      <span className="min-w-0">{children}</span>
    </li>
  );
}
