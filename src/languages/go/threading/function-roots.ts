/** The functions of a file, as the user knows them. */
import type { GoSource } from '../rewrite/go-source.js';
import { childrenOf } from '../rewrite/walk.js';
import type { FuncDecl, FuncLit, GoNode } from '../syntax/ast.js';
import { receiverName } from '../typing/package-scope.js';

export type FunctionRoot = FuncDecl | FuncLit;

/** Functions of a file, and literals outside of all functions, whose text has a match. */
export function functionRoots(source: GoSource, pattern: RegExp): FunctionRoot[] {
  const matches = ({ start, end }: GoNode) => pattern.test(source.text.slice(start, end));
  return source.file.decls.flatMap((decl): FunctionRoot[] => {
    if (decl.kind === 'FuncDecl') return decl.body && matches(decl) ? [decl] : [];
    const isVariable = decl.kind === 'GenDecl' && decl.keyword === 'var' && matches(decl);
    return isVariable ? outermostLiterals(decl).filter(matches) : [];
  });
}

/** Literals that are in no other literal. */
export function outermostLiterals(node: GoNode): FuncLit[] {
  if (node.kind === 'FuncLit') return [node];
  return [...childrenOf(node)].flatMap(outermostLiterals);
}

/** `Repo.Save`, `main`; a literal goes by its line. */
export function labelOf(source: GoSource, root: FunctionRoot): string {
  if (root.kind === 'FuncLit') return `the function at line ${lineAt(source, root.start)}`;
  const receiver = root.recv?.list[0]?.type;
  return receiver ? `${receiverName(receiver)}.${root.name.name}` : root.name.name;
}

/** Where the program or a package starts. */
export function isEntry(root: FunctionRoot): boolean {
  return root.kind === 'FuncDecl' && !root.recv && /^(?:main|init)$/.test(root.name.name);
}

/** 1-based. */
export function lineAt({ text }: GoSource, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
