// Asks for one line of text.
import type { ShellBridge } from '../../src-shared/shell-bridge.ts';
import { showScheme } from './scheme.ts';

export async function openDialog(form: HTMLFormElement, bridge: ShellBridge): Promise<void> {
  const { question, scheme } = await bridge.question();
  const { title, lead, label, value, chars_max, confirm, cancel } = question;
  showScheme(scheme);
  const field = form.querySelector('input');
  const problem = form.querySelector('#problem');
  if (!field || !problem) return;
  document.title = title;
  for (const [id, text] of Object.entries({ title, lead, label, confirm, cancel })) {
    const element = form.querySelector(`#${id}`);
    if (element) element.textContent = text;
  }
  field.maxLength = chars_max;
  field.value = value;
  field.select();
  field.focus();
  field.addEventListener('input', () => {
    problem.textContent = '';
    field.removeAttribute('aria-invalid');
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void bridge.answer(field.value).then((refusal) => {
      if (refusal === null) return;
      problem.textContent = refusal;
      field.setAttribute('aria-invalid', 'true');
      field.focus();
    });
  });
  form.querySelector('#cancel')?.addEventListener('click', () => void bridge.answer(null));
  window.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') void bridge.answer(null);
  });
}
