import { posix } from 'node:path';
import { asList, asRecord, isRecord, type PlainRecord } from './plain-data.js';

/** What stands for a value that only running the program would tell. */
const UNKNOWN = undefined;

/**
 * The data that a JavaScript configuration file exports, read from its syntax tree: literals, top-level constants,
 * spreads, `__dirname` and `path.join`. Nothing is executed; a part that is not literal reads as undefined.
 * @param program ESTree program
 * @param directory what `__dirname` stands for, relative to the scanned root
 */
export function exportedLiteral(program: unknown, directory: string): unknown {
  const constants = new Map<string, unknown>();
  let exported: unknown;
  for (const statement of asList(asRecord(program).body).map(asRecord)) {
    if (statement.type === 'VariableDeclaration') collectConstants(statement, constants);
    if (statement.type === 'ExportDefaultDeclaration') exported = statement.declaration;
    const assignment = asRecord(statement.expression);
    if (assignment.type === 'AssignmentExpression' && isModuleExports(asRecord(assignment.left))) {
      exported = assignment.right;
    }
  }
  return new Evaluation(constants, directory).valueOf(exported, 0);
}

function collectConstants(declaration: PlainRecord, constants: Map<string, unknown>): void {
  for (const declarator of asList(declaration.declarations).map(asRecord)) {
    const { type, name } = asRecord(declarator.id);
    if (type === 'Identifier' && typeof name === 'string') constants.set(name, declarator.init);
  }
}

function isModuleExports(target: PlainRecord): boolean {
  return asRecord(target.object).name === 'module' && asRecord(target.property).name === 'exports';
}

class Evaluation {
  readonly #constants: ReadonlyMap<string, unknown>;
  readonly #directory: string;

  constructor(constants: ReadonlyMap<string, unknown>, directory: string) {
    this.#constants = constants;
    this.#directory = directory;
  }

  /** @param depth guards against constants that name each other */
  valueOf(expression: unknown, depth: number): unknown {
    if (depth > 50 || !isRecord(expression)) return UNKNOWN;
    const next = (inner: unknown): unknown => this.valueOf(inner, depth + 1);
    switch (expression.type) {
      case 'Literal':
        return expression.value;
      case 'TemplateLiteral':
        return this.#template(expression, next);
      case 'ArrayExpression':
        return this.#array(expression, next);
      case 'ObjectExpression':
        return this.#object(expression, next);
      case 'Identifier':
        if (expression.name === '__dirname') return this.#directory;
        return typeof expression.name === 'string' ? next(this.#constants.get(expression.name)) : UNKNOWN;
      case 'LogicalExpression':
        return next(expression.left) ?? next(expression.right);
      case 'BinaryExpression':
        return expression.operator === '+'
          ? joined([next(expression.left), next(expression.right)], '')
          : UNKNOWN;
      case 'ParenthesizedExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
        return next(expression.expression);
      case 'CallExpression':
        return this.#call(expression, next);
      default:
        return UNKNOWN;
    }
  }

  #template(expression: PlainRecord, next: (inner: unknown) => unknown): string | undefined {
    const texts = asList(expression.quasis).map((quasi) => asRecord(asRecord(quasi).value).cooked);
    const values = asList(expression.expressions).map(next);
    return joined(
      texts.flatMap((text, index) => (index < values.length ? [text, values[index]] : [text])),
      '',
    );
  }

  #array(expression: PlainRecord, next: (inner: unknown) => unknown): unknown[] {
    return asList(expression.elements).flatMap((element) =>
      asRecord(element).type === 'SpreadElement'
        ? [...asList(next(asRecord(element).argument))]
        : [next(element)],
    );
  }

  #object(expression: PlainRecord, next: (inner: unknown) => unknown): PlainRecord {
    const entries = asList(expression.properties).flatMap((each): [string, unknown][] => {
      const property = asRecord(each);
      if (property.type === 'SpreadElement') return Object.entries(asRecord(next(property.argument)));
      const key = asRecord(property.key);
      const name = property.computed ? next(key) : (key.name ?? key.value);
      return typeof name === 'string' ? [[name, next(property.value)]] : [];
    });
    return Object.fromEntries(entries);
  }

  /** `path.join(…)` and `path.resolve(…)`. */
  #call(expression: PlainRecord, next: (inner: unknown) => unknown): string | undefined {
    const callee = asRecord(expression.callee);
    const name = asRecord(callee.property ?? callee).name;
    if (name !== 'join' && name !== 'resolve') return UNKNOWN;
    const path = joined(asList(expression.arguments).map(next), '/');
    return path === undefined ? UNKNOWN : posix.normalize(path);
  }
}

function joined(values: readonly unknown[], separator: string): string | undefined {
  const texts = values.filter((value) => typeof value === 'string' || typeof value === 'number');
  return texts.length === values.length ? texts.join(separator) : UNKNOWN;
}
