import { LogIn } from 'lucide-react';
import { useState } from 'react';
import type { SignInEnd } from '../../../src-shared/bridge.ts';
import { HOSTED_AGENT_COMMANDS } from '../../../src-shared/commands/hosted-agents.ts';
import type { ProgramFacts, ProgramRuns } from '../../../src-shared/hosted-agents.ts';
import { requestOverHttp } from '../../sync/http-request.ts';
import { useApp } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

interface SignInButtonsProps {
  runs: ProgramRuns;
  ways: ProgramFacts['sign_in'];
  /** It cannot work before. */
  isNeeded: boolean;
  /** The terminal window is closed, or its program has ended. */
  onEnd: () => void;
}

/** Opens a terminal window of the desktop app. Browsers have none. */
export function SignInButtons({ runs, ways, isNeeded, onEnd }: SignInButtonsProps) {
  const { bridge, fetch } = useApp();
  const task = useAsyncAction();
  const [end, setEnd] = useState<SignInEnd | null>(null);
  const said = strings.hosted.program.signIn;
  if (!bridge || ways.length === 0) return null;
  const signIn = (way: string): void =>
    task.run(async () => {
      setEnd(null);
      // Over HTTP, because the program is started first, which may take several seconds.
      const body = JSON.stringify({ runs, way });
      const reply = await requestOverHttp(fetch, { method: 'POST', path: '/api/agent-programs/sign-ins', body });
      const { ticket } = HOSTED_AGENT_COMMANDS.prepare_sign_in.reply.parse(reply);
      const how = await bridge.signIn(ticket);
      setEnd(how);
      if (how !== 'busy' && how !== 'gone') onEnd();
    });
  return (
    <div className="flex w-full flex-col items-start gap-1.5">
      <div className="flex flex-wrap gap-2">
        {ways.map(({ id, name }) => (
          <Button key={id} icon={LogIn} look={isNeeded ? 'primary' : 'plain'} size="small" isBusy={task.isBusy} onClick={() => signIn(id)}>
            {ways.length === 1 ? said.button : said.by(name)}
          </Button>
        ))}
      </div>
      {task.isBusy && <p className="text-meta text-ink-2">{said.continues}</p>}
      {end === 'busy' && <p className="text-meta text-amber-ink">{said.busy}</p>}
      {end === 'gone' && <p className="text-meta text-amber-ink">{said.gone}</p>}
      <FieldError text={task.error} />
    </div>
  );
}
