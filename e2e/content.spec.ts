// The messages of agents: headings, diffs, long code, wide tables and formulas. An agent writes, a person reads on a screen and on a phone.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { command, message } from './home.ts';
import { fromEnd, list, startReading, toEnd, type Readers } from './readers.ts';

let at: Readers;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  at = await startReading(browser);
});

test.afterAll(() => at?.close());

test.afterEach(() => expect(at.complaints).toEqual([]));

/** The clipboard after a copy of the whole element. */
function copied(part: Locator): Promise<string> {
  return part.evaluate((element) => {
    document.getSelection()?.selectAllChildren(element);
    document.execCommand('copy');
    document.getSelection()?.removeAllRanges();
    return navigator.clipboard.readText();
  });
}

test('six levels of headings look different', async () => {
  await at.write('# One\na\n## Two\nb\n### Three\nc\n#### Four\nd\n##### Five\ne\n###### Six');
  for (const page of at.pages) {
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
  await at.write(`\`\`\`diff\n--- a/bed.ts\n+++ b/bed.ts\n@@ -1,2 +1,15 @@\n-old bed\n${added}\n@@ -40 +53 @@\n${context}\n\`\`\``);
  for (const page of at.pages) {
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
  await at.write(`\`\`\`ts\n${lines.join('\n')}\n\`\`\``);
  for (const page of at.pages) {
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
  expect((await copied(message(at.maya.page, 'const bed0').locator('pre'))).replaceAll('\r', '')).toBe(lines.join('\n'));
  await message(at.maya.page, 'const bed0').getByRole('button', { name: 'Copy code' }).click();
  expect(await at.maya.page.evaluate(() => navigator.clipboard.readText())).toBe(lines.join('\n'));
});

test('a wide table scrolls in its own box with the keyboard, its head stays, and it is copied by its cells', async () => {
  // A press on a button of the message before can have moved the list.
  for (const page of at.pages) await toEnd(page);
  const row = (index: number): string => `|${[`bed ${index}`, ...Array.from({ length: 9 }, () => 'a few words, cell')].join('|')}|`;
  await at.write(`|${'head|'.repeat(10)}\n|${'-|'.repeat(10)}\n${Array.from({ length: 25 }, (_, index) => row(index)).join('\n')}`);
  await at.write('|a|b|\n|-|-|\n|small|table|');
  for (const page of at.pages) {
    await expect(message(page, 'small')).toBeVisible();
    const box = message(page, 'bed 24').getByRole('group', { name: 'Table' });
    const widths = await list(page).evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(widths[0]).toBe(widths[1]);
    await box.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => box.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
    // The browser drops a key that comes while it still scrolls for the one before.
    await expect(async () => {
      await page.keyboard.press('End');
      expect(await box.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
    }).toPass();
    const tops = await box.evaluate((element) => [
      element.getBoundingClientRect().top,
      element.querySelector('th')?.getBoundingClientRect().top ?? 0,
    ]);
    expect(Math.abs((tops[1] ?? 0) - (tops[0] ?? 0))).toBeLessThanOrEqual(2);
    // A small one is no stop of the keyboard.
    await expect(message(page, 'small').getByRole('group', { name: 'Table' })).toHaveCount(0);
  }
  expect((await copied(message(at.maya.page, 'small').locator('table'))).trim()).toBe('a\tb\nsmall\ttable');
  expect(await copied(list(at.maya.page))).toMatch(/Ada \[\d?\d:\d\d\] a\tb\nsmall\ttable/);
});

test('formulas are drawn, prices are not, and what cannot be drawn is shown as it was written', async () => {
  await at.write('Energy is $E=mc^2$, and it costs $5 and $10.\n$$\n\\sum_{i=0}^{n} i\n= \\frac{n(n+1)}{2}\n$$');
  await at.write('```math\n\\frac{1}{\n```\nand $\\href{javascript:alert(1)}{x}$ and $x % hidden$ and $\\color{white}{secret}$');
  for (const page of at.pages) {
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
  const text = await copied(message(at.maya.page, 'it costs $5 and $10.').locator('.message-text'));
  expect(text).toContain('Energy is $E=mc^2$, and it costs $5 and $10.');
  expect(text).toContain('$$\\sum_{i=0}^{n} i\n= \\frac{n(n+1)}{2}$$');
});

test('the quote of a formula has its words', async () => {
  const { message_id } = await at.write('$a^2+b^2$ is the quoted one');
  await command(at.maya.page, 'send_message', { room_id: at.room.id, content: 'Agreed.', reply_to: message_id });
  for (const page of at.pages) await expect(message(page, 'Agreed.').getByText('a^2+b^2 is the quoted one')).toBeVisible();
});

test('a formula is drawn once its fence is closed', async () => {
  const sent = await at.write('Streaming\n```math\na^2');
  const streamed = (page: Page): Locator => message(page, 'Streaming');
  for (const page of at.pages) await expect(streamed(page).locator('pre')).toHaveText('a^2');
  await at.ada.request('edit_message', { room_id: at.room.id, message_id: sent['message_id'], content: 'Streaming\n```math\na^2\n```' });
  for (const page of at.pages) {
    await expect(streamed(page).locator('math')).toBeVisible();
    await expect(streamed(page).locator('pre')).toHaveCount(0);
  }
});

test('all of it is accessible in both themes, on a screen and on a phone', async () => {
  for (const page of at.pages) await expectAccessibleInBothThemes(page, 'what agents write');
});
