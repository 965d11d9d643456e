/** What a command framework runs: `RunE: func(cmd *cobra.Command, args []string) error {…}`, `Action: serve`. */
import { directoryOf } from '../../../model/relative-path.js';
import { type GoSource, importOf } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import { walk } from '../rewrite/walk.js';
import type { Block, Expr, FuncType } from '../syntax/ast.js';

export interface Action {
  source: GoSource;
  body: Block;
}

const FRAMEWORK = /^github\.com\/(?:spf13\/cobra|urfave\/cli(?:\/v\d+)?)$/;
const FIELDS = /^(?:Run|RunE|Action)$/;

/** @param files of the program and all of ours that it imports */
export function commandActions(tree: GoTree, files: readonly string[]): Action[] {
  const found: Action[] = [];
  for (const file of files) {
    if (!/"github\.com\/(?:spf13\/cobra|urfave\/cli)/.test(tree.text(file))) continue;
    const source = tree.open(file);
    if (!source) continue;
    for (const decl of source.file.decls) {
      for (const node of walk(decl)) {
        if (node.kind === 'KeyValueExpr' && node.key.kind === 'Ident' && FIELDS.test(node.key.name))
          found.push(...actionsOf(tree, source, node.value));
        if (node.kind !== 'AssignStmt' || node.op !== '=') continue;
        node.lhs.forEach((target, i) => {
          const value = node.rhs[i];
          if (value && target.kind === 'SelectorExpr' && FIELDS.test(target.sel.name))
            found.push(...actionsOf(tree, source, value));
        });
      }
    }
  }
  return found.filter((one, i) => found.findIndex((other) => other.body === one.body) === i);
}

function actionsOf(tree: GoTree, source: GoSource, value: Expr): Action[] {
  if (value.kind === 'FuncLit') return isAction(source, value.type) ? [{ source, body: value.body }] : [];
  if (value.kind === 'CallExpr') return madeActions(tree, source, value.fun);
  return declared(tree, source, value).flatMap(({ source, decl }) =>
    decl.body && isAction(source, decl.type) ? [{ source, body: decl.body }] : [],
  );
}

/** `RunE: newServe(config)`: the functions that it returns. */
function madeActions(tree: GoTree, source: GoSource, fun: Expr): Action[] {
  return declared(tree, source, fun).flatMap(({ source, decl }) =>
    [...(decl.body ? walk(decl.body) : [])].flatMap((node) => {
      if (node.kind !== 'ReturnStmt') return [];
      const [result] = node.results;
      return result?.kind === 'FuncLit' && isAction(source, result.type)
        ? [{ source, body: result.body }]
        : [];
    }),
  );
}

/** `serve`, `server.Run`, `other.Serve`: functions and methods of that name, of the package or of one that it imports. */
function declared(tree: GoTree, source: GoSource, value: Expr) {
  const own = directoryOf(source.path);
  if (value.kind === 'Ident') return tree.functions(own, value.name).filter(({ decl }) => !decl.recv);
  if (value.kind !== 'SelectorExpr') return [];
  const path = value.x.kind === 'Ident' ? importOf(source, value.x.name)?.path : undefined;
  if (path === undefined) return tree.functions(own, value.sel.name).filter(({ decl }) => decl.recv);
  const directory = tree.directoryOf(path);
  return directory === null ? [] : tree.functions(directory, value.sel.name).filter(({ decl }) => !decl.recv);
}

/** One of its parameters is the framework's command or context. */
function isAction(source: GoSource, { params }: FuncType): boolean {
  return params.list.some(({ type }) => {
    const plain = type.kind === 'StarExpr' ? type.x : type;
    if (plain.kind !== 'SelectorExpr' || plain.x.kind !== 'Ident') return false;
    return FRAMEWORK.test(importOf(source, plain.x.name)?.path ?? '');
  });
}
