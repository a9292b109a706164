import type { ReactNode } from 'react';
import { firstAddresses } from '../../../../src-shared/networks.ts';
import { useSharing } from '../../../sync/store.ts';
import { ChoiceCards } from '../../../ui/choice.tsx';
import { Field, Select } from '../../../ui/field.tsx';
import { strings } from '../../../strings/all-strings.ts';
import type { WayErrors, WayFields } from './way-fields.ts';

const CLIENT_HEADERS = ['X-Forwarded-For', 'CF-Connecting-IP'];

export type TextField = (name: keyof WayErrors, label: string, hint?: string) => ReactNode;

interface ProxyFieldsProps {
  fields: WayFields;
  errors: WayErrors;
  set: (change: Partial<WayFields>) => void;
  text: TextField;
  /** The server decides; this only hides a field that it would refuse. */
  mayNamePeople: boolean;
}

/** Of the owner's own reverse proxy. */
export function ProxyFields({ fields, errors, set, text, mayNamePeople }: ProxyFieldsProps) {
  const words = strings.entrances.form;
  const available = useSharing()?.available ?? [];
  const { proxyAt, host } = fields;
  const choose = (at: WayFields['proxyAt']): void =>
    set({ proxyAt: at, ...(at === 'elsewhere' && host === '' && { host: firstAddresses(available)[0] ?? '' }) });
  return (
    <>
      {text('address', words.address, words.addressHint)}
      <ChoiceCards
        label={words.proxyAt}
        selected={proxyAt}
        onSelect={choose}
        choices={[
          { value: 'here', label: words.proxyHere, text: words.proxyHereText },
          { value: 'elsewhere', label: words.proxyElsewhere, text: words.proxyElsewhereText },
        ]}
      />
      {proxyAt === 'elsewhere' && (
        <Field label={words.host} error={errors.host ?? null}>
          {(control) => (
            <Select {...control} value={host} onChange={(event) => set({ host: event.target.value })}>
              <option value="">{words.choose}</option>
              {available.map(({ address, interface: name }) => (
                <option key={address} value={address}>
                  {address} ({name})
                </option>
              ))}
              {host !== '' && !available.some(({ address }) => address === host) && <option value={host}>{host}</option>}
            </Select>
          )}
        </Field>
      )}
      {text('port', words.localPort, proxyAt === 'here' ? words.localPortHint : words.farPortHint)}
      {proxyAt === 'elsewhere' && text('trusted', words.trusted, words.trustedHint)}
      <Field label={words.clientHeader}>
        {(control) => (
          <Select {...control} value={fields.clientHeader} onChange={(event) => set({ clientHeader: event.target.value })}>
            {CLIENT_HEADERS.map((name) => (
              <option key={name} value={name.toLowerCase()}>
                {name}
              </option>
            ))}
            <option value="">{words.noHeader}</option>
          </Select>
        )}
      </Field>
      {proxyAt === 'elsewhere' && mayNamePeople && text('userHeader', words.userHeader, words.userHeaderHint)}
    </>
  );
}
