// The files of a call among the messages that a model is sent.
import type { ModelImage, ModelMessage } from '../../models/step.ts';

interface ShownFiles {
  text: string;
  images: readonly ModelImage[];
}

/** They stand at the end: providers refuse two turns of one side. */
export function withFiles(messages: readonly ModelMessage[], { text, images }: ShownFiles): ModelMessage[] {
  if (text === '') return [...messages];
  const last = messages.at(-1);
  if (last?.role !== 'user') return [...messages, { role: 'user', text, images }];
  return [...messages.slice(0, -1), { ...last, text: `${last.text}\n\n${text}`, images }];
}

/** After the provider refused them. */
export function withoutImages(message: ModelMessage): ModelMessage {
  if (message.role !== 'user' || !message.images || message.images.length === 0) return message;
  return { role: 'user', text: `${message.text}\n${NOT_SHOWN}` };
}

const NOT_SHOWN = '(The provider refused the images: you cannot see them. Say so if they matter.)';
