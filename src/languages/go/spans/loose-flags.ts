/** Comments that ask for a span, and flag nothing. */
import type { Skip } from '#src/model/change.js';
import type { ServiceReport } from '#src/model/scan-report.js';
import type { GoSource } from '../rewrite/go-source.js';
import type { GoTree } from '../rewrite/go-tree.js';
import type { Range } from '../syntax/ast.js';
import { lineAt } from '../threading/function-roots.js';
import { SPAN_DIRECTIVE } from './span-directive.js';
import { spanRefusal } from './span-refusal.js';
import type { SpanTarget } from './span-target.js';

const MENTIONS = /^[ \t]*\/\/[ \t]*(?:instrument|dd|otelc):span\b/m;
/** A directive of Go has no blank at its beginning. */
const APART = /^\/\/[ \t]+instrument:span(?=\s|$)/;

/**
 * @param files of the services
 * @param targets what the comments flag, among them
 * @param isWhole whether these are all services: then code that is in none of them is looked at too
 */
export function looseFlags(
  tree: GoTree,
  files: ReadonlyMap<string, readonly ServiceReport[]>,
  targets: readonly SpanTarget[],
  isWhole: boolean,
): Skip[] {
  const others = isWhole ? tree.modules.flatMap((module) => tree.filesOf(module)) : [];
  return [...new Set([...files.keys(), ...others])].sort().flatMap((path) => {
    const source = MENTIONS.test(tree.text(path)) ? tree.open(path) : null;
    if (!source) return [];
    const services = files.get(path);
    const skip = (at: Range, message: string): Skip => ({
      ...spanRefusal('loose-flag', message),
      service: services?.[0]?.name ?? '',
      file: path,
      line: lineAt(source, at.start),
    });
    const own = targets.filter((one) => one.source === source && one.asked.origin === 'comment');
    return source.file.comments.flatMap((comment) => {
      const text = source.text.slice(comment.start, comment.end);
      if (APART.test(text) && isAboveFunction(source, comment))
        return [skip(comment, 'Between `//` and `instrument:span` is a blank: it is no directive.')];
      if (!SPAN_DIRECTIVE.test(text) || own.some((target) => isAbove(target, comment))) return [];
      const why = services
        ? 'No function or call begins below the comment.'
        : 'No service is made of the file.';
      return [skip(comment, why)];
    });
  });
}

function isAboveFunction({ file }: GoSource, comment: Range): boolean {
  return file.decls.some((decl) => decl.kind === 'FuncDecl' && isWithin(decl.doc, comment));
}

function isAbove({ source, decl, statement }: SpanTarget, comment: Range): boolean {
  if (!statement) return isWithin(decl.doc, comment);
  if (statement.start < comment.end) return false;
  return /^\s*(?:\/\/[^\n]*\s*)*$/.test(source.text.slice(comment.end, statement.start));
}

function isWithin(doc: Range | undefined, { start, end }: Range): boolean {
  return doc !== undefined && doc.start <= start && end <= doc.end;
}
