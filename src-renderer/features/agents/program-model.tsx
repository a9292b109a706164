import { ROOM_TOOLS, type ProgramRuns } from '../../../src-shared/hosted-agents.ts';
import { useProviders } from '../models/use-providers.ts';
import { Field, Select } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';
import { ModelField } from './choose-model.tsx';

interface ProgramModelProps {
  model: ProgramRuns['model'];
  onModel: (model: ProgramRuns['model']) => void;
}

/** The account that a program uses: that with which it is signed in, or a provider's, through the server. Without a provider there is no choice. */
export function ProgramModel({ model, onModel }: ProgramModelProps) {
  const { providers } = useProviders();
  const said = strings.hosted.program;
  const all = providers.state === 'ready' ? providers.providers : [];
  if (all.length === 0 && model === null) return null;
  return (
    <>
      <Field label={said.account} hint={model === null ? said.ownAccountHint : said.accountHint}>
        {(control) => (
          <Select
            {...control}
            value={model?.provider_id ?? ''}
            onChange={({ target }) => onModel(target.value === '' ? null : { provider_id: target.value, model: '' })}
          >
            <option value="">{said.ownAccount}</option>
            {/* One that was removed, or is not loaded yet. */}
            {model && !all.some(({ id }) => id === model.provider_id) && <option value={model.provider_id} />}
            {all.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {model && (
        <ModelField
          key={model.provider_id}
          runs={{ ...ROOM_TOOLS, ...model, kind: 'model' }}
          error={null}
          onChange={({ provider_id, model: name }) => onModel({ provider_id, model: name })}
        />
      )}
    </>
  );
}
