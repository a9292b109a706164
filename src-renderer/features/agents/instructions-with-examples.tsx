import { Button } from '../../ui/button.tsx';
import { strings } from '../../strings/all-strings.ts';
import { InstructionsField } from './instructions-field.tsx';

const EXAMPLES = ['helper', 'editor', 'translator', 'planner'] as const;

/** The instructions of a new agent. */
export function InstructionsWithExamples({ text, onText }: { text: string; onText: (text: string) => void }) {
  const said = strings.hosted;
  return (
    <div className="flex flex-col gap-2">
      <InstructionsField text={text} onText={onText} />
      <div role="group" aria-label={said.examples} className="flex flex-wrap items-center gap-1.5">
        <span aria-hidden className="text-meta text-ink-3">
          {said.examples}
        </span>
        {EXAMPLES.map((each) => (
          <Button
            key={each}
            size="small"
            className="aria-pressed:border-accent aria-pressed:bg-accent-soft"
            aria-pressed={text === strings.hosted.exampleText[each]}
            onClick={() => onText(strings.hosted.exampleText[each])}
          >
            {strings.hosted.example[each]}
          </Button>
        ))}
      </div>
    </div>
  );
}
