import { FolderPen, MessagesSquare, ScanEye, SquareTerminal } from 'lucide-react';
import { hasTools, ROOM_TOOLS, ToolTier, usesComputer, type ModelRuns } from '../../../src-shared/hosted-agents.ts';
import { ChoiceCards } from '../../ui/choice.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';
import { CallersField } from './callers-field.tsx';

const ICONS = { chat: ScanEye, room: MessagesSquare, files: FolderPen, commands: SquareTerminal };

interface ToolFieldsProps {
  runs: ModelRuns;
  /** Whether this is the owner, in the app on the home's own computer. */
  mayUseComputer: boolean;
  /** After the form was sent: the folder is needed. */
  showsMissing: boolean;
  onChange: (runs: ModelRuns) => void;
}

/** The tools of an agent with a model, and the folder that it may use. */
export function ToolFields({ runs, mayUseComputer, showsMissing, onChange }: ToolFieldsProps) {
  const said = strings.hosted;
  const select = (tools: ToolTier): void => onChange(hasTools({ tools }, 'files') ? { ...runs, tools } : { ...runs, ...ROOM_TOOLS, tools });
  const shown = ToolTier.options.filter((tools) => mayUseComputer || tools === runs.tools || !hasTools({ tools }, 'files'));
  return (
    <div className="flex flex-col gap-3">
      <ChoiceCards
        label={said.tools}
        choices={shown.map((value) => ({
          ...{ value, icon: ICONS[value], label: strings.hosted.toolsChoice[value], text: strings.hosted.toolsText[value] },
          isDisabled: !mayUseComputer && hasTools({ tools: value }, 'files'),
        }))}
        selected={runs.tools}
        onSelect={select}
      />
      {!mayUseComputer && usesComputer(runs) && <p className="text-list text-ink-2">{said.toolsElsewhere}</p>}
      {usesComputer(runs) && (
        <div className="grid grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
          <Field
            label={said.folder}
            hint={runs.tools === 'commands' ? said.folderHintCommands : said.folderHint}
            error={showsMissing && isFolderMissing(runs) ? said.folderMissing : null}
          >
            {(control) => (
              <TextInput
                {...control}
                dir="ltr"
                autoComplete="off"
                spellCheck={false}
                disabled={!mayUseComputer}
                value={runs.folder ?? ''}
                onChange={(event) => onChange({ ...runs, folder: event.target.value === '' ? null : event.target.value })}
              />
            )}
          </Field>
          <CallersField
            label={said.program.callers}
            hint={strings.hosted.callersHint[runs.callers]}
            callers={runs.callers}
            isDisabled={!mayUseComputer}
            onCallers={(callers) => onChange({ ...runs, callers })}
          />
        </div>
      )}
    </div>
  );
}

export function isFolderMissing(runs: ModelRuns): boolean {
  return usesComputer(runs) && (runs.folder ?? '').trim() === '';
}

/** As it was meant: without the blanks around the folder. */
export function withFolder(runs: ModelRuns): ModelRuns {
  return { ...runs, folder: runs.folder?.trim() || null };
}
