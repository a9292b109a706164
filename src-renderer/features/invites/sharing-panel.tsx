import { Laptop, Wifi } from 'lucide-react';
import { useState } from 'react';
import type { Sharing } from '../../../src-shared/objects.ts';
import { useCommand, useSharing } from '../../sync/store.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ChoiceCards } from '../../ui/choice.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { firstAddresses, openAddresses } from './sharing-choice.ts';

type Reach = 'computer' | 'network';

/** The addresses at which this home can be reached. Guests also need an invite. */
export function SharingPanel() {
  const sharing = useSharing();
  return sharing && <SharingCards sharing={sharing} />;
}

function SharingCards({ sharing }: { sharing: Sharing }) {
  const command = useCommand();
  const task = useAsyncAction();
  /** Shown as chosen while the home opens or closes its door. */
  const [wanted, setWanted] = useState<Reach>('computer');
  const open = openAddresses(sharing);
  const share = (addresses: string[]): void => {
    setWanted(addresses.length > 0 ? 'network' : 'computer');
    task.run(async () => {
      await command('set_sharing', { addresses });
    });
  };
  const reach: Reach = open.length > 0 ? 'network' : 'computer';
  const hasNetwork = sharing.available.length > 0;
  const hasOutside = sharing.entrances.some(({ state }) => state === 'open');
  return (
    <div aria-busy={task.isBusy} className="flex flex-col gap-3">
      <ChoiceCards
        label={strings.invites.whoCanReach}
        hidesLabel
        selected={task.isBusy ? wanted : reach}
        onSelect={(choice) => share(choice === 'network' ? firstAddresses(sharing) : [])}
        choices={[
          {
            value: 'computer',
            icon: Laptop,
            label: strings.invites.computer,
            text: hasOutside ? strings.invites.computerAndOutside : strings.invites.computerText,
          },
          {
            value: 'network',
            icon: Wifi,
            label: strings.invites.network,
            isDisabled: !hasNetwork && open.length === 0,
            text: open.length > 0 ? open.join(' · ') : hasNetwork ? strings.invites.networkText : strings.invites.noNetwork,
          },
        ]}
      />
      {open.length > 0 && <OpenAddresses sharing={sharing} open={open} onShare={share} />}
      <FieldError text={task.error} />
    </div>
  );
}

interface OpenAddressesProps {
  sharing: Sharing;
  open: readonly string[];
  onShare: (addresses: string[]) => void;
}

function OpenAddresses({ sharing, open, onShare }: OpenAddressesProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-meta text-ink-2">{strings.invites.networkNote}</p>
      {sharing.available.length > 1 && (
        <div role="group" aria-label={strings.invites.addresses} className="-mx-2 flex flex-col">
          {sharing.available.map(({ address, interface: name }) => (
            <Checkbox
              key={address}
              isChecked={open.includes(address)}
              onChange={(isOn) => onShare(isOn ? [...open, address] : open.filter((each) => each !== address))}
            >
              <span className="font-mono text-code">{address}</span>
              <span className="text-meta text-ink-3">{name}</span>
            </Checkbox>
          ))}
        </div>
      )}
    </div>
  );
}
