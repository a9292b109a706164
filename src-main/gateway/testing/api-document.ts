// Reads the home's OpenAPI document as a stranger would, and holds real answers against it.
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Answer } from './http-client.ts';

export interface Operation {
  operationId: string;
  security: Record<string, string[]>[];
  parameters?: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content: Record<string, { schema: object }> }>;
}

export interface ApiDocument {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
}

export interface ApiCheck {
  /** The operations that an answer was held against. */
  readonly seen: ReadonlySet<string>;
  /** The error of a response by the document. Null when it is valid. */
  complaint(method: string, path: string, answer: Answer): string | null;
  /** Throws when this is no JSON Schema; references are into the document. */
  compile(schema: object): (value: unknown) => string | null;
}

export function checkAgainst(document: ApiDocument): ApiCheck {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true });
  ajv.addKeyword('components');
  ajv.addSchema({ $id: 'home', components: document.components });
  const seen = new Set<string>();

  function compile(schema: object): (value: unknown) => string | null {
    const absolute: unknown = JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"home#/components/'));
    const validate = ajv.compile(Object(absolute));
    return (value) => (validate(value) ? null : ajv.errorsText(validate.errors));
  }

  return {
    seen,
    compile,
    complaint(method, path, answer) {
      const operation = operationAt(document, method, path);
      if (!operation) return `${method} ${path} is not described`;
      seen.add(operation.operationId);
      const response = operation.responses[answer.status] ?? operation.responses.default;
      if (!response) return `${operation.operationId}: ${answer.status} is not described`;
      const type = answer.headers['content-type']?.split(';', 1)[0] ?? '';
      const content = response.content[type] ?? response.content['*/*'];
      if (!content) return `${operation.operationId}: ${answer.status} as ${type} is not described`;
      const complaint = type.includes('json') && response.content[type] ? compile(content.schema)(answer.json()) : null;
      return complaint && `${operation.operationId}: ${complaint}`;
    },
  };
}

/** A path that is written out is preferred to one with parameters. */
function operationAt({ paths }: ApiDocument, method: string, path: string): Operation | undefined {
  const [plain = ''] = path.split('?', 1);
  const templates = Object.keys(paths).sort((a, b) => a.split('{').length - b.split('{').length);
  const fitting = templates.filter((template) => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(plain));
  return fitting.map((template) => paths[template]?.[method.toLowerCase()]).find((operation) => operation !== undefined);
}
