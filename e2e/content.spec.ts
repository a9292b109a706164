// What agents write: headings, diffs, long code, wide tables, formulas, diagrams and drawings. An agent writes, a person reads on a screen and on a phone.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { filePath } from '../src-shared/files.ts';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { atRest } from './at-rest.ts';
import {
  bringFile,
  command,
  composer,
  enterAsFriend,
  enterAsOwner,
  message,
  readEverything,
  signerOf,
  startHome,
  type TestHome,
  type Visitor,
} from './home.ts';
import { PHONE } from './phone.ts';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
let ada: TestAgent;
let room: Room;
const elsewhere: string[] = [];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home, { permissions: ['clipboard-read', 'clipboard-write'] });
  ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
  room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await ada.request('join_room', { room_id: room.id });
  sarah = await enterAsFriend(browser, maya.page, home, 'Sarah', PHONE);
  await readEverything(sarah.page);
  const { origin } = new URL(home.ready.url);
  for (const { page } of [maya, sarah]) {
    page.on('request', (request) => {
      const url = request.url();
      if (!/^(?:data|blob):/.test(url) && !url.startsWith(origin)) elsewhere.push(url);
    });
    page.on('pageerror', (error) => elsewhere.push(`an error: ${error.message}`));
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'garden')).toBeVisible();
  }
});

test.afterAll(async () => {
  ada?.close();
  await sarah?.context.close();
  await maya?.context.close();
  await home?.close();
});

test.afterEach(() => expect(elsewhere).toEqual([]));

const write = (content: string) => ada.request('send_message', { room_id: room.id, content });
const list = (page: Page): Locator => page.getByRole('log', { name: 'Messages' });
const everywhere = (): Page[] => [maya.page, sarah.page];

/** In px, once nothing moves any more. */
async function fromEnd(page: Page): Promise<number> {
  await atRest(list(page));
  return list(page).evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);
}

/** What a copy of all of the element puts on the clipboard. */
function copied(part: Locator): Promise<string> {
  return part.evaluate((element) => {
    document.getSelection()?.selectAllChildren(element);
    document.execCommand('copy');
    document.getSelection()?.removeAllRanges();
    return navigator.clipboard.readText();
  });
}

test('six levels of headings look different', async () => {
  await write('# One\na\n## Two\nb\n### Three\nc\n#### Four\nd\n##### Five\ne\n###### Six');
  for (const page of everywhere()) {
    await expect(message(page, 'Three')).toBeVisible();
    const looks = await message(page, 'Three')
      .locator('.heading')
      .evaluateAll((headings) =>
        headings.map((each) => `${getComputedStyle(each).fontSize} ${getComputedStyle(each).fontWeight} ${getComputedStyle(each).color}`),
      );
    expect(new Set(looks).size).toBe(6);
    expect(looks.map((look) => look.split(' ')[0])).toEqual(['18px', '16px', '15px', '14px', '13px', '13px']);
  }
});

test('a diff is coloured by its lines, keeps its signs, and folds between two hunks', async () => {
  const added = Array.from({ length: 14 }, (_, index) => `+new ${index}`).join('\n');
  const context = Array.from({ length: 40 }, (_, index) => ` same ${index}`).join('\n');
  await write(`\`\`\`diff\n--- a/bed.ts\n+++ b/bed.ts\n@@ -1,2 +1,15 @@\n-old bed\n${added}\n@@ -40 +53 @@\n${context}\n\`\`\``);
  for (const page of everywhere()) {
    const code = message(page, 'old bed').locator('pre');
    const ground = (text: string) => code.getByText(text, { exact: true }).evaluate((line) => getComputedStyle(line).backgroundColor);
    await expect(code).toContainText('+new 13');
    const grounds = await Promise.all(['-old bed', '+new 0', '+++ b/bed.ts'].map(ground));
    expect(new Set(grounds).size).toBe(3);
    await expect(code).not.toContainText('-40');
    await message(page, 'old bed').getByRole('button', { name: 'Show all 59 lines' }).click();
    await expect(code).toContainText('same 39');
    await message(page, 'old bed').getByRole('button', { name: 'Show less' }).click();
    await expect(code).not.toContainText('same 39');
  }
});

