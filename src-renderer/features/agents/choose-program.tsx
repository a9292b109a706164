import { SquareTerminal, TextCursorInput } from 'lucide-react';
import { useState } from 'react';
import type { FoundProgram, ProgramRuns } from '../../../src-shared/hosted-agents.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceCards } from '../../ui/choice.tsx';
import { isComposing } from '../../ui/composing.ts';
import { Field, TextInput } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';
import { joinCommand, splitCommand } from './split-command.ts';

interface ChooseProgramProps {
  programs: readonly FoundProgram[];
  /** Null: none is chosen. */
  runs: ProgramRuns | null;
  /** `name`: of a program that Lanai knows. */
  onChoose: (runs: ProgramRuns | null, name: string | null) => void;
}

const OTHER = '';
const lineOf = ({ command, args }: Pick<FoundProgram, 'command' | 'args'>): string => joinCommand([command, ...args]);

/** One of the programs that were found, or another one by its command. */
export function ChooseProgram({ programs, runs, onChoose }: ChooseProgramProps) {
  const said = strings.hosted.program;
  const [isOther, setIsOther] = useState(
    programs.length === 0 || (runs !== null && !programs.some((each) => lineOf(each) === lineOf(runs))),
  );
  const [typed, setTyped] = useState(runs ? lineOf(runs) : '');
  const select = (line: string): void => {
    setIsOther(line === OTHER);
    const found = programs.find((each) => lineOf(each) === line);
    onChoose(found ? runsOf(found.command, found.args, found.mode) : null, found?.name ?? null);
  };
  const use = (): void => {
    const [command, ...args] = splitCommand(typed);
    onChoose(command === undefined ? null : runsOf(command, args, null), null);
  };
  return (
    <div className="flex flex-col gap-3">
      {programs.length === 0 && <p className="text-list text-ink-2">{said.noneFound}</p>}
      {programs.length > 0 && (
        <ChoiceCards
          label={said.choose}
          choices={[
            ...programs.map((each) => ({ value: lineOf(each), icon: SquareTerminal, label: each.name, text: lineOf(each) })),
            { value: OTHER, icon: TextCursorInput, label: said.other, text: said.otherText },
          ]}
          selected={isOther ? OTHER : runs ? lineOf(runs) : 'none'}
          onSelect={select}
        />
      )}
      {isOther && (
        <div className="flex items-end gap-2 max-sm:flex-col max-sm:items-start">
          <Field label={said.command} hint={said.commandHint} className="w-full">
            {(control) => (
              <TextInput
                {...control}
                value={typed}
                autoComplete="off"
                spellCheck={false}
                dir="ltr"
                placeholder={said.commandExample}
                onChange={(event) => setTyped(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' || isComposing(event)) return;
                  event.preventDefault();
                  use();
                }}
              />
            )}
          </Field>
          <Button onClick={use} className="mb-6 shrink-0 max-sm:mb-0" disabled={typed.trim() === ''}>
            {said.check}
          </Button>
        </div>
      )}
    </div>
  );
}

function runsOf(command: string, args: string[], mode: string | null): ProgramRuns {
  return { kind: 'program', command, args, folder: null, variables: [], mode, callers: 'owner', model: null };
}
