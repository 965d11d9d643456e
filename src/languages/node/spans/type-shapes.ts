/** Types as far as they are written down: in the file, or in files that it imports them from. */
import { type AstNode, child, children, keyName, textOf } from '../facts/ast.js';
import type { NodeRuleFile } from '../lint/node-rule-file.js';

export interface Shape {
  is: 'text' | 'number' | 'flag' | 'choice' | 'list' | 'object' | 'unknown';
  /** Of an object. */
  fields?: ReadonlyMap<string, TypedValue>;
}

export interface TypedValue {
  shape: Shape;
  mayBeUndefined: boolean;
  mayBeNull: boolean;
}

/** Opens the file that an import leads to; null for libraries. */
export type OpenImport = (specifier: string, from: string) => NodeRuleFile | null;

const UNKNOWN: TypedValue = { shape: { is: 'unknown' }, mayBeUndefined: false, mayBeNull: false };
const MAX_DEPTH = 16;

const KEYWORDS: Readonly<Record<string, Shape['is']>> = {
  TSStringKeyword: 'text',
  TSNumberKeyword: 'number',
  TSBooleanKeyword: 'flag',
  TSArrayType: 'list',
  TSTupleType: 'list',
  TSTemplateLiteralType: 'text',
};

/** Reads types of a file. */
export function createTypeReader(openImport: OpenImport) {
  const present = (is: Shape['is']): TypedValue => ({ ...UNKNOWN, shape: { is } });

  const read = (type: AstNode | null, file: NodeRuleFile, depth: number): TypedValue => {
    if (type === null || depth > MAX_DEPTH) return UNKNOWN;
    const keyword = KEYWORDS[type.type];
    if (keyword !== undefined) return present(keyword);
    switch (type.type) {
      case 'TSLiteralType': {
        const value = child(type, 'literal')?.value;
        return present(typeof value === 'boolean' ? 'flag' : 'choice');
      }
      case 'TSUndefinedKeyword':
      case 'TSVoidKeyword':
        return { ...UNKNOWN, mayBeUndefined: true };
      case 'TSNullKeyword':
        return { ...UNKNOWN, mayBeNull: true };
      case 'TSTypeOperator':
      case 'TSParenthesizedType':
        return type.operator === 'keyof' ? UNKNOWN : read(child(type, 'typeAnnotation'), file, depth + 1);
      case 'TSUnionType':
        return unionOf(children(type, 'types').map((one) => read(one, file, depth + 1)));
      case 'TSIntersectionType':
        return intersectionOf(children(type, 'types').map((one) => read(one, file, depth + 1)));
      case 'TSTypeLiteral':
        return objectOf(membersOf(children(type, 'members'), file, depth));
      case 'TSTypeReference':
        return readReference(type, file, depth);
      default:
        return UNKNOWN;
    }
  };

  const membersOf = (members: readonly AstNode[], file: NodeRuleFile, depth: number) =>
    members.flatMap((member): [string, TypedValue][] => {
      const name = keyName(child(member, 'key'), member.computed === true);
      const isField = member.type === 'TSPropertySignature' || member.type === 'PropertyDefinition';
      if (name === null || !isField || member.static === true || name.startsWith('#')) return [];
      if (member.accessibility === 'private' || member.accessibility === 'protected') return [];
      return [[name, fieldOf(member, file, depth)]];
    });

  const fieldOf = (member: AstNode, file: NodeRuleFile, depth: number): TypedValue => {
    const annotation = child(member, 'typeAnnotation');
    const value = read(annotation === null ? null : child(annotation, 'typeAnnotation'), file, depth + 1);
    return member.optional === true ? { ...value, mayBeUndefined: true } : value;
  };

  const readReference = (type: AstNode, file: NodeRuleFile, depth: number): TypedValue => {
    const name = textOf(child(type, 'typeName'), 'name');
    const args = child(type, 'typeArguments') ?? child(type, 'typeParameters');
    const first = args === null ? undefined : children(args, 'params')[0];
    if (name === null) return UNKNOWN;
    const declared = readNamed(name, file, depth + 1);
    if (declared !== null) return declared;
    if (name === 'Array' || name === 'ReadonlyArray') return present('list');
    if (first === undefined) return UNKNOWN;
    if (name === 'Readonly' || name === 'Required') return read(first, file, depth + 1);
    if (name !== 'Partial') return UNKNOWN;
    const inner = read(first, file, depth + 1);
    const fields = [...(inner.shape.fields ?? [])].map(
      ([key, value]) => [key, { ...value, mayBeUndefined: true }] as const,
    );
    return fields.length === 0 ? UNKNOWN : { ...inner, shape: { is: 'object', fields: new Map(fields) } };
  };

  /** What a name stands for as a type, or null for a global. */
  const readNamed = (name: string, file: NodeRuleFile, depth: number): TypedValue | null => {
    if (depth > MAX_DEPTH) return UNKNOWN;
    const declared = declarationsIn(file.program).filter((one) => textOf(child(one, 'id'), 'name') === name);
    if (declared.length > 0) return intersectionOf(declared.map((one) => readDeclaration(one, file, depth)));
    for (const statement of children(file.program, 'body')) {
      if (statement.type !== 'ImportDeclaration') continue;
      const specifier = children(statement, 'specifiers').find(
        (one) => textOf(child(one, 'local'), 'name') === name,
      );
      if (specifier === undefined) continue;
      const exported =
        specifier.type === 'ImportDefaultSpecifier'
          ? 'default'
          : keyName(child(specifier, 'imported'), false);
      const other = openImport(textOf(child(statement, 'source'), 'value') ?? '', file.path);
      return other === null || exported === null ? UNKNOWN : readExported(exported, other, depth + 1);
    }
    return null;
  };

  const readExported = (name: string, file: NodeRuleFile, depth: number): TypedValue => {
    if (depth > MAX_DEPTH) return UNKNOWN;
    for (const statement of children(file.program, 'body')) {
      if (name === 'default' && statement.type === 'ExportDefaultDeclaration') {
        const declaration = child(statement, 'declaration');
        return declaration === null ? UNKNOWN : readDeclaration(declaration, file, depth + 1);
      }
      const source = textOf(child(statement, 'source'), 'value');
      const specifier = children(statement, 'specifiers').find(
        (one) => keyName(child(one, 'exported'), false) === name,
      );
      if (statement.type === 'ExportNamedDeclaration' && specifier !== undefined) {
        const local = keyName(child(specifier, 'local'), false) ?? name;
        if (source === null) return readNamed(local, file, depth + 1) ?? UNKNOWN;
        const other = openImport(source, file.path);
        return other === null ? UNKNOWN : readExported(local, other, depth + 1);
      }
    }
    const own = readNamed(name, file, depth + 1);
    if (own !== null) return own;
    for (const statement of children(file.program, 'body')) {
      const source = textOf(child(statement, 'source'), 'value');
      if (statement.type !== 'ExportAllDeclaration' || source === null) continue;
      const other = openImport(source, file.path);
      const found = other === null ? UNKNOWN : readExported(name, other, depth + 1);
      if (found.shape.is !== 'unknown') return found;
    }
    return UNKNOWN;
  };

  const readDeclaration = (node: AstNode, file: NodeRuleFile, depth: number): TypedValue => {
    if (node.type === 'TSEnumDeclaration') return present('choice');
    if (node.type === 'TSTypeAliasDeclaration') return read(child(node, 'typeAnnotation'), file, depth + 1);
    const body = child(node, 'body');
    if (body === null) return UNKNOWN;
    const own = membersOf(children(body, 'body'), file, depth);
    const bases = children(node, 'extends').flatMap((base) => {
      const name = textOf(child(base, 'expression'), 'name');
      return name === null ? [] : [readNamed(name, file, depth + 1) ?? UNKNOWN];
    });
    const inherited = bases.flatMap(({ shape }) => [...(shape.fields ?? [])]);
    return objectOf([...inherited, ...own, ...parameterProperties(body, file, depth)]);
  };

  const parameterProperties = (body: AstNode, file: NodeRuleFile, depth: number): [string, TypedValue][] =>
    children(body, 'body').flatMap((member) => {
      const value = child(member, 'value');
      if (member.kind !== 'constructor' || value === null) return [];
      return children(value, 'params').flatMap((parameter): [string, TypedValue][] => {
        const inner = child(parameter, 'parameter');
        const name = textOf(inner, 'name');
        const isPublic = parameter.accessibility === 'public' || parameter.accessibility == null;
        const isField = parameter.type === 'TSParameterProperty' && isPublic;
        return isField && inner !== null && name !== null ? [[name, fieldOf(inner, file, depth)]] : [];
      });
    });

  return {
    /** The type that stands behind a parameter's or pattern's name. */
    annotated: (node: AstNode, file: NodeRuleFile): TypedValue => fieldOf(node, file, 0),
  };
}

