// The messages of agents, in the window of the desktop app. Its Chromium is the oldest that runs the app.
import { expect, test } from './desktop-app.ts';
import { command, message } from './home.ts';

test('formulas, diagrams and drawings are shown in the desktop app', async ({ desktop }) => {
  const { page } = desktop;
  const content = [
    'Drawn: $E=mc^2$',
    '$$\\sum_{i=0}^n \\frac{\\sqrt{x}}{2}$$',
    '```mermaid\ngraph LR\n A[One]-->B[Two]\n```',
    '```svg\n<svg viewBox="0 0 20 10"><circle cx="5" cy="5" r="4" fill="#d9502f"/></svg>\n```',
  ].join('\n');
  await command(page, 'send_message', { room_id: 'lobby', content });
  const drawn = message(page, 'Drawn:');
  await expect(drawn.locator('math')).toHaveCount(2);
  for (const name of ['Diagram', 'Drawing']) {
    const image = drawn.getByRole('img', { name });
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);
  }
});
