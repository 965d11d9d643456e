/** Spans of the program's own around nothing but a call that an instrumentation library makes a span of. */
import type { DraftFinding } from '../../../model/finding.js';
import { businessTerms } from '../../business-vocabulary.js';
import { walk } from '../rewrite/walk.js';
import type { CallExpr, Stmt } from '../syntax/ast.js';
import { statementsInside } from './check-no-trivial-span.js';
import { spanStarts } from './codebase-spans.js';
import { findingsByFile } from './findings-by-file.js';
import type { GoCodebase } from './go-codebase.js';
import { nameParts } from './span-name-parts.js';
import { boundName, calledName } from './span-text.js';
import { isOpenTelemetry } from './span-types.js';
import type { SpanStart } from './started-spans.js';

/** What covers the calls of a library's package, by names of its functions and methods. */
const COVERED: readonly { path: RegExp; names: RegExp; by: string }[] = [
  { path: /^net\/http$/, names: /^(?:Do|Get|Post|PostForm|Head)$/, by: 'otelhttp' },
  {
    path: /^(?:database\/sql|github\.com\/jmoiron\/sqlx)$/,
    names:
      /^(?:(?:Query|QueryRow|Exec|Queryx|QueryRowx|Get|Select|NamedExec|NamedQuery)Context|PingContext)$/,
    by: 'otelsql',
  },
  {
    path: /^github\.com\/jackc\/pgx\/v5/,
    names: /^(?:Query|QueryRow|Exec|SendBatch|CopyFrom)$/,
    by: 'otelpgx',
  },
  {
    path: /^github\.com\/(?:redis\/go-redis|go-redis\/redis)\/v\d+$/,
    names:
      /^(?:Get|Set|SetNX|SetEx|Del|Incr|Expire|Exists|HGet|HSet|HGetAll|LPush|RPush|LPop|RPop|SAdd|SMembers|ZAdd|ZRange|Publish|Eval)$/,
    by: 'redisotel',
  },
  {
    path: /^go\.mongodb\.org\/mongo-driver/,
    names:
      /^(?:Find|FindOne|InsertOne|InsertMany|UpdateOne|UpdateMany|DeleteOne|DeleteMany|ReplaceOne|Aggregate|CountDocuments)$/,
    by: 'otelmongo',
  },
];

/** Calls beside it that only read its result or speak of it. */
const ASIDE =
  /^(?:Close|Scan|Err|Result|Decode|Next|All|Errorf|New|Wrap|Is|As|Error|Sprintf|Info|Warn|Debug|Infof|Warnf|Printf|Println|RecordError|SetStatus|SetAttributes|AddEvent|End|String|Int|Int64|Bool|WithContext)$/;

export function checkGoPreferLibrary(codebase: GoCodebase): Map<string, DraftFinding[]> {
  return findingsByFile(codebase.once(spanStarts), (start) => judge(codebase, start));
}

function judge(codebase: GoCodebase, start: SpanStart): DraftFinding[] {
  const span = boundName(start);
  const inside = span === undefined || !start.direct ? undefined : statementsInside(start, span);
  const by = inside ? coveredBy(start, inside) : null;
  if (by === null || saysBusiness(codebase, start)) return [];
  return [
    {
      at: calledName(start.call),
      message: `Inside of this span is one call that \`${by}\` makes a span of, with the attributes that dashboards know. Use that library, and remove this span.`,
    },
  ];
}

/** A name that speaks of the business tells more than a library can. */
function saysBusiness(codebase: GoCodebase, { fn, call }: SpanStart): boolean {
  const [, name] = call.args;
  if (!name || nameParts(codebase, fn, name).varying.length > 0) return true;
  return (
    businessTerms(`${fn.source.text.slice(name.start, name.end)} ${fn.decl.name.name}`).critical.length > 0
  );
}

function coveredBy({ fn }: SpanStart, inside: readonly Stmt[]): string | null {
  let by: string | null = null;
  for (const node of inside.flatMap((stmt) => [...walk(stmt)])) {
    if (node.kind === 'FuncLit' || node.kind === 'ForStmt' || node.kind === 'RangeStmt') return null;
    if (node.kind !== 'CallExpr' || isAside(node)) continue;
    const callee = fn.types.callee(node);
    if (callee.kind === 'builtin' || callee.kind === 'conversion') continue;
    if (callee.kind !== 'library') return null;
    if (isOpenTelemetry(callee.path)) continue;
    const found = COVERED.find(({ path, names }) => path.test(callee.path) && names.test(callee.name));
    if (!found || by !== null) return null;
    by = found.by;
  }
  return by;
}

function isAside({ fun }: CallExpr): boolean {
  return fun.kind === 'SelectorExpr' && ASIDE.test(fun.sel.name);
}
