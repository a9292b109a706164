import { Brain, Eye, Globe, Hand, House, ShieldAlert } from 'lucide-react';
import { hasTools, type ModelRuns } from '../../../src-shared/hosted-agents.ts';
import type { Provider } from '../../../src-shared/providers.ts';
import { strings } from '../../strings/all-strings.ts';
import { AboutAgent, Point } from './about-agent.tsx';
import { readerWords } from './hosted-words.ts';

interface AboutModelAgentProps {
  /** Undefined: not known, or removed. */
  provider: Provider | undefined;
  runs: Pick<ModelRuns, 'tools' | 'folder'>;
  contextMessages: number;
  /** Whether the model can use tools; null: unknown. */
  tools?: boolean | null;
}

export function AboutModelAgent({ provider, runs, contextMessages, tools = null }: AboutModelAgentProps) {
  const reader = provider && readerWords(provider);
  return (
    <AboutAgent>
      <Point icon={Eye}>{strings.hosted.sees(contextMessages)}</Point>
      {reader && (
        <Point icon={reader.isLocal ? House : Globe} isWarning={!reader.isLocal}>
          {reader.text}
        </Point>
      )}
      <Point icon={Hand}>
        {tools === false ? strings.hosted.doesLittle : runs.tools === 'chat' ? strings.hosted.does.chat : strings.hosted.does.room}
      </Point>
      {tools !== false && hasTools(runs, 'files') && (
        <Point icon={ShieldAlert} isWarning>
          {strings.hosted.does.files(runs.folder)}
        </Point>
      )}
      {tools !== false && hasTools(runs, 'commands') && (
        <Point icon={ShieldAlert} isWarning>
          {strings.hosted.does.commands(runs.folder)}
        </Point>
      )}
      <Point icon={Brain}>{strings.hosted.remembers}</Point>
    </AboutAgent>
  );
}
