import { memo } from 'react';
import { AGENT_RUN_DEFAULT } from '../../../src-shared/agent-runs.ts';
import { Field, Select } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';

/** 0: without a limit. */
const OFFERED = [5, 10, 20, 30, 50, 100, 0];

interface AgentLimitSelectProps {
  /** Null: the default. */
  limit: number | null;
  onSelect: (limit: number | null) => void;
}

/** Not drawn again with each key in the other fields. */
export const AgentLimitSelect = memo(function AgentLimitSelect({ limit, onSelect }: AgentLimitSelectProps) {
  // A program may have set another one.
  const limits = limit === null || OFFERED.includes(limit) ? OFFERED : [limit, ...OFFERED];
  const select = (value: string): void => onSelect(value === '' ? null : Number(value));
  return (
    <Field label={strings.rooms.agentLimit} hint={strings.rooms.agentLimitHint}>
      {(control) => (
        <Select {...control} value={limit ?? ''} onChange={(event) => select(event.target.value)}>
          <option value="">{strings.rooms.usualAgentLimit(AGENT_RUN_DEFAULT)}</option>
          {limits.map((each) => (
            <option key={each} value={each}>
              {each === 0 ? strings.rooms.noAgentLimit : strings.rooms.agentLimitOf(each)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
});
