import { InstallCommand, useCommandState } from '../../features/agents/install-command.tsx';
import { strings } from '../../strings/all-strings.ts';
import { Section } from './section.tsx';

/** Only in the desktop: a browser cannot install anything. */
export function CommandBlock() {
  const [state, setState] = useCommandState();
  if (!state) return null;
  return (
    <Section title={strings.agents.command.title} text={strings.agents.command.lead}>
      <InstallCommand state={state} onInstalled={setState} />
    </Section>
  );
}
