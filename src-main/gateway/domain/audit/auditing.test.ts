// Links a request to its entry in the audit log.
import { expect, it } from 'vitest';
import type { StoreRouter } from '../../store/router.ts';
import { EVERY_RIGHT } from '../actor.ts';
import type { Directory } from '../directory.ts';
import type { Transactions } from '../transactions.ts';
import { Auditing, type AuditedRequest } from './auditing.ts';
import { NO_ORIGIN } from './draft.ts';

const REQUEST: AuditedRequest = { kind: 'back_up', row: { title: 'Back up', audit: { topic: 'backups' } }, request: {} };
const BY = { actor: { participant_id: 'ada', grant: EVERY_RIGHT }, origin: NO_ORIGIN };

function start(refuses: (name: string) => boolean = () => false) {
  const ran: string[] = [];
  const router = {
    isForMemory: (args: { room_id?: string }) => args.room_id === 'in memory',
    async run(name: string, { name: inner = '' }: { name?: string }) {
      if (refuses(inner || name)) throw new Error(`${inner || name} was refused.`);
      ran.push(name === 'audited' ? `${inner} with its entry` : name);
    },
  };
  const auditing = new Auditing({} as Directory, router as unknown as StoreRouter<Transactions>);
  return { auditing, ran };
}

it('the first write takes it, and only that', async () => {
  const { auditing, ran } = start();
  await auditing.during(REQUEST, BY, async () => {
    await auditing.write('setPrivacy', { id: 'ada', tells_reads: true });
    await auditing.write('setRetention', { keep_days: 1 });
  });
  expect(ran).toEqual(['setPrivacy with its entry', 'setRetention']);
});

it('a request that writes nothing has it afterwards, and one that fails has none', async () => {
  const { auditing, ran } = start();
  await auditing.during(REQUEST, BY, () => ran.push('work'));
  const failed = auditing.during(REQUEST, BY, () => {
    throw new Error('Not allowed.');
  });
  await expect(failed).rejects.toThrow('Not allowed.');
  expect(ran).toEqual(['work', 'recordAudit']);
});

it('a write that is refused leaves it to the next one', async () => {
  const { auditing, ran } = start((name) => name === 'setPrivacy');
  await auditing.during(REQUEST, BY, async () => {
    await auditing.write('setPrivacy', { id: 'ada', tells_reads: true }).catch(() => undefined);
    await auditing.write('setRetention', { keep_days: 1 });
  });
  expect(ran).toEqual(['setRetention with its entry']);
});

it('an entry that cannot be written fails the request', async () => {
  const { auditing } = start((name) => name === 'recordAudit');
  await expect(auditing.during(REQUEST, BY, () => undefined)).rejects.toThrow('recordAudit was refused.');
});

it('work that outlives its request takes no entry, and neither does a write to a room in memory', async () => {
  const { auditing, ran } = start();
  const later = Promise.withResolvers<void>();
  let work = Promise.resolve();
  await auditing.during(REQUEST, BY, async () => {
    await auditing.write('destroyRoom', { room_id: 'in memory' } as never);
    work = later.promise.then(() => auditing.write('setRetention', { keep_days: 1 })).then(() => undefined);
  });
  later.resolve();
  await work;
  expect(ran).toEqual(['destroyRoom', 'recordAudit', 'setRetention']);
});

it('a request that changed nothing has no entry, and neither has a row without a rule', async () => {
  const { auditing, ran } = start();
  await auditing.during(REQUEST, BY, () => auditing.leaveNoEntry());
  await auditing.during({ ...REQUEST, row: { title: 'Read' } }, BY, () => auditing.write('setRetention', { keep_days: 1 }));
  expect(ran).toEqual(['setRetention']);
});

it('two requests at once keep their entries apart', async () => {
  const { auditing, ran } = start();
  const both = ['a', 'b'].map((id) =>
    auditing.during(REQUEST, BY, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      await auditing.write('setPrivacy', { id, tells_reads: true });
    }),
  );
  await Promise.all(both);
  expect(ran).toEqual(['setPrivacy with its entry', 'setPrivacy with its entry']);
});
