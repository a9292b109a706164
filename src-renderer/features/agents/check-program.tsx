import { Stethoscope } from 'lucide-react';
import { useState } from 'react';
import type { ProgramRuns } from '../../../src-shared/hosted-agents.ts';
import { Button } from '../../ui/button.tsx';
import { strings } from '../../strings/all-strings.ts';
import { ProgramTrial } from './program-trial.tsx';
import { usePrograms } from './use-programs.ts';

const ignore = (): void => undefined;

/** Whether the program of an agent works and is signed in. For the owner, on the home's computer. */
export function CheckProgram({ runs }: { runs: ProgramRuns }) {
  const programs = usePrograms();
  const [isOpen, setIsOpen] = useState(false);
  if (!programs) return null;
  if (isOpen) return <ProgramTrial runs={runs} onModes={ignore} />;
  return (
    <Button icon={Stethoscope} className="self-start" onClick={() => setIsOpen(true)}>
      {strings.hosted.program.checkIt}
    </Button>
  );
}
