import { CalendarClock, ListOrdered, Sunrise } from 'lucide-react';
import { dateFormat } from '../../ui/date-format.ts';
import { ContextMenu, type ContextMenuProps } from '../../ui/context-menu.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import type { CallQuestion } from '../calling/use-call-question.ts';
import type { NewMessage } from '../../sync/actions.ts';
import { useDialogActions } from '../../sync/store.ts';
import { strings } from '../../strings/all-strings.ts';
import { mondayMorning, tomorrowAtNine } from './times.ts';
import { useSchedule } from './use-schedule.ts';

/** The text of the field. */
interface Submit {
  /** There is nothing to send, or not all of it is there yet. */
  isDisabled: boolean;
  question: Pick<CallQuestion, 'ask'>;
  outgoing(): NewMessage;
  finish(): void;
}

type SendLaterMenuProps = Pick<ContextMenuProps, 'at' | 'onClose'> & { submit: Submit; roomId: string };

export function SendLaterMenu({ submit, roomId, ...menu }: SendLaterMenuProps) {
  const { openDialog } = useDialogActions();
  const toast = useToast();
  const { schedule } = useSchedule();
  const words = strings.scheduling;
  const plan = (send_at: number): void => {
    const message = submit.outgoing();
    submit.question.ask(message.content, () => {
      schedule(message, { send_at, repeat: null }).then(submit.finish, (error: unknown) => toast({ text: explain(error) }));
    });
  };
  const show: MenuItem = { label: words.show, icon: ListOrdered, onSelect: () => openDialog({ kind: 'scheduled', room_id: roomId }) };
  return <ContextMenu label={strings.scheduled.later} items={[...itemsFor(), show]} {...menu} />;

  function itemsFor(): MenuItem[] {
    if (submit.isDisabled) return [];
    if (/^\/[a-z]/i.test(submit.outgoing().content)) return [{ label: words.noCommand, icon: CalendarClock, onSelect: () => undefined }];
    const now = Date.now();
    const time = (at: number): string => dateFormat('time').format(at);
    const [tomorrow, monday] = [tomorrowAtNine(now), mondayMorning(now)];
    const onMonday = {
      label: words.onDay(dateFormat('weekday').format(monday), time(monday)),
      icon: Sunrise,
      onSelect: () => plan(monday),
    };
    return [
      { label: words.tomorrowAt(time(tomorrow)), icon: Sunrise, onSelect: () => plan(tomorrow) },
      ...(monday === tomorrow ? [] : [onMonday]),
      {
        label: words.choose,
        icon: CalendarClock,
        onSelect: () => openDialog({ kind: 'send-later', message: submit.outgoing(), ask: submit.question.ask, onDone: submit.finish }),
      },
    ];
  }
}
