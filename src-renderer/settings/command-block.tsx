import { InstallCommand, useCommandState } from '../agents/install-command.tsx';
import { words } from '../words/words.ts';
import { Section } from './section.tsx';

/** Only in the desktop: a browser cannot install anything. */
export function CommandBlock() {
  const [state, setState] = useCommandState();
  if (!state) return null;
  return (
    <Section title={words.agents.command.title} text={words.agents.command.lead}>
      <InstallCommand state={state} onInstalled={setState} />
    </Section>
  );
}
