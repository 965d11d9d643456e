import type { TypeRef } from './facts.js';
import type { FileScope } from './file-scope.js';
import type { LocalScope } from './local-scope.js';
import { reduceType } from './reduce-type.js';
import type { FieldList } from './syntax/ast.js';

interface DeclaredField {
  name: string;
  type: TypeRef;
  variable: number;
}

/** Declares parameters or results; an unnamed one still gets a number. */
export function declareFields(
  file: FileScope,
  locals: LocalScope,
  list: FieldList | undefined,
): DeclaredField[] {
  const out: DeclaredField[] = [];
  for (const field of list?.list ?? []) {
    const type = reduceType(file, field.type);
    for (const name of field.names.length > 0 ? field.names.map((n) => n.name) : ['']) {
      out.push({ name, type, variable: locals.declare(name, type) });
    }
  }
  return out;
}
