import { LOBBY_ID, newId, PORTER_ID } from '../../../src-shared/ids.ts';
import type { TransactionArgs } from './transactions.ts';

/** The records of a new home: its owner, Porter, and the lobby. The welcome page asks for names. */
export function initialRecords(): [
  ['foundHome', TransactionArgs<'foundHome'>],
  ['createRoom', TransactionArgs<'createRoom'>],
  ['addMember', TransactionArgs<'addMember'>],
] {
  const owner = { id: newId(), name: 'Owner', role: 'owner', scope: 'home', room_ids: [] } as const;
  const porter = { id: PORTER_ID, name: 'Porter', type: 'built-in', owner_id: null, capabilities: ['help', 'invites', 'rooms'] } as const;
  return [
    [
      'foundHome',
      {
        home: { id: newId(), name: 'Lanai' },
        owner: { ...owner, room_ids: [] },
        agents: [{ ...porter, capabilities: [...porter.capabilities], key_id: null }],
      },
    ],
    [
      'createRoom',
      {
        id: LOBBY_ID,
        name: LOBBY_ID,
        description: 'Where everybody comes in',
        visibility: 'public',
        parent_id: null,
        created_by: null,
        ephemeral: false,
        key_id: null,
        member_ids: [],
      },
    ],
    ['addMember', { room_id: LOBBY_ID, participant_id: PORTER_ID }],
  ];
}
