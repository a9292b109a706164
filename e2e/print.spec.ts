// A room on paper.
import { expect, test } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { PNG } from '../src-main/gateway/testing/pictures.ts';
import { bringFile, command, composer, message } from './home.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople();
const LINES = 60;

test.beforeAll(async () => {
  const { maya, sarah, home } = people;
  const room = await command<Room>(maya.page, 'create_room', { name: 'launch-plan', public: true });
  await command(maya.page, 'update_room', { room_id: room.id, topic: 'Ship on Friday' });
  const say = (page: typeof maya.page, content: string) => command(page, 'send_message', { room_id: room.id, content });
  for (let at = 1; at <= 40; at += 1) await say(sarah.page, `Step ${at} of the plan`);
  await say(maya.page, `Read [the guide](https://example.org/guide/of/the/launch), https://example.org/bare and **bold** words, @Sarah`);
  const code = Array.from({ length: LINES }, (_, index) => `const line${index + 1} = ${index === 3 ? 'x'.repeat(300) : index};`);
  await say(maya.page, `\`\`\`ts\n${code.join('\n')}\n\`\`\``);
  await say(maya.page, '| a | b |\n|---|---|\n| 1 | 2 |');
  await maya.page.goto(`${home.ready.url}/#/room/${room.id}`);
  await expect(composer(maya.page, 'launch-plan')).toBeVisible();
  await expect(message(maya.page, 'Step 1 of')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`all loaded messages are printed, black on white, ${colorScheme}`, async () => {
    const { page } = people.maya;
    await page.emulateMedia({ colorScheme });
    // The document is fetched when the page is quiet.
    const paper = page.locator('[data-print]');
    await expect(async () => {
      await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      await expect(paper).toHaveCount(1, { timeout: 500 });
    }).toPass();
    await page.emulateMedia({ colorScheme, media: 'print' });
    await expect(page.getByRole('heading', { name: 'launch-plan' })).toBeVisible();
    await expect(paper).toContainText('Ship on Friday');
    await expect(paper.getByText('Step 1 of the plan')).toBeVisible();
    await expect(paper.getByText('Step 40 of the plan')).toBeVisible();
    await expect(paper.locator('header').first()).toContainText(/Sarah .*20\d\d/);
    // Code is whole and breaks at the edge.
    await expect(paper.locator('pre')).toContainText(`line${LINES}`);
    expect(await paper.locator('pre').evaluate((pre) => pre.scrollWidth - pre.clientWidth)).toBeLessThanOrEqual(1);
    const addresses = await paper
      .locator('a')
      .evaluateAll((links) => links.map((link) => getComputedStyle(link, '::after').content.replaceAll(/"/g, '')));
    expect(addresses).toEqual([expect.stringContaining('https://example.org/guide/of/the/launch'), 'none']);
    // Nothing of the window.
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await expect(page.getByRole('textbox')).toHaveCount(0);
    await expect(page.getByRole('button')).toHaveCount(0);
    const looks = await paper.evaluate((element) => ({
      ink: getComputedStyle(element).color,
      ground: getComputedStyle(document.body).backgroundColor,
      code: getComputedStyle(element.querySelector('pre code') ?? element).color,
    }));
    expect(looks).toEqual({ ink: 'rgb(0, 0, 0)', ground: 'rgb(255, 255, 255)', code: 'rgb(0, 0, 0)' });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await expect(paper).toHaveCount(0);
    await page.emulateMedia({ colorScheme, media: 'screen' });
    await expect(composer(page, 'launch-plan')).toBeVisible();
  });

test('pictures are printed, also those that were not on the screen', async () => {
  const { page } = people.maya;
  const { id: room_id } = await command<Room>(page, 'create_room', { name: 'album', public: true });
  const { id } = await bringFile(page, room_id, 'porch.png', PNG);
  const list = await bringFile(page, room_id, 'list.txt', Buffer.from('a list'));
  await command(page, 'send_message', { room_id, content: 'Our porch', file_ids: [id, list.id] });
  for (let at = 1; at <= 40; at += 1) await command(page, 'send_message', { room_id, content: `Line ${at}` });
  await page.goto(`${people.home.ready.url}/#/room/${room_id}`);
  await expect(message(page, 'Line 40')).toBeInViewport();
  await page.evaluate(() => {
    window.print = () => {
      const pictures = [...document.querySelectorAll<HTMLImageElement>('[data-print] img')];
      document.body.dataset['printed'] = pictures.map((each) => `${each.alt} ${each.complete} ${each.naturalWidth}`).join();
      window.dispatchEvent(new Event('afterprint'));
    };
  });
  await page.keyboard.press('Control+p');
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'porch.png true 3');
  await expect(page.locator('[data-print]')).toHaveCount(0);
});

test('the browser makes several pages of it', async () => {
  const { page } = people.maya;
  // As the browser has it, after the media of the tests before.
  await page.emulateMedia({ media: null });
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
  expect(pages.length).toBeGreaterThan(2);
  await expect(page.locator('[data-print]')).toHaveCount(0);
});
