import { configJsonSchema } from './config-json-schema.js';

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
}

/** Names of the settings that an object at this path of the configuration takes. */
export function settingsAt(path: readonly (string | number)[]): string[] {
  return lookUp(path)
    .flatMap((schema) => Object.keys(schema.properties ?? {}))
    .filter((name) => name !== '$schema');
}

/** The values that are allowed at this path, when they can be counted. */
export function valuesAt(path: readonly (string | number)[]): string[] {
  return lookUp(path).flatMap((schema) =>
    (schema.enum ?? (schema.const === undefined ? [] : [schema.const])).map(String),
  );
}

function lookUp(path: readonly (string | number)[]): JsonSchema[] {
  let schemas = branches(configJsonSchema() as JsonSchema);
  for (const part of path) schemas = schemas.flatMap((schema) => branches(childOf(schema, part)));
  return schemas;
}

function childOf(schema: JsonSchema, part: string | number): JsonSchema | undefined {
  if (typeof part === 'number') return schema.items;
  const additional =
    typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  return schema.properties?.[part] ?? additional;
}

function branches(schema: JsonSchema | undefined): JsonSchema[] {
  if (!schema) return [];
  return schema.anyOf ? schema.anyOf.flatMap(branches) : [schema];
}