test('long code has line numbers that are not copied, and its lines can be wrapped with the keyboard', async () => {
  const lines = Array.from({ length: 12 }, (_, index) =>
    index === 4 ? '' : `const bed${index} = plant(${index}); // ${'wide '.repeat(30)}`.trim(),
  );
  await write(`\`\`\`ts\n${lines.join('\n')}\n\`\`\``);
  for (const page of everywhere()) {
    const code = message(page, 'const bed0').locator('pre');
    await expect(code.locator('.numbered')).toBeVisible();
    expect(await code.textContent()).toBe(lines.join('\n'));
    const isScrolled = () => code.evaluate((element) => element.scrollWidth > element.clientWidth);
    expect(await isScrolled()).toBe(true);
    const wrap = message(page, 'const bed0').getByRole('button', { name: 'Wrap lines' });
    await wrap.focus();
    await page.keyboard.press('Space');
    await expect(wrap).toHaveAttribute('aria-pressed', 'true');
    expect(await isScrolled()).toBe(false);
    expect(await code.textContent()).toBe(lines.join('\n'));
  }
  expect((await copied(message(maya.page, 'const bed0').locator('pre'))).replaceAll('\r', '')).toBe(lines.join('\n'));
  await message(maya.page, 'const bed0').getByRole('button', { name: 'Copy code' }).click();
  expect(await maya.page.evaluate(() => navigator.clipboard.readText())).toBe(lines.join('\n'));
});

