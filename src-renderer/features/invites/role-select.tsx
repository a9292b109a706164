import { InviteRole, type Person } from '../../../src-shared/objects.ts';
import { Field, Select } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';

interface RoleSelectProps {
  role: Person['role'];
  roles: readonly InviteRole[];
  onSelect: (role: InviteRole) => void;
}

export function RoleSelect({ role, roles, onSelect }: RoleSelectProps) {
  return (
    <Field label={strings.access.role} hint={role === 'owner' ? undefined : strings.access.roleHint[role]}>
      {(control) => (
        <Select {...control} value={role} onChange={(event) => onSelect(InviteRole.parse(event.target.value))}>
          {roles.map((each) => (
            <option key={each} value={each}>
              {strings.access.roles[each]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
