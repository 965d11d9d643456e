/** Where the values of a JSON text stand. */
import { parseSync } from 'oxc-parser';
import { type AstNode, child, children, keyName } from '../../facts/ast.js';

/** A value that can be asked for the places of what is inside. */
export interface JsonPlace {
  /** Offsets into the text. */
  start: number;
  end: number;
  value: unknown;
  at(...path: readonly (string | number)[]): JsonPlace | null;
}

/** Comments are allowed; null for what is no JSON. */
export function readJsonPlaces(text: string): JsonPlace | null {
  const { program, errors } = parseSync('text.js', `(${text}\n)`, { preserveParens: false });
  const statement = children(program as unknown as AstNode, 'body')[0];
  const root = statement === undefined ? null : child(statement, 'expression');
  return errors.length > 0 || root === null ? null : placeOf(root);
}

function placeOf(node: AstNode): JsonPlace {
  return {
    start: node.start - 1,
    end: node.end - 1,
    value: node.type === 'Literal' ? node.value : undefined,
    at(...path) {
      let current: AstNode | null = node;
      for (const key of path) current = current === null ? null : inside(current, key);
      return current === null ? null : placeOf(current);
    },
  };
}

function inside(node: AstNode, key: string | number): AstNode | null {
  if (typeof key === 'number') return children(node, 'elements')[key] ?? null;
  // The last of two equal keys holds.
  const property = children(node, 'properties').findLast((one) => keyName(child(one, 'key'), false) === key);
  return property === undefined ? null : child(property, 'value');
}
