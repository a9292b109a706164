import { CircleAlert, CircleCheck } from 'lucide-react';
import { useEffect } from 'react';
import type { ProgramFacts, ProgramRuns } from '../../../src-shared/hosted-agents.ts';
import { useApp } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { strings } from '../../strings/all-strings.ts';
import { SignInButtons } from './sign-in-buttons.tsx';
import { useTrial, type Trial } from './use-programs.ts';

interface ProgramTrialProps {
  runs: ProgramRuns;
  /** The modes of the program, when it has answered. */
  onModes: (modes: ProgramFacts['modes']) => void;
}

/** Whether the program starts and answers. It is tried in a folder that no agent has: the folder of the agent may still be typed. */
export function ProgramTrial({ runs: { command, args, variables, model: chosen }, onModes }: ProgramTrialProps) {
  const { bridge } = useApp();
  const model = chosen?.model === '' ? null : chosen;
  const runs: ProgramRuns = { kind: 'program', command, args, folder: null, variables, mode: null, callers: 'owner', model };
  const { trial, tryAgain } = useTrial(runs);
  useEffect(() => {
    if (trial?.state === 'answered') onModes(trial.facts.modes);
  }, [trial, onModes]);
  if (!trial) return null;
  const facts = trial.state === 'answered' ? trial.facts : null;
  const { isGood, text } = wordsOf(trial, bridge !== undefined);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p role="status" className="flex min-w-0 flex-1 items-start gap-2 text-list wrap-anywhere text-ink-2">
        {trial.state === 'trying' && <Spinner />}
        {trial.state !== 'trying' && isGood && <CircleCheck size={15} aria-hidden className="mt-1 shrink-0 text-green-ink" />}
        {trial.state !== 'trying' && !isGood && <CircleAlert size={15} aria-hidden className="mt-1 shrink-0 text-amber-ink" />}
        <span className="min-w-0">{text}</span>
      </p>
      {!isGood && (
        <Button size="small" onClick={tryAgain}>
          {strings.ui.tryAgain}
        </Button>
      )}
      {facts && <SignInButtons runs={runs} ways={facts.sign_in} isNeeded={facts.needs_sign_in} onEnd={tryAgain} />}
    </div>
  );
}

/** `hasTerminal`: it can be signed in with from here. */
function wordsOf(trial: Trial, hasTerminal: boolean): { isGood: boolean; text: string } {
  const said = strings.hosted.program;
  switch (trial.state) {
    case 'trying':
      return { isGood: true, text: said.trying };
    case 'failed':
      return { isGood: false, text: trial.text };
    case 'answered': {
      const { name, version, needs_sign_in, sign_in } = trial.facts;
      return needs_sign_in
        ? { isGood: false, text: hasTerminal && sign_in.length > 0 ? said.signedOut : said.signedOutElsewhere }
        : { isGood: true, text: said.works([name, version].filter(Boolean).join(' ')) };
    }
  }
}
