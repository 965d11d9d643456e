/** Attributes that the parameters and results of a function offer: ids, amounts, counts, choices. */
import { businessTerms, splitWords } from '../../business-vocabulary.js';
import {
  isSensitiveName,
  MAX_ATTRIBUTES,
  type NamedAttribute,
  nameAttribute,
  type ValueKind,
} from '../../span-attribute-names.js';
import type { GoSource } from '../rewrite/go-source.js';
import type { Expr, FuncDecl } from '../syntax/ast.js';
import type { TypeResolver } from '../typing/type-expressions.js';
import { attributeCode, isNumber, type SpanAttributeCode } from './attribute-code.js';
import { typeParamsOf, type ValueType, valueTypeOf } from './value-type.js';

interface Ranked extends SpanAttributeCode {
  rank: number;
}

/** A variable that an attribute may come from. */
export interface AttributeSource {
  name: string;
  /** How the code calls it; absent: by its name. */
  expression?: string;
  type: ValueType;
}

/** A parameter or result as an attribute's source. */
export function attributeSource(
  resolver: TypeResolver,
  source: GoSource,
  decl: FuncDecl,
  name: string,
  type: Expr,
): AttributeSource {
  return { name, type: valueTypeOf(resolver, type, source, typeParamsOf(decl)) };
}

/**
 * @param operation name of the function whose business the span is
 * @param home import path of the package that the code stands in: it sees its own unexported fields
 * @param when they are known
 */
export function foundAttributes(
  resolver: TypeResolver,
  operation: string,
  home: string,
  sources: readonly AttributeSource[],
  when: SpanAttributeCode['when'],
): SpanAttributeCode[] {
  const found: Ranked[] = [];
  const add = (attribute: Ranked | null) => {
    if (attribute && !found.some(({ key }) => key === attribute.key)) found.push(attribute);
  };
  for (const { name, type, expression = name } of sources) {
    if (name === '' || name === '_' || name === 'ok') continue;
    const scene = { resolver, operation, when };
    const struct = type.kind === 'pointer' ? type.to : type;
    if (struct.kind !== 'struct') {
      add(single(scene, [name], expression, type));
      continue;
    }
    if (isSensitiveName(struct.name)) continue;
    const noun = nounOf(name, struct.name);
    const guard = type.kind === 'pointer' ? expression : null;
    for (const field of struct.type.fields.list) {
      const of = valueTypeOf(resolver, field.type, struct.source, new Set());
      for (const { name: member } of field.names) {
        if (struct.path !== home && !/^[A-Z]/.test(member)) continue;
        const attribute = single(
          scene,
          noun === null ? [member] : [noun, member],
          `${expression}.${member}`,
          of,
        );
        add(attribute && { ...attribute, guard });
      }
    }
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_ATTRIBUTES)
    .map(({ rank: _, ...attribute }) => attribute);
}

interface Scene {
  resolver: TypeResolver;
  operation: string;
  when: SpanAttributeCode['when'];
}

function single(
  { resolver, operation, when }: Scene,
  path: readonly string[],
  expression: string,
  type: ValueType,
): Ranked | null {
  const kind = kindOf(resolver, type);
  if (kind === null || (type.kind === 'basic' && type.named !== null && isSensitiveName(type.named)))
    return null;
  // `id OrderID`: the type says whose.
  const last = path.at(-1)!;
  const telling =
    path.length === 1 &&
    splitWords(last).length === 1 &&
    type.kind === 'basic' &&
    /.ID$/.test(type.named ?? '')
      ? [type.named!]
      : path;
  const named = nameAttribute(telling, kind, operation);
  // The name that a result of no name is given says nothing by itself.
  if (!named || named.key === 'result') return null;
  const code = attributeCode(resolver.packages, named.key, expression, type);
  if (!code) return null;
  const shown = type.kind === 'list' ? `len(${expression})` : expression;
  return { key: named.key, expression: shown, code, guard: null, when, rank: rankOf(named, path, operation) };
}

function kindOf(resolver: TypeResolver, type: ValueType): ValueKind | null {
  if (type.kind === 'list') return 'list';
  if (type.kind === 'library') return type.name === 'Decimal' ? 'number' : 'text';
  if (type.kind !== 'basic') return null;
  if (type.named !== null && hasConstants(resolver, type.path, type.named)) return 'choice';
  if (type.basic === 'bool') return 'flag';
  return isNumber(type.basic) ? 'number' : 'text';
}

/** What it is about first, then how much of it and which kind; ids of other things after that. */
function rankOf({ key, rank }: NamedAttribute, path: readonly string[], operation: string): number {
  if (rank !== 'id') return { amount: 1, choice: 3, list: 2, flag: 5 }[rank];
  const isOwn =
    path.length === 2 ? key === `${path[0]}.id` : businessTerms(operation).nouns.includes(key.split('.')[0]!);
  return isOwn ? 0 : 4;
}

/** Words that types carry beside what they are about. */
const CARRIER =
  /^(?:request|req|input|params|param|command|cmd|dto|options|opts|payload|args|query|response|resp|reply|result|output|model|entity|record|data|info|details|in|out|v\d+)$/;

/** The noun that a struct stands for, by its variable's or its type's name; null when neither tells. */
function nounOf(variable: string, type: string): string | null {
  const words = splitWords(variable).filter((word) => !CARRIER.test(word));
  if (words.some((word) => !isVerb(word)) && variable.length > 2) return words.join('_');
  const [noun] = businessTerms(type).nouns;
  if (noun !== undefined) return noun;
  const left = splitWords(type).filter((word) => !CARRIER.test(word));
  // `UpdateContactRequest` is about a contact.
  const isDone = left.length > 1 && isVerb(left[0] ?? '');
  return left.length > 0 ? left.slice(isDone ? 1 : 0).join('_') : null;
}

/** `updateCommand` says what is done, `order` is a thing as well. */
function isVerb(word: string): boolean {
  const { verbs, nouns } = businessTerms(word);
  return verbs.length > 0 && nouns.length === 0;
}

/** A type with constants of its own is an enumeration. */
function hasConstants({ packages }: TypeResolver, path: string, name: string): boolean {
  return (packages.ofPath(path)?.sources ?? []).some(({ file }) =>
    file.decls.some(
      (decl) =>
        decl.kind === 'GenDecl' &&
        decl.keyword === 'const' &&
        decl.specs.some(
          (spec) => spec.kind === 'ValueSpec' && spec.type?.kind === 'Ident' && spec.type.name === name,
        ),
    ),
  );
}
