// A large export of Slack: how long the import takes, the memory that it needs, and how soon a message is sent meanwhile.
import { setTimeout as sleep } from 'node:timers/promises';
import { Import, IMPORTS_PATH } from '../src-shared/imports.ts';
import { createBrowser } from '../src-main/gateway/testing/browser.ts';
import { makeZip } from '../src-main/gateway/testing/imports/make-zip.ts';
import { doorOf, enter, openHome } from './home.ts';
import { insist, quantile, type Benchmark } from './result.ts';

const ROOMS = 10;
const PEOPLE = 50;
const FILE_BYTES = 20_000;
const PER_DAY = 500;
const BEGIN = 1_600_000_000;
/** The messages of a file are of more than a day. */
const SECONDS_APART = 173;
const POLL_MS = 50;
const SEND_EVERY_MS = 20;
const MIB = 1024 * 1024;

export const imports: Benchmark = {
  name: 'imports',
  async run({ isQuick }) {
    const [messages, files] = isQuick ? [20_000, 200] : [200_000, 2_000];
    const archive = largeExport(messages, files);
    const home = await openHome();
    const owner = createBrowser(home.gateway.ready.url);
    await owner.enter(home.gateway.ready.ownerUrl.split('#')[1] ?? '');
    const talker = await enter(doorOf(home), 'talker');
    const idle = home.gateway.rss();
    let highest = idle;
    const startedAt = performance.now();
    const sent = await owner.send(`${IMPORTS_PATH}?name=export.zip`, { method: 'POST', body: archive });
    const at = `${IMPORTS_PATH}/${Import.parse(sent.json()).id}`;
    const settled = async (): Promise<Import> => {
      for (;;) {
        highest = Math.max(highest, home.gateway.rss());
        const now = Import.parse((await owner.get(at)).json());
        if (now.state !== 'reading' && now.state !== 'running') return now;
        await sleep(POLL_MS);
      }
    };
    const { plan } = await settled();
    const plannedAt = performance.now();
    insist(plan?.messages === messages && plan.files === files, 'the plan has other numbers');
    await owner.post(`${at}/start`, {});
    let isDone = false;
    const waits: number[] = [];
    const talking = (async () => {
      for (let count = 0; !isDone; count += 1) {
        const sentAt = performance.now();
        await talker.ask('send_message', { room_id: 'lobby', content: `message ${count}` });
        waits.push(performance.now() - sentAt);
        await sleep(SEND_EVERY_MS);
      }
    })();
    const { state, result } = await settled();
    const endedAt = performance.now();
    isDone = true;
    await talking;
    insist(state === 'done' && result?.messages === messages && result.files === files, 'not all was imported');
    talker.close();
    await home.close();
    const size = messages.toLocaleString('en');
    return [
      { name: `plan of ${size} messages and ${files} files`, value: (plannedAt - startedAt) / 1000, unit: 's', baseline: null },
      { name: `import of ${size} messages and ${files} files`, value: (endedAt - plannedAt) / 1000, unit: 's', baseline: null },
      { name: 'memory of the server meanwhile, at most', value: highest / MIB, unit: 'MB', baseline: null },
      { name: 'memory of the server before', value: idle / MIB, unit: 'MB', baseline: null },
      { name: 'a message sent meanwhile, p50', value: quantile(waits, 0.5), unit: 'ms', baseline: null },
      { name: 'a message sent meanwhile, p99', value: quantile(waits, 0.99), unit: 'ms', baseline: null },
    ];
  },
};

function largeExport(messages: number, files: number): Buffer {
  const people = Array.from({ length: PEOPLE }, (_, index) => ({ id: `U${index}`, name: `person-${index}` }));
  const members = people.map(({ id }) => id);
  const rooms = Array.from({ length: ROOMS }, (_, index) => ({ id: `C${index}`, name: `room-${index}`, created: BEGIN, members }));
  const parts: Record<string, string | Buffer | object> = { 'users.json': people, 'channels.json': rooms };
  const every = Math.floor(messages / files);
  const inRoom = messages / ROOMS;
  for (const { name } of rooms)
    for (let first = 0; first < inRoom; first += PER_DAY) {
      const number = rooms.findIndex((each) => each.name === name) * inRoom + first;
      const day = Array.from({ length: PER_DAY }, (_, index) => messageOf(number + index, first + index, (number + index) % every === 0));
      parts[`${name}/${new Date((BEGIN + first * SECONDS_APART) * 1000).toISOString().slice(0, 10)}.json`] = day;
    }
  for (let file = 0; file < files; file += 1) parts[`__uploads/F${file * every}/file.bin`] = Buffer.alloc(FILE_BYTES, `file ${file} `);
  return makeZip(parts);
}

function messageOf(number: number, place: number, hasFile: boolean): object {
  const ts = `${BEGIN + place * SECONDS_APART}.${String(number % 1_000_000).padStart(6, '0')}`;
  const text = `Message ${number} for <@U${number % PEOPLE}>: *the* tide is at ${place % 24} today, see <https://example.com/${number}|the chart> :wave:`;
  const reactions = number % 10 === 0 ? [{ name: '+1', users: [`U${number % 7}`], count: 1 }] : undefined;
  const files = hasFile ? [{ id: `F${number}`, name: 'file.bin', size: FILE_BYTES }] : undefined;
  return { type: 'message', user: `U${number % PEOPLE}`, ts, text, reactions, files };
}
