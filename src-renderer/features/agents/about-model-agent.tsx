import { Brain, Eye, FileImage, Globe, Hand, House, ShieldAlert } from 'lucide-react';
import { hasTools, type ModelRuns } from '../../../src-shared/hosted-agents.ts';
import type { Provider } from '../../../src-shared/providers.ts';
import { strings } from '../../strings/all-strings.ts';
import { AboutAgent, Point } from '../agent-facts/about-agent.tsx';
import { useModels } from '../models/use-providers.ts';
import { readerWords } from './hosted-words.ts';

interface AboutModelAgentProps {
  /** Undefined: not known, or removed. */
  provider: Provider | undefined;
  runs: Pick<ModelRuns, 'tools' | 'folder' | 'images'>;
  contextMessages: number;
  /** Whether the model can use tools; null: unknown. */
  tools?: boolean | null;
  /** Whether the model sees images, as its provider says; null: unknown; undefined: not loaded yet. */
  images?: boolean | null | undefined;
}

export function AboutModelAgent({ provider, runs, contextMessages, tools = null, images }: AboutModelAgentProps) {
  const seen = runs.images ?? images;
  const reader = provider && readerWords(provider);
  return (
    <AboutAgent>
      <Point icon={Eye}>{strings.hosted.sees(contextMessages)}</Point>
      {seen !== undefined && (
        <Point icon={FileImage}>{strings.hosted.seesFiles[seen === null ? 'unknown' : seen ? 'images' : 'texts']}</Point>
      )}
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

/** Of an agent that exists: its provider says what its model can do. */
export function AboutModelAgentNow({ runs, ...props }: Omit<AboutModelAgentProps, 'tools' | 'images' | 'runs'> & { runs: ModelRuns }) {
  const { checked } = useModels(runs.provider_id);
  const model = checked.state === 'works' ? checked.models.find(({ id }) => id === runs.model) : undefined;
  const images = checked.state === 'checking' ? undefined : (model?.images ?? null);
  return <AboutModelAgent {...props} runs={runs} tools={model?.tools ?? null} images={images} />;
}
