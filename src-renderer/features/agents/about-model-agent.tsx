import { Brain, Eye, Globe, Hand, House } from 'lucide-react';
import type { Provider } from '../../../src-shared/providers.ts';
import { strings } from '../../strings/all-strings.ts';
import { AboutAgent, Point } from './about-agent.tsx';
import { readerWords } from './hosted-words.ts';

interface AboutModelAgentProps {
  /** Undefined: not known, or removed. */
  provider: Provider | undefined;
  contextMessages: number;
  /** Whether the model can use tools; null: unknown. */
  tools?: boolean | null;
}

export function AboutModelAgent({ provider, contextMessages, tools = null }: AboutModelAgentProps) {
  const reader = provider && readerWords(provider);
  return (
    <AboutAgent>
      <Point icon={Eye}>{strings.hosted.sees(contextMessages)}</Point>
      {reader && (
        <Point icon={reader.isLocal ? House : Globe} isWarning={!reader.isLocal}>
          {reader.text}
        </Point>
      )}
      <Point icon={Hand}>{tools === false ? strings.hosted.doesLittle : strings.hosted.does}</Point>
      <Point icon={Brain}>{strings.hosted.remembers}</Point>
    </AboutAgent>
  );
}