export type TypeReader = ReturnType<typeof createTypeReader>;

const objectOf = (fields: readonly (readonly [string, TypedValue])[]): TypedValue => ({
  ...UNKNOWN,
  shape: { is: 'object', fields: new Map(fields) },
});

function unionOf(members: readonly TypedValue[]): TypedValue {
  const mayBeUndefined = members.some((one) => one.mayBeUndefined);
  const mayBeNull = members.some((one) => one.mayBeNull);
  const rest = members.filter((one) => one.shape.is !== 'unknown' || !(one.mayBeUndefined || one.mayBeNull));
  const kinds = new Set(rest.map(({ shape }) => shape.is));
  const [only] = rest;
  // Of several objects only what all of them have could be read; that is left alone.
  const isOne = only !== undefined && kinds.size === 1 && (rest.length === 1 || only.shape.is !== 'object');
  return { shape: isOne ? only.shape : { is: 'unknown' }, mayBeUndefined, mayBeNull };
}

/** `string & { brand }` is a text; several objects are one. */
function intersectionOf(members: readonly TypedValue[]): TypedValue {
  const [only] = members;
  if (members.length === 1 && only !== undefined) return only;
  const plain = members.find(({ shape }) => /^(?:text|number|flag|choice)$/.test(shape.is));
  if (plain !== undefined) return plain;
  if (members.some(({ shape }) => shape.is !== 'object')) return UNKNOWN;
  return objectOf(members.flatMap(({ shape }) => [...(shape.fields ?? [])]));
}

const DECLARES = /^(?:TSInterfaceDeclaration|TSTypeAliasDeclaration|TSEnumDeclaration|ClassDeclaration)$/;

function declarationsIn(program: AstNode): AstNode[] {
  return children(program, 'body').flatMap((statement) => {
    const inner = child(statement, 'declaration') ?? statement;
    return DECLARES.test(inner.type) ? [inner] : [];
  });
}
