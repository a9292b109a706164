// The programs of the home's computer that can run as agents. Only its owner sees them, in the app on that computer.
import { useEffect, useState } from 'react';
import { HOSTED_AGENT_COMMANDS } from '../../../src-shared/commands/hosted-agents.ts';
import type { FoundProgram, ProgramFacts, ProgramRuns } from '../../../src-shared/hosted-agents.ts';
import { requestOverHttp } from '../../sync/http-request.ts';
import { useApp, useCommand } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';

/** Null: not found out yet, or not for this person. */
export function usePrograms(): readonly FoundProgram[] | null {
  const command = useCommand();
  const [programs, setPrograms] = useState<readonly FoundProgram[] | null>(null);
  useEffect(() => {
    let isGone = false;
    command('find_programs', {}).then(
      (found) => void (isGone || setPrograms(found.programs)),
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [command]);
  return programs;
}

export type Trial = { state: 'trying' } | { state: 'answered'; facts: ProgramFacts } | { state: 'failed'; text: string };

/** Starts the program and asks it who it is. Over HTTP, because some need several seconds. Null: there is none to try. */
export function useTrial(runs: ProgramRuns | null): { trial: Trial | null; tryAgain: () => void } {
  const { fetch } = useApp();
  const [attempt, setAttempt] = useState(0);
  // Programs with the same text are the same for the effect.
  const key = runs === null ? null : `${attempt} ${JSON.stringify({ runs })}`;
  const [done, setDone] = useState<{ key: string; trial: Trial } | null>(null);
  useEffect(() => {
    if (key === null) return;
    let isGone = false;
    const show = (trial: Trial): void => void (isGone || setDone({ key, trial }));
    requestOverHttp(fetch, { method: 'POST', path: '/api/agent-programs/trials', body: bodyOf(key) }).then(
      (reply) => show({ state: 'answered', facts: HOSTED_AGENT_COMMANDS.try_program.reply.parse(reply) }),
      (error: unknown) => show({ state: 'failed', text: explain(error) }),
    );
    return () => {
      isGone = true;
    };
  }, [fetch, key]);
  const trial: Trial = done?.key === key && done !== null ? done.trial : { state: 'trying' };
  return { trial: key === null ? null : trial, tryAgain: () => setAttempt(attempt + 1) };
}

function bodyOf(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}
