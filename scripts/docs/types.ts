// Schemas as words: `text of 1 to 200 characters`, `list of Message`, `one of "a", "b"`.
import * as z from 'zod/mini';
import { NAMED_SCHEMAS } from '../../src-shared/named-schemas.ts';

export type Schema = z.core.JSONSchema.BaseSchema;

/** A row of a table of fields. */
export interface Field {
  name: string;
  type: string;
  isRequired: boolean;
  /** As JSON; null when there is none. */
  defaultValue: string | null;
  description: string;
}

const NAMES = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(NAMED_SCHEMAS)) NAMES.add(schema, { id });

export type Direction = 'input' | 'output';

/** The type of a schema; a schema with a name is a link to it, unless `isNamed` is false. */
export function typeOf(schema: z.core.$ZodType, io: Direction, { isNamed = true } = {}): string {
  const converted = convert(schema, io);
  return textOf(isNamed ? converted.root : targetOf(converted), converted.definitions);
}

/** Whether a schema is a choice of words. */
export function isChoice(schema: z.core.$ZodType): boolean {
  return targetOf(convert(schema, 'output')).enum !== undefined;
}

/** The fields of an object, or null for a schema that is none. */
export function fieldsOf(schema: z.core.$ZodType, io: Direction): Field[] | null {
  const converted = convert(schema, io);
  const { definitions } = converted;
  const target = targetOf(converted);
  if (!target.properties) return null;
  return Object.entries(target.properties).map(([name, property]) =>
    fieldOf(name, property, { required: target.required ?? [], definitions }),
  );
}

interface Converted {
  root: Schema;
  definitions: Record<string, Schema>;
}

export function convert(schema: z.core.$ZodType, io: Direction): Converted {
  const { $defs: definitions = {}, ...root } = z.toJSONSchema(schema, {
    io,
    metadata: NAMES,
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const description = z.globalRegistry.get(zodSchema)?.description;
      if (description !== undefined) jsonSchema.description = description;
    },
  });
  return { root, definitions };
}

function targetOf({ root, definitions }: Converted): Schema {
  return root.$ref === undefined ? root : definition(root.$ref, definitions);
}

function fieldOf(
  name: string,
  property: Schema | boolean,
  { required, definitions }: { required: string[]; definitions: Converted['definitions'] },
): Field {
  const schema = typeof property === 'boolean' ? {} : property;
  const isRequired = required.includes(name) && schema.default === undefined;
  return {
    name,
    type: textOf(schema, definitions),
    isRequired,
    defaultValue: schema.default === undefined ? null : JSON.stringify(schema.default),
    description: schema.description ?? '',
  };
}

function definition(ref: string, definitions: Converted['definitions']): Schema {
  return definitions[ref.slice(ref.lastIndexOf('/') + 1)] ?? {};
}

function textOf(schema: Schema, definitions: Converted['definitions']): string {
  if (schema.$ref !== undefined) return named(schema.$ref, definitions);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return alternatives.map((each) => textOf(each, definitions)).join(' or ');
  if (schema.enum) return schema.enum.map((value) => code(value)).join(', ');
  if (schema.const !== undefined) return code(schema.const);
  if (schema.allOf) return schema.allOf.map((each) => textOf(each, definitions)).join(' and ');
  switch (schema.type) {
    case 'string':
      return isId(schema) ? 'id' : `text${bounds(schema.minLength, schema.maxLength, ' characters')}`;
    case 'integer':
      return `integer${bounds(schema.minimum, schema.maximum, '')}`;
    case 'number':
      return `number${bounds(schema.minimum, schema.maximum, '')}`;
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'array':
      return `list of ${itemOf(schema, definitions)}${bounds(schema.minItems, schema.maxItems, ' of them')}`;
    case 'object':
      return objectText(schema, definitions);
    default:
      return Array.isArray(schema.type) ? schema.type.map((type) => textOf({ ...schema, type }, definitions)).join(' or ') : 'any JSON';
  }
}

/** A name for a choice of a few words says less than the words. */
function named(ref: string, definitions: Converted['definitions']): string {
  const target = definition(ref, definitions);
  if (target.enum) return textOf(target, definitions);
  const name = ref.slice(ref.lastIndexOf('/') + 1);
  return `[${name}](protocol.md#${name.toLowerCase()})`;
}

function itemOf({ items }: Schema, definitions: Converted['definitions']): string {
  return typeof items === 'object' && !Array.isArray(items) ? textOf(items, definitions) : 'any JSON';
}

function objectText({ properties, additionalProperties }: Schema, definitions: Converted['definitions']): string {
  if (typeof additionalProperties === 'object') return `object from ids to ${textOf(additionalProperties, definitions)}`;
  const fields = Object.entries(properties ?? {});
  if (fields.length === 0) return 'empty object';
  return `object of ${fields.map(([name, each]) => `\`${name}\` (${typeof each === 'boolean' ? 'any JSON' : textOf(each, definitions)})`).join(', ')}`;
}

/** The field `id` of commands/fields.ts, which most requests have. */
function isId({ minLength, maxLength }: Schema): boolean {
  return minLength === 1 && maxLength === 200;
}

/** The largest and the smallest safe integer are not worth showing as bounds. */
function bounds(least: number | undefined, most: number | undefined, unit: string): string {
  const low = least !== undefined && least > Number.MIN_SAFE_INTEGER && !(least === 0 && unit !== '') ? least : undefined;
  const high = most !== undefined && most < Number.MAX_SAFE_INTEGER ? most : undefined;
  if (low === undefined && high === undefined) return '';
  if (low === undefined) return ` (at most ${number(high)}${unit})`;
  return high === undefined ? ` (at least ${number(low)}${unit})` : ` (${number(low)} to ${number(high)}${unit})`;
}

function number(value: number | undefined): string {
  return (value ?? 0).toLocaleString('en');
}

function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
