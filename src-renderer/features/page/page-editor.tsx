import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { ROOM_PAGE_BYTES_MAX } from '../../../src-shared/limits.ts';
import { isShortcut } from '../../../src-shared/shortcuts.ts';
import { onMarkKey, pasteLink, useListContinuation } from '../composer/text-keys.ts';
import { sizeWords } from '../files/file-words.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { Button } from '../../ui/button.tsx';
import { isComposing } from '../../ui/composing.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FieldError, TextArea } from '../../ui/field.tsx';
import { shortcutWord } from '../../ui/shortcut.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { LaterLineDiff } from '../markdown/later-line-diff.tsx';
import { MeanwhileNotice } from './meanwhile-notice.tsx';
import type { PageDraft } from './page-draft.ts';
import type { RoomPageView } from './use-room-page.ts';
import { useSavePage } from './use-save-page.ts';

interface PageEditorProps {
  room: RoomFacts;
  view: RoomPageView;
  draft: PageDraft;
  /** The user asked for it: the focus goes there. */
  takesFocus: boolean;
  /** Null: the editor closes. */
  onChange: (draft: PageDraft | null) => void;
}

type Question = 'discard' | 'theirs' | null;

export function PageEditor({ room, view, draft, takesFocus, onChange }: PageEditorProps) {
  const { page } = view;
  const words = strings.page;
  const field = useRef<HTMLTextAreaElement>(null);
  const task = useAsyncAction();
  const save = useSavePage(room.id);
  const [showsChanges, setShowsChanges] = useState(false);
  const [question, setQuestion] = useState<Question>(null);
  const isTooLong = new Blob([draft.text]).size > ROOM_PAGE_BYTES_MAX;
  const saved = page?.shut === null ? page.content : '';
  const newer = page && page.version !== draft.base ? page : null;
  const newest = useRef(draft);
  useEffect(() => {
    newest.current = draft;
  }, [draft]);
  useListContinuation(field);
  useEffect(() => {
    const element = field.current;
    if (!element || !takesFocus) return;
    element.setSelectionRange(0, 0);
    element.focus();
  }, [takesFocus]);

  const submit = (expected: number): void => {
    if (isTooLong) return;
    const { text } = draft;
    task.run(async () => {
      const written = await save(text, expected);
      if (!written) return compare();
      view.learn(written);
      // Text that was written meanwhile is a further change.
      const now = newest.current;
      onChange(now.text === text ? null : { ...now, base: written.version });
    });
  };
  /** Another participant was first, or the reply to the same text was lost. */
  async function compare(): Promise<void> {
    const newest = await view.reload();
    if (newest?.content === draft.text) onChange(null);
    else setShowsChanges(true);
  }
  const cancel = (): void => {
    if (draft.text === saved) onChange(null);
    else setQuestion('discard');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (isComposing(event) || onMarkKey(event)) return;
    if (isShortcut(event, 'savePage')) submit(draft.base);
    else if (isShortcut(event, 'stopWriting')) cancel();
    else return;
    event.preventDefault();
  };
  const toggleChanges = (): void => setShowsChanges(!showsChanges);
  const changes = showsChanges && (
    <div>
      <p className="text-meta text-ink-2">{words.legend}</p>
      <LaterLineDiff before={saved} after={draft.text} />
    </div>
  );
  return (
    <div className="flex flex-col gap-2 pt-3">
      {newer && (
        <MeanwhileNotice
          page={newer}
          isBusy={task.isBusy}
          onMine={() => submit(newer.version)}
          onTheirs={() => setQuestion('theirs')}
          onEditOn={() => {
            onChange({ ...draft, base: newer.version });
            field.current?.focus();
          }}
        >
          <ChangesButton isOpen={showsChanges} onToggle={toggleChanges} />
        </MeanwhileNotice>
      )}
      {newer && changes}
      <TextArea
        ref={field}
        aria-label={words.field}
        aria-describedby="page-hint"
        value={draft.text}
        onChange={(event) => onChange({ ...draft, text: event.target.value })}
        onKeyDown={onKeyDown}
        onPaste={pasteLink}
        className="h-[calc(var(--app-height)*0.5)] min-h-40 font-mono [font-variant-ligatures:none]"
      />
      <p id="page-hint" className="text-meta text-ink-2">
        {words.hint}
      </p>
      <FieldError text={isTooLong ? words.tooLong(sizeWords(ROOM_PAGE_BYTES_MAX)) : task.error} />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          look="primary"
          isBusy={task.isBusy}
          disabled={isTooLong}
          title={shortcutWord('savePage')}
          onClick={() => submit(draft.base)}
        >
          {strings.ui.save}
        </Button>
        <Button onClick={cancel}>{strings.ui.cancel}</Button>
        {!newer && <ChangesButton isOpen={showsChanges} onToggle={toggleChanges} />}
      </div>
      {!newer && changes}
      {question !== null && (
        <ConfirmDialog
          title={question === 'discard' ? words.discardTitle : words.theirsTitle}
          text={question === 'discard' ? words.discardText : words.theirsText}
          action={question === 'discard' ? words.discard : words.useTheirs}
          onConfirm={async () => onChange(null)}
          onClose={() => setQuestion(null)}
        />
      )}
    </div>
  );
}

function ChangesButton({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  return (
    <Button look="quiet" aria-expanded={isOpen} onClick={onToggle}>
      {isOpen ? strings.page.hideChanges : strings.page.showChanges}
    </Button>
  );
}
