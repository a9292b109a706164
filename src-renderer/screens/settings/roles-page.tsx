import { Check, Minus } from 'lucide-react';
import { ABILITY_COLUMNS, ABILITY_GROUPS, isAbleTo, type Ability, type AbilityGroup } from '../../../src-shared/abilities.ts';
import { strings } from '../../strings/all-strings.ts';
import { PageHeading } from './page-heading.tsx';

const GROUPS: readonly AbilityGroup[] = ['rooms', 'people', 'home'];

/** Shows the rights of each role. */
export function RolesPage() {
  const said = strings.roles;
  return (
    <>
      <PageHeading title={strings.palette.settingsPages.roles} text={said.lead} />
      <table className="w-full table-fixed text-list">
        <thead>
          <tr className="text-meta text-ink-2">
            <th scope="col" className="w-auto py-2 text-start font-semibold">
              {said.ability}
            </th>
            {ABILITY_COLUMNS.map((column) => (
              <th key={column} scope="col" className="w-17 py-2 text-center font-semibold max-sm:w-[2.8rem] max-sm:text-tiny">
                {strings.roles.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        {GROUPS.map((group) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={ABILITY_COLUMNS.length + 1} className="pt-5 pb-1 text-start font-semibold">
                {strings.roles.groups[group]}
              </th>
            </tr>
            {ABILITY_GROUPS[group].map((ability) => (
              <AbilityLine key={ability} ability={ability} />
            ))}
          </tbody>
        ))}
      </table>
    </>
  );
}

function AbilityLine({ ability }: { ability: Ability }) {
  return (
    <tr className="border-t border-line-2">
      <th scope="row" className="py-2 pe-2 text-start font-normal text-ink-2">
        {strings.roles.abilities[ability]}
      </th>
      {ABILITY_COLUMNS.map((column) => (
        <td key={column} className="text-center">
          <Mark isOn={isAbleTo(column, ability)} />
        </td>
      ))}
    </tr>
  );
}

function Mark({ isOn }: { isOn: boolean }) {
  const Icon = isOn ? Check : Minus;
  return (
    <span className={isOn ? 'text-ok-ink' : 'text-ink-3'}>
      <Icon size={15} aria-hidden className="inline" />
      <span className="sr-only">{isOn ? strings.roles.yes : strings.roles.no}</span>
    </span>
  );
}
