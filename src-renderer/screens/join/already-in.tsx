import type { Person } from '../../../src-shared/objects.ts';
import { Button } from '../../ui/button.tsx';
import { CenteredPage, CenteredPageNote } from '../../ui/centered-page.tsx';
import { strings } from '../../strings/all-strings.ts';

interface AlreadyInProps {
  me: Person;
  /** The label of the button that signs in as another person; null where that is not possible. */
  other: string | null;
  onEnter: () => void;
  onOther: () => void;
}

export function AlreadyIn({ me, other, onEnter, onOther }: AlreadyInProps) {
  return (
    <CenteredPage title={strings.join.alreadyIn} lead={strings.join.signedInAs(me.name)}>
      <div className="flex flex-col gap-2">
        <Button look="primary" size="large" onClick={onEnter}>
          {strings.join.goInAs(me.name)}
        </Button>
        {other !== null && (
          <Button size="large" onClick={onOther}>
            {other}
          </Button>
        )}
      </div>
      {other !== null && <CenteredPageNote>{strings.join.signsOut(me.name)}</CenteredPageNote>}
    </CenteredPage>
  );
}
