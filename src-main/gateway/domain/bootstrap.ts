import { LOBBY_ID, newId, PORTER_ID } from '../../../src-shared/ids.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Store } from '../store/store.ts';
import { Directory } from './directory.ts';
import type { SavedLevel } from './limits/rate-limits.ts';
import type { TransactionArgs, Transactions } from './transactions.ts';

/** The records of a new home: its owner, Porter, and the lobby. The welcome page asks for names. */
function initialRecords(): [
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
        takes_everyone: true,
      },
    ],
    ['addMember', { room_id: LOBBY_ID, participant_id: PORTER_ID, by_id: null }],
  ];
}

/** The data that is read when the server starts. */
export interface Loaded {
  directory: Directory;
  epoch: number;
  newestMigration: string;
  bucketLevels: SavedLevel[];
}

/** A new data folder gets its initial records first. */
export async function loadOrFound(store: Store<Transactions>): Promise<Loaded> {
  const isFounded = store.load((reads) => reads.home() !== null && reads.room(LOBBY_ID) !== null);
  if (!isFounded) for (const [name, args] of initialRecords()) await store.run(name, args);
  return store.load((reads) => {
    const directory = Directory.load(reads);
    if (!directory) throw new AppError('internal_error', 'The home could not be founded.');
    return { directory, epoch: reads.epoch(), newestMigration: reads.newestMigration(), bucketLevels: reads.bucketLevels() };
  });
}
