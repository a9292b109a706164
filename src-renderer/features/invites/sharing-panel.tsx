import { Laptop, Wifi } from 'lucide-react';
import { useState } from 'react';
import { firstAddresses } from '../../../src-shared/networks.ts';
import type { Sharing } from '../../../src-shared/objects.ts';
import { useCommand, useSharing } from '../../sync/store.ts';
import { ChoiceCards } from '../../ui/choice.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { AddressChoice, NetworkDetails } from './network/network-details.tsx';
import { openAddresses } from './sharing-choice.ts';

type Reach = 'computer' | 'network';

/** The addresses at which this home can be reached. Guests also need an invite. `opensHelp`: until a device has come in. */
export function SharingPanel({ opensHelp = false }: { opensHelp?: boolean }) {
  const sharing = useSharing();
  return sharing && <SharingCards sharing={sharing} opensHelp={opensHelp} />;
}

function SharingCards({ sharing, opensHelp }: { sharing: Sharing; opensHelp: boolean }) {
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
  const reach: Reach = sharing.network ? 'network' : 'computer';
  const first = firstAddresses(sharing.available);
  const hasNetwork = first.length > 0;
  const onlyOthers = !hasNetwork && !sharing.network && sharing.available.length > 0;
  const hasOutside = sharing.entrances.some(({ state }) => state === 'open');
  return (
    <div aria-busy={task.isBusy} className="flex flex-col gap-3">
      <ChoiceCards
        label={strings.invites.whoCanReach}
        hidesLabel
        selected={task.isBusy ? wanted : reach}
        onSelect={(choice) => share(choice === 'network' ? first : [])}
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
            isDisabled: !hasNetwork && !sharing.network,
            text:
              open.length > 0 ? open.join(' · ') : sharing.available.length > 0 ? strings.invites.networkText : strings.invites.noNetwork,
          },
        ]}
      />
      {onlyOthers && (
        <div className="flex flex-col gap-1.5">
          <p className="text-meta text-ink-2">{strings.network.choose}</p>
          <AddressChoice available={sharing.available} open={open} onShare={share} />
        </div>
      )}
      {sharing.network && <NetworkDetails sharing={sharing} open={open} opensHelp={opensHelp} onShare={share} />}
      <FieldError text={task.error} />
    </div>
  );
}
