// Parts that several documents have.
import type * as z from 'zod/mini';
import { fieldsOf, typeOf, type Direction, type Field } from './types.ts';

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** The fields of a request; a sentence when it has none. */
export function requestTable(schema: z.core.$ZodType): string {
  const fields = fieldsOf(schema, 'input') ?? [];
  if (fields.length === 0) return 'It has no fields.';
  return table(
    ['field', 'type', 'meaning'],
    fields.map((field) => [`\`${field.name}\``, field.type, meaningOf(field)]),
  );
}

/** An object with a name by its name, others by their fields. */
export function replyText(schema: z.core.$ZodType): string {
  const type = typeOf(schema, 'output');
  if (type.startsWith('[')) return `Reply: ${type}.`;
  const fields = fieldsOf(schema, 'output') ?? [];
  if (fields.length === 0) return 'Reply: an empty object.';
  return `Reply: an object.\n\n${outputTable(fields)}`;
}

export function objectTable(schema: z.core.$ZodType, io: Direction = 'output'): string | null {
  const fields = fieldsOf(schema, io);
  return fields && outputTable(fields);
}

function outputTable(fields: readonly Field[]): string {
  const isOptional = ({ isRequired, defaultValue }: Field): boolean => !isRequired && defaultValue === null;
  const hasMeaning = fields.some((field) => field.description !== '' || isOptional(field));
  const head = hasMeaning ? ['field', 'type', 'meaning'] : ['field', 'type'];
  return table(
    head,
    fields.map((field) => [
      `\`${field.name}\``,
      field.type,
      ...(hasMeaning ? [`${isOptional(field) ? 'May be left out. ' : ''}${field.description}`.trim()] : []),
    ]),
  );
}

function meaningOf({ isRequired, defaultValue, description }: Field): string {
  const presence = isRequired ? '**Required.**' : defaultValue === null ? 'Optional.' : `Default: \`${defaultValue}\`.`;
  return `${presence} ${description}`.trim();
}

/** A path as OpenAPI writes it. */
export function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}
