// Voice messages: recorded from a microphone that the browser makes up, sent, and listened to by another person on a phone.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { bringFile, command, composer, message } from './home.ts';
import { LAUNCH } from './launch.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

const MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required'];
test.use({ launchOptions: { ...LAUNCH, args: [...(LAUNCH.args ?? []), ...MICROPHONE] } });

const people = twoPeople({ sarah: PHONE });

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  for (const { page } of [people.maya, people.sarah]) {
    await page.goto(`${people.home.ready.url}/#/room/lobby`);
    await expect(composer(page, 'lobby')).toBeVisible();
  }
});

const bar = (page: Page): Locator => page.getByRole('group', { name: 'Recording a voice message' });
const player = (page: Page): Locator => page.getByRole('group', { name: /^Voice message .*\.webm$/ });
const send = (page: Page): Locator => page.getByRole('button', { name: 'Send', exact: true });

async function record(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Record a voice message' }).click();
  await expect(bar(page).getByRole('timer')).toHaveText('0:01');
}

test('a recording is sent with one press, and played, searched and sped up by another person', async () => {
  const { maya, sarah } = people;
  await record(maya.page);
  await expectAccessibleInBothThemes(maya.page, 'the bar of a recording');
  await send(maya.page).click();
  await expect(bar(maya.page)).toHaveCount(0);
  await expect(composer(maya.page, 'lobby')).toBeFocused();

  const there = player(sarah.page);
  await expect(there).toContainText(/^0:0[1-9]/);
  const position = there.getByRole('slider', { name: 'Position' });
  await expect(position).toBeEnabled();
  // The made-up microphone beeps once a second, so the bars differ.
  const heights = await there.locator('rect').evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('height'))));
  expect(Math.max(...heights)).toBeGreaterThan(4 * Math.min(...heights));

  const audio = there.locator('audio');
  await position.fill('1');
  await expect.poll(() => audio.evaluate((element: HTMLAudioElement) => element.currentTime)).toBeCloseTo(1, 1);
  await there.getByRole('button', { name: 'Speed: 1 times' }).tap();
  await expect(there.getByRole('button', { name: 'Speed: 1.5 times' })).toBeVisible();
  await there.getByRole('button', { name: /^Play/ }).tap();
  await expect.poll(() => audio.evaluate((element: HTMLAudioElement) => element.playbackRate)).toBe(1.5);
  await expect(there).toContainText(/^0:01 \/ /);
  // It ends, and begins at its start the next time.
  await expect(there.getByRole('button', { name: /^Play/ })).toBeVisible();
  await expect(position).toHaveValue('0');
  await expectAccessibleInBothThemes(sarah.page, 'a voice message');
  await expectFitForThumbs(sarah.page, 'a voice message');

  await sarah.page.reload();
  await expect(player(sarah.page).getByRole('button', { name: 'Speed: 1.5 times' })).toBeVisible();
});

test('on a phone the microphone is in the place of Send, and a text goes with the recording', async () => {
  const { maya, sarah } = people;
  await expect(send(sarah.page)).toBeHidden();
  await record(sarah.page);
  await expectFitForThumbs(sarah.page, 'the bar of a recording');
  await composer(sarah.page, 'lobby').fill('The gate squeaks');
  await send(sarah.page).tap();
  await expect(message(maya.page, 'The gate squeaks').getByRole('group', { name: /^Voice message/ })).toBeVisible();
  await expect(sarah.page.getByRole('button', { name: 'Record a voice message' })).toBeVisible();
});

test('a recording that is deleted leaves nothing, and one that is stopped is attached', async () => {
  const { maya } = people;
  await record(maya.page);
  await maya.page.keyboard.press('Escape');
  await expect(bar(maya.page)).toHaveCount(0);
  await expect(maya.page.getByRole('list', { name: 'Attached files' })).toHaveCount(0);

  await record(maya.page);
  await bar(maya.page).getByRole('button', { name: 'Stop and attach' }).click();
  const attached = maya.page.getByRole('list', { name: 'Attached files' }).getByRole('listitem');
  await expect(attached).toContainText('Voice message');
  await attached.getByRole('button', { name: /^Remove Voice message/ }).click();
  await expect(attached).toHaveCount(0);
});

test('the room can be left while a recording runs, and the microphone is released', async () => {
  const { maya } = people;
  const released = await maya.page.evaluate(() => {
    const streams: MediaStream[] = [];
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await real(wanted);
      streams.push(stream);
      return stream;
    };
    Object.assign(window, { microphones: () => streams.flatMap((stream) => stream.getTracks().map(({ readyState }) => readyState)) });
    return streams.length;
  });
  expect(released).toBe(0);
  await record(maya.page);
  const { id: room_id } = await command<{ id: string }>(maya.page, 'create_room', { name: 'quiet' });
  await maya.page.evaluate((id) => (location.hash = `#/room/${id}`), room_id);
  await expect(composer(maya.page, 'quiet')).toBeVisible();
  await expect(bar(maya.page)).toHaveCount(0);
  expect(await maya.page.evaluate(() => (window as unknown as { microphones: () => string[] }).microphones())).toEqual(['ended']);
});

for (const [reason, words] of [
  ['NotAllowedError', 'The microphone is not allowed.'],
  ['NotFoundError', 'No microphone was found.'],
] as const)
  test(`${reason}: the user reads why nothing is recorded`, async () => {
    const { maya } = people;
    await maya.page.evaluate((name) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', name));
    }, reason);
    await maya.page.getByRole('button', { name: 'Record a voice message' }).click();
    await expect(maya.page.getByRole('status').filter({ hasText: words })).toBeVisible();
    await expect(bar(maya.page)).toHaveCount(0);
  });

test('a recording of another program has the same player, and one that is damaged stays a file', async () => {
  const { maya, sarah } = people;
  for (const [name, body] of [
    ['tone.wav', tone()],
    ['damaged.wav', tone().subarray(0, 44)],
  ] as const) {
    const file = await bringFile(maya.page, 'lobby', name, body);
    await command(maya.page, 'send_message', { room_id: 'lobby', content: `Listen: ${name}`, file_ids: [file.id] });
  }
  await expect(sarah.page.getByRole('group', { name: 'tone.wav' })).toContainText('0:02');
  await expect(message(sarah.page, 'Listen: damaged.wav').getByText('damaged.wav', { exact: true })).toBeVisible();
});

/** Two seconds of 440 Hz as 8-bit PCM. */
function tone(): Buffer {
  const rate = 8_000;
  const samples = Buffer.from(
    Array.from({ length: 2 * rate }, (_, at) => 128 + Math.round(100 * Math.sin((at * 440 * 2 * Math.PI) / rate))),
  );
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
