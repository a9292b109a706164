import { useEffect, useState } from 'react';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useApp } from '../../sync/store.ts';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import type { DraftHandle } from './use-draft.ts';
import type { Typed } from './use-suggestions.ts';

/** Fetched with the first slash, or when the page is quiet. */
export const SlashPart = { load: () => import('./slash.ts') };
type Slash = Awaited<ReturnType<typeof SlashPart.load>>;

export interface SlashRunner {
  /** Null until it is fetched. */
  part: Slash | null;
  /** Carries a command out and empties the field, or gives the message that the text is. The text stays when that fails. */
  submit(content: string, then: SlashOutcome): void;
}

interface SlashOutcome {
  message(content: string): void;
  problem(text: string): void;
}

export function useSlash(room: RoomFacts, { draft, setDraft, sent }: DraftHandle): SlashRunner {
  const app = useApp();
  const toast = useToast();
  const part = useSlashPart(draft.text.startsWith('/'));

  async function carryOut(content: string, then: SlashOutcome): Promise<void> {
    const { offerSource, readWritten, runSlash, SlashProblem } = await SlashPart.load();
    const written = readWritten(content, offerSource(app, room).commands);
    if (written.kind === 'message') return then.message(written.content);
    if (written.kind === 'problem') return then.problem(written.text);
    try {
      const done = await runSlash(app, room, written.command, written.words);
      if ('text' in done) return setDraft({ ...draft, text: done.text });
      sent(draft);
      if ('toast' in done) toast({ text: done.toast });
      else if ('dialog' in done) app.dialogs.setState({ dialog: done.dialog });
      else app.actions.goTo(done.goTo);
    } catch (error) {
      then.problem(error instanceof SlashProblem ? error.message : explain(error));
    }
  }
  return {
    part,
    submit: (content, then) => {
      carryOut(content, then).catch((error: unknown) => then.problem(explain(error)));
    },
  };
}

/** The text between the slash that begins it and the caret. */
export function slashQuery(text: string, caret: number): Typed | null {
  const [, typed] = /^\/(?!\/)(.*)$/.exec(text.slice(0, caret)) ?? [];
  // A list of commands that was closed does not keep that of their words closed.
  return typed === undefined ? null : { start: typed.indexOf(' ') + 1, text: typed };
}

function useSlashPart(isWanted: boolean): Slash | null {
  const [part, setPart] = useState<Slash | null>(null);
  useEffect(() => {
    if (!isWanted || part) return;
    let isOver = false;
    SlashPart.load().then(
      (loaded) => isOver || setPart(loaded),
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [isWanted, part]);
  return part;
}
