import { Brain, Eye, FileImage, Hand, ShieldAlert } from 'lucide-react';
import type { ProgramRuns } from '../../../src-shared/hosted-agents.ts';
import { strings } from '../../strings/all-strings.ts';
import { AboutAgent, Point } from '../agent-facts/about-agent.tsx';

export function AboutProgramAgent({ runs, contextMessages }: { runs: ProgramRuns; contextMessages: number }) {
  const said = strings.hosted.program;
  return (
    <AboutAgent>
      <Point icon={Eye}>{strings.hosted.sees(contextMessages)}</Point>
      <Point icon={FileImage}>{said.seesFiles}</Point>
      <Point icon={ShieldAlert} isWarning>
        {said.does(runs.folder)}
      </Point>
      <Point icon={Hand}>{said.asks}</Point>
      <Point icon={Brain}>{said.remembers}</Point>
    </AboutAgent>
  );
}
