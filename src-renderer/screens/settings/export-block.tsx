import { Download } from 'lucide-react';
import { useState } from 'react';
import { ExportDialog } from '../../features/exports/export-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { strings } from '../../strings/all-strings.ts';
import { Section } from './section.tsx';

/** `home`: the rooms that the user can read. `own`: the user's own messages. */
export function ExportBlock({ scope }: { scope: 'home' | 'own' }) {
  const [isAsking, setIsAsking] = useState(false);
  const said = strings.exporting;
  const [title, text, action] = scope === 'home' ? [said.home, said.homeLead, said.homeAction] : [said.own, said.ownLead, said.ownAction];
  return (
    <Section title={title} text={text}>
      <Button icon={Download} onClick={() => setIsAsking(true)}>
        {action}
      </Button>
      {isAsking && <ExportDialog title={strings.exporting.titles[scope]} asked={{ scope }} onClose={() => setIsAsking(false)} />}
    </Section>
  );
}
