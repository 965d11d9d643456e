import type { Decl, Expr, GoFile, GoNode, Range } from '../../../../../src/languages/go/syntax/ast.js';

type Kind = GoNode['kind'];
type Fields = Record<string, unknown>;

/** What is printed of a node: `@` marks an offset, `-` a range; children come after the bar, in this order. */
const SHAPES: Record<Kind, string> = {
  FuncDecl: '-doc | recv name typeParams type body',
  GenDecl: 'keyword parenthesized -doc | specs',
  BadDecl: '|',
  ImportSpec: 'alias path @pathStart |',
  TypeSpec: 'alias -doc | name typeParams type',
  ValueSpec: 'iota | names type values',
  FieldList: 'enclosed | list',
  Field: '| names type tag',
  Ident: 'name |',
  BasicLit: 'literal raw |',
  BadExpr: '|',
  CompositeLit: '@lbrace | type elts',
  FuncLit: '| type body',
  ParenExpr: '| x',
  SelectorExpr: '| x sel',
  IndexExpr: '@lbrack | x indices',
  SliceExpr: '| x low high max',
  TypeAssertExpr: '| x type',
  CallExpr: '@lparen ellipsis | fun args',
  StarExpr: '| x',
  UnaryExpr: 'op | x',
  BinaryExpr: 'op @opStart | x y',
  KeyValueExpr: '| key value',
  Ellipsis: '| elt',
  ArrayType: '| len elt',
  StructType: '| fields',
  FuncType: '| params results',
  InterfaceType: '| methods',
  MapType: '| key value',
  ChanType: 'dir @arrow | value',
  BadStmt: '|',
  DeclStmt: '| decl',
  EmptyStmt: 'implicit |',
  LabeledStmt: '| label stmt',
  ExprStmt: '| x',
  SendStmt: '| chan value',
  IncDecStmt: 'op | x',
  AssignStmt: 'op @opStart | lhs rhs',
  GoStmt: '| call',
  DeferStmt: '| call',
  ReturnStmt: '| results',
  BranchStmt: 'keyword | label',
  Block: '| stmts',
  IfStmt: '| init cond body else',
  CaseClause: 'isDefault @colon | list body',
  SwitchStmt: '@lbrace | init tag clauses',
  TypeSwitchStmt: '@lbrace | init assign clauses',
  CommClause: '@colon | comm body',
  SelectStmt: '@lbrace | clauses',
  ForStmt: '| init cond post body',
  RangeStmt: 'op | key value x body',
};

const PARSED_SHAPES = new Map(
  Object.entries(SHAPES).map(([kind, shape]) => {
    const [words, children] = shape.split('|').map((part) => part.split(' ').filter(Boolean));
    return [kind, { words: words!, children: children! }];
  }),
);

/** Writes our tree as the Go program beside this file writes go/parser's: in preorder, with byte offsets. */
export class Dumper {
  #bytes: Uint32Array | undefined;
  #out = '';

  constructor(text: string) {
    this.#bytes = byteOffsets(text);
  }

  /** Everything but the declarations. */
  header(file: GoFile): string {
    for (const { start, end } of file.comments)
      this.#out += `Comment ${this.#byte(start)} ${this.#byte(end)}\n`;
    const start = this.#byte(file.packageNameStart);
    this.#out += `Package ${start} ${file.packageName} ${file.generated} ${file.buildConstraint ?? ''}\n`;
    for (const spec of file.imports) this.#node(spec);
    return this.#take();
  }

  declaration(decl: Decl): string {
    this.#node(decl);
    return this.#take();
  }

  #take(): string {
    const out = this.#out;
    this.#out = '';
    return out;
  }

  #byte(offset: number): number {
    return this.#bytes === undefined || offset < 0 ? offset : this.#bytes[offset]!;
  }

  #node(node: GoNode): void {
    if (node.kind === 'BinaryExpr') {
      this.#binary(node);
      return;
    }
    this.#line(node);
    for (const field of PARSED_SHAPES.get(node.kind)!.children) {
      this.#child((node as unknown as Fields)[field] as GoNode | GoNode[] | undefined);
    }
  }

  #child(child: GoNode | GoNode[] | undefined): void {
    if (child === undefined) {
      this.#out += 'none\n';
    } else if (Array.isArray(child)) {
      this.#out += `${child.length}\n`;
      for (const node of child) this.#node(node);
    } else {
      this.#node(child);
    }
  }

  /** Without recursion on the left, where long concatenations nest by the thousand. */
  #binary(node: Expr): void {
    let x = node;
    const right: Expr[] = [];
    for (; x.kind === 'BinaryExpr'; x = x.x) {
      this.#line(x);
      right.push(x.y);
    }
    this.#node(x);
    for (const y of right.reverse()) this.#node(y);
  }

  #line(node: GoNode): void {
    this.#out += `${node.kind} ${this.#byte(node.start)} ${this.#byte(node.end)}`;
    for (const word of PARSED_SHAPES.get(node.kind)!.words) this.#out += ` ${this.#word(node, word)}`;
    this.#out += '\n';
  }

  #word(node: GoNode, word: string): unknown {
    const fields = node as unknown as Fields;
    const name = word.slice(1);
    if (word.startsWith('@')) return this.#byte(fields[name] as number);
    if (!word.startsWith('-')) return fields[word] ?? 'none';
    const range = fields[name] as Range | undefined;
    return range === undefined ? 'none' : `${this.#byte(range.start)}-${this.#byte(range.end)}`;
  }
}

/** Byte offset of every UTF-16 offset, or undefined when they are the same. */
function byteOffsets(text: string): Uint32Array | undefined {
  if (Buffer.byteLength(text) === text.length) return undefined;
  const offsets = new Uint32Array(text.length + 1);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    offsets[i] = at;
    const c = text.charCodeAt(i);
    const isSurrogate = c >= 0xd800 && c < 0xe000;
    at += c < 0x80 ? 1 : c < 0x800 || isSurrogate ? 2 : 3;
  }
  offsets[text.length] = at;
  return offsets;
}