test('a wide table scrolls in its own box with the keyboard, its head stays, and it is copied by its cells', async () => {
  const row = (index: number): string => `|${[`bed ${index}`, ...Array.from({ length: 9 }, () => 'a few words, cell')].join('|')}|`;
  await write(`|${'head|'.repeat(10)}\n|${'-|'.repeat(10)}\n${Array.from({ length: 25 }, (_, index) => row(index)).join('\n')}`);
  await write('|a|b|\n|-|-|\n|small|table|');
  for (const page of everywhere()) {
    await expect(message(page, 'small')).toBeVisible();
    const box = message(page, 'bed 24').getByRole('group', { name: 'Table' });
    const widths = await list(page).evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(widths[0]).toBe(widths[1]);
    await box.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => box.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
    await page.keyboard.press('End');
    await expect.poll(() => box.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
    const tops = await box.evaluate((element) => [
      element.getBoundingClientRect().top,
      element.querySelector('th')?.getBoundingClientRect().top ?? 0,
    ]);
    expect(Math.abs((tops[1] ?? 0) - (tops[0] ?? 0))).toBeLessThanOrEqual(2);
    // A small one is no stop of the keyboard.
    await expect(message(page, 'small').getByRole('group', { name: 'Table' })).toHaveCount(0);
  }
  expect((await copied(message(maya.page, 'small').locator('table'))).trim()).toBe('a\tb\nsmall\ttable');
  expect(await copied(list(maya.page))).toMatch(/Ada \[\d?\d:\d\d\] a\tb\nsmall\ttable/);
});

test('formulas are drawn, prices are not, and what cannot be drawn is shown as it was written', async () => {
  await write('Energy is $E=mc^2$, and it costs $5 and $10.\n$$\n\\sum_{i=0}^{n} i\n= \\frac{n(n+1)}{2}\n$$');
  await write('```math\n\\frac{1}{\n```\nand $\\href{javascript:alert(1)}{x}$ and $x % hidden$ and $\\color{white}{secret}$');
  for (const page of everywhere()) {
    const drawn = message(page, 'it costs $5 and $10.');
    await expect(drawn.locator('math')).toHaveCount(2);
    await expect(drawn.locator('math').first()).toHaveText('E=mc2');
    await expect(drawn).not.toContainText('$$');
    const refused = message(page, 'This formula cannot be drawn.');
    for (const text of ['$$\\frac{1}{$$', '$\\href{javascript:alert(1)}{x}$', '$x % hidden$', '$\\color{white}{secret}$'])
      await expect(refused.getByText(text, { exact: true })).toBeVisible();
    await expect(refused.locator('math, a')).toHaveCount(0);
    expect(await fromEnd(page)).toBeLessThanOrEqual(24);
    const widths = await list(page).evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(widths[0]).toBe(widths[1]);
  }
});

test('a formula is copied as it was written', async () => {
  const text = await copied(message(maya.page, 'it costs $5 and $10.').locator('.message-text'));
  expect(text).toContain('Energy is $E=mc^2$, and it costs $5 and $10.');
  expect(text).toContain('$$\\sum_{i=0}^{n} i\n= \\frac{n(n+1)}{2}$$');
});

test('the quote of a formula has its words', async () => {
  const { message_id } = await write('$a^2+b^2$ is the quoted one');
  await command(maya.page, 'send_message', { room_id: room.id, content: 'Agreed.', reply_to: message_id });
  for (const page of everywhere()) await expect(message(page, 'Agreed.').getByText('a^2+b^2 is the quoted one')).toBeVisible();
});

test('a formula is drawn once its fence is closed', async () => {
  const sent = await write('Streaming\n```math\na^2');
  const streamed = (page: Page): Locator => message(page, 'Streaming');
  for (const page of everywhere()) await expect(streamed(page).locator('pre')).toHaveText('a^2');
  await ada.request('edit_message', { room_id: room.id, message_id: sent['message_id'], content: 'Streaming\n```math\na^2\n```' });
  for (const page of everywhere()) {
    await expect(streamed(page).locator('math')).toBeVisible();
    await expect(streamed(page).locator('pre')).toHaveCount(0);
  }
});

const FLOW = 'graph TD\n A[Start] --> B{Is it dry?}\n B -->|Yes| C[Water it]';
const GARDEN =
  '<svg viewBox="0 0 200 100" onload="document.title=\'run\'"><rect width="200" height="100" fill="#dcefe9"/><image href="https://evil.example/x.png" width="9" height="9"/><style>@import "https://evil.example/x.css";</style><text x="9" y="50">Hello</text></svg>';

test('a diagram and a drawing are shown as images, in the colours of the theme, with their source behind a button', async () => {
  await write(`Two pictures\n\`\`\`mermaid\n${FLOW}\n\`\`\`\n\`\`\`svg\n${GARDEN}\n\`\`\``);
  for (const page of everywhere()) {
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
  await write(
    `Not drawn\n\`\`\`mermaid\nnot a diagram\n\`\`\`\n\`\`\`svg\n<svg><script>document.title='run'</script></svg>\n\`\`\`\n\`\`\`svg\n<svg>${bomb}</svg>\n\`\`\``,
  );
  for (const page of everywhere()) {
    const written = message(page, 'Not drawn');
    await expect(written.getByText('This diagram cannot be drawn.')).toBeVisible();
    await expect(written.getByText('This drawing cannot be shown.')).toHaveCount(2);
    await expect(written.locator('pre').first()).toHaveText('not a diagram');
    await expect(written.getByRole('img')).toHaveCount(0);
    await expect(page.locator('svg script, svg [onload], .message-text svg use')).toHaveCount(0);
  }
});

test('a diagram is drawn once its fence is closed', async () => {
  const sent = await write(`Growing\n\`\`\`mermaid\n${FLOW}`);
  const grown = (page: Page): Locator => message(page, 'Growing');
  for (const page of everywhere()) {
    await expect(grown(page).locator('pre')).toContainText('Water it');
    await expect(grown(page).getByRole('img')).toHaveCount(0);
  }
  await ada.request('edit_message', {
    room_id: room.id,
    message_id: sent['message_id'],
    content: `Growing\n\`\`\`mermaid\n${FLOW}\n\`\`\``,
  });
  for (const page of everywhere()) await expect(grown(page).getByRole('img', { name: 'Diagram' })).toBeVisible();
});

test('an attached SVG is drawn as an image, and its address shows nothing that runs', async () => {
  const { id } = await bringFile(
    maya.page,
    room.id,
    'garden.svg',
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" onload="alert(1)"><rect width="80" height="40"/></svg>`),
  );
  const script = await bringFile(
    maya.page,
    room.id,
    'script.svg',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  );
  await command(maya.page, 'send_message', { room_id: room.id, content: 'Two files', file_ids: [id, script.id] });
  for (const page of everywhere()) {
    const image = message(page, 'Two files').getByRole('img', { name: 'garden.svg' });
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(80);
    await expect(message(page, 'Two files').getByRole('button', { name: 'Preview' })).toHaveCount(2);
    await expect(message(page, 'Two files').getByRole('img', { name: 'script.svg' })).toHaveCount(0);
  }
  const path = filePath({ id, name: 'garden.svg' });
  const signer = await signerOf(maya.page);
  const answer = await maya.page.request.get(`${home.ready.url}${signer.address(path)}`);
  expect(answer.headers()).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
    'content-disposition': expect.stringMatching(/^attachment;/),
    'x-content-type-options': 'nosniff',
  });
});

test('all of it is accessible in both themes, on a screen and on a phone', async () => {
  for (const page of everywhere()) await expectAccessibleInBothThemes(page, 'what agents write');
});
