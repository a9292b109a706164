// Diagrams and drawings that agents write or attach. An agent writes, a person reads on a screen and on a phone.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { filePath } from '../src-shared/files.ts';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { atRest } from './at-rest.ts';
import { bringFile, command, commands, message, signerOf } from './home.ts';
import { fromEnd, list, startReading, type Readers } from './readers.ts';

let at: Readers;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  at = await startReading(browser);
});

test.afterAll(() => at?.close());

test.afterEach(() => expect(at.complaints).toEqual([]));

const FLOW = 'graph TD\n A[Start] --> B{Is it dry?}\n B -->|Yes| C[Water it]';
const GARDEN =
  '<svg viewBox="0 0 200 100" onload="document.title=\'run\'"><rect width="200" height="100" fill="#dcefe9"/><image href="https://evil.example/x.png" width="9" height="9"/><style>@import "https://evil.example/x.css";</style><text x="9" y="50">Hello</text></svg>';

test('a diagram and a drawing are shown as images, in the colours of the theme, with their source behind a button', async () => {
  await at.write(`Two pictures\n\`\`\`mermaid\n${FLOW}\n\`\`\`\n\`\`\`svg\n${GARDEN}\n\`\`\``);
  for (const page of at.pages) {
    const written = message(page, 'Two pictures');
    const diagram = written.getByRole('img', { name: 'Diagram' });
    const drawing = written.getByRole('img', { name: 'Drawing' });
    for (const image of [diagram, drawing]) {
      await expect(image).toBeVisible();
      await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);
      expect(await image.getAttribute('src')).toMatch(/^data:image\/svg\+xml,/);
    }
    const light = await diagram.getAttribute('src');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(diagram).not.toHaveAttribute('src', light ?? '');
    await page.emulateMedia({ colorScheme: 'light' });
    await expect(diagram).toHaveAttribute('src', light ?? '');
    expect(await fromEnd(page)).toBeLessThanOrEqual(24);
    const source = written.getByRole('button', { name: 'Show source' }).first();
    await source.focus();
    await page.keyboard.press('Enter');
    await expect(written.locator('pre')).toHaveText(FLOW);
    await written.getByRole('button', { name: 'Show drawing' }).click();
    await expect(diagram).toBeVisible();
    expect(await page.title()).not.toBe('run');
  }
});

test('a diagram and a drawing that are not shown leave their source and a sentence', async () => {
  const bomb = `<g id="a">${'<rect/>'.repeat(20)}</g>${['b', 'c', 'd', 'e'].map((id, at) => `<g id="${id}">${`<use href="#${'abcd'[at]}"/>`.repeat(20)}</g>`).join('')}`;
  await at.write(
    `Not drawn\n\`\`\`mermaid\nnot a diagram\n\`\`\`\n\`\`\`svg\n<svg><script>document.title='run'</script></svg>\n\`\`\`\n\`\`\`svg\n<svg>${bomb}</svg>\n\`\`\``,
  );
  for (const page of at.pages) {
    const written = message(page, 'Not drawn');
    await expect(written.getByText('This diagram cannot be drawn.')).toBeVisible();
    await expect(written.getByText('This drawing cannot be shown.')).toHaveCount(2);
    await expect(written.locator('pre').first()).toHaveText('not a diagram');
    await expect(written.getByRole('img')).toHaveCount(0);
    await expect(page.locator('svg script, svg [onload], .message-text svg use')).toHaveCount(0);
  }
});

test('a diagram is drawn once its fence is closed', async () => {
  const sent = await at.write(`Growing\n\`\`\`mermaid\n${FLOW}`);
  const grown = (page: Page): Locator => message(page, 'Growing');
  for (const page of at.pages) {
    await expect(grown(page).locator('pre')).toContainText('Water it');
    await expect(grown(page).getByRole('img')).toHaveCount(0);
  }
  await at.ada.request('edit_message', {
    room_id: at.room.id,
    message_id: sent['message_id'],
    content: `Growing\n\`\`\`mermaid\n${FLOW}\n\`\`\``,
  });
  for (const page of at.pages) await expect(grown(page).getByRole('img', { name: 'Diagram' })).toBeVisible();
});

test('a diagram that is drawn above what the reader sees moves nothing', async () => {
  const long = await command<Room>(at.maya.page, 'create_room', { name: 'long', public: true });
  await commands(at.maya.page, async (ask) => {
    for (let count = 1; count <= 12; count += 1)
      await ask('send_message', { room_id: long.id, content: `\`\`\`mermaid\n${FLOW}\n C --> D${count}[Done ${count}]\n\`\`\`` });
    for (let count = 1; count <= 40; count += 1) await ask('send_message', { room_id: long.id, content: `Line ${count}` });
  });
  const page = await at.maya.context.newPage();
  let drawNow = (): void => undefined;
  const held = new Promise<void>((resolve) => (drawNow = resolve));
  await page.route('**/assets/diagram-worker-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${at.home.ready.url}/#/room/${long.id}/24`);
  const line = message(page, 'Line 18');
  await expect(line).toBeInViewport();
  await atRest(list(page));
  // The reader moves: from now on nothing is kept in its place on purpose.
  await list(page).hover();
  await page.mouse.wheel(0, 260);
  await atRest(list(page));
  await expect(page.getByText('Drawing…').last()).toBeAttached();
  await expect(page.getByText('Drawing…').last()).not.toBeInViewport();
  const top = (): Promise<number> => line.evaluate((element) => Math.round(element.getBoundingClientRect().top));
  const before = await top();
  drawNow();
  await expect(page.getByRole('img', { name: 'Diagram' }).last()).toBeAttached();
  await atRest(list(page));
  expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1);
  await page.close();
});

test('a drawing moves, and stands still for a reader who wants less motion', async () => {
  await at.write('A sun\n```svg\n<svg viewBox="0 0 20 20"><circle r="4"><animate attributeName="r" to="9" dur="1s"/></circle></svg>\n```');
  const { page } = at.maya;
  const drawing = message(page, 'A sun').getByRole('img', { name: 'Drawing' });
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect(drawing).toHaveAttribute('src', /animate/);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(drawing).toHaveAttribute('src', /circle/);
  await expect(drawing).not.toHaveAttribute('src', /animate/);
  await expect.poll(() => drawing.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);
});

test('an attached SVG is drawn as an image, and its address shows nothing that runs', async () => {
  const { id } = await bringFile(
    at.maya.page,
    at.room.id,
    'garden.svg',
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" onload="alert(1)"><rect width="80" height="40"/></svg>`),
  );
  const script = await bringFile(
    at.maya.page,
    at.room.id,
    'script.svg',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  );
  await command(at.maya.page, 'send_message', { room_id: at.room.id, content: 'Two files', file_ids: [id, script.id] });
  for (const page of at.pages) {
    const image = message(page, 'Two files').getByRole('img', { name: 'garden.svg' });
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(80);
    await expect(message(page, 'Two files').getByRole('button', { name: 'Preview' })).toHaveCount(2);
    await expect(message(page, 'Two files').getByRole('img', { name: 'script.svg' })).toHaveCount(0);
  }
  const path = filePath({ id, name: 'garden.svg' });
  const signer = await signerOf(at.maya.page);
  const answer = await at.maya.page.request.get(`${at.home.ready.url}${signer.address(path)}`);
  expect(answer.headers()).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
    'content-disposition': expect.stringMatching(/^attachment;/),
    'x-content-type-options': 'nosniff',
  });
});

test('all of it is accessible in both themes, on a screen and on a phone', async () => {
  for (const page of at.pages) await expectAccessibleInBothThemes(page, 'what agents write');
});
