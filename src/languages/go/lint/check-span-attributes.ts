/** Attributes that say too much, and business spans that say nothing. */
import type { CheckResult, DraftFinding } from '../../../model/finding.js';
import type { OptionValues } from '../../../model/rule.js';
import {
  describePayload,
  describeSensitive,
  holdsModelContent,
  isHarmlessName,
  sensitiveName,
} from '../../attribute-content.js';
import { PERSONAL_DATA } from '../../attribute-levels.js';
import { businessTerms, splitWords } from '../../business-vocabulary.js';
import { resolveNames } from '../names/resolve-names.js';
import type { Expr, FuncDecl, Ident } from '../syntax/ast.js';
import { findAttributes, type GoAttribute } from './attribute-keys.js';
import { bareSpans } from './bare-spans.js';
import type { GoRuleFile } from './go-rule-file.js';

export function checkGoSpanAttributes(file: GoRuleFile, options: OptionValues): CheckResult {
  const allowed = Array.isArray(options.allow) ? options.allow : [];
  const revealing = file
    .once(findAttributes)
    .filter(({ name }) => name === null || !allowed.includes(name))
    .flatMap((attribute) => sensitive(file, attribute) ?? payload(file, attribute) ?? []);
  const bare = bareSpans(file);
  return { findings: [...revealing, ...bare.findings], claims: bare.claims };
}

function sensitive(file: GoRuleFile, { maker, key, name, value }: GoAttribute): DraftFinding | null {
  if (value === null || /^Bool/.test(maker) || isHarmless(value)) return null;
  const byValue = nameOfValue(value);
  const found = (name === null ? null : sensitiveName(name)) ?? sensitiveName(byValue);
  if (found === null || (byValue !== '' && isHarmlessName(byValue))) return null;
  // A number is no password, but a card has one.
  if (/^(?:Int|Float)/.test(maker) && found.what !== 'card data') return null;
  const at = { start: key.start, end: value.end };
  const shown = name ?? file.text.slice(value.start, value.end);
  return {
    at,
    message: describeSensitive(shown, found),
    ...(found.kind === 'personal' && { level: PERSONAL_DATA }),
  };
}

/** `Password` of `req.User.Password`, `Authorization` of `r.Header.Get("Authorization")`; empty for others. */
function nameOfValue(value: Expr): string {
  switch (value.kind) {
    case 'ParenExpr':
    case 'StarExpr':
      return nameOfValue(value.x);
    case 'Ident':
      return value.name;
    case 'SelectorExpr':
      return value.sel.name;
    case 'CallExpr': {
      const { fun, args } = value;
      if (fun.kind === 'Ident' && fun.name === 'string' && args[0]) return nameOfValue(args[0]);
      if (fun.kind !== 'SelectorExpr') return '';
      const [header] = args;
      if (fun.sel.name === 'Get' && header?.kind === 'BasicLit' && nameOfValue(fun.x) === 'Header')
        return `header_${header.raw.slice(1, -1)}`;
      return args.length === 0 ? fun.sel.name.replace(/^Get(?=[A-Z])/, '') : '';
    }
    default:
      return '';
  }
}

/** Texts of the code, comparisons, and what a function has masked or hashed. */
function isHarmless(value: Expr): boolean {
  if (value.kind === 'BasicLit' || value.kind === 'BinaryExpr')
    return value.kind === 'BasicLit' || value.op !== '+';
  if (value.kind === 'SliceExpr') return true;
  if (value.kind !== 'CallExpr') return false;
  const { fun } = value;
  const name = fun.kind === 'SelectorExpr' ? fun.sel.name : fun.kind === 'Ident' ? fun.name : '';
  return isHarmlessName(name) || /^(?:len|cap)$/.test(name) || value.args.some(isHarmlessCall);
}

function isHarmlessCall(value: Expr): boolean {
  return value.kind === 'CallExpr' && isHarmless(value);
}

/** Functions whose result is as long as what they are given. */
const WHOLE: Readonly<Record<string, RegExp>> = {
  json: /^Marshal(?:Indent)?$/,
  protojson: /^(?:Marshal|Format)$/,
  prototext: /^(?:Marshal|Format)$/,
  xml: /^Marshal(?:Indent)?$/,
  yaml: /^Marshal$/,
  io: /^ReadAll$/,
  ioutil: /^ReadAll$/,
  httputil: /^Dump(?:Request|RequestOut|Response)$/,
  spew: /^Sdump$/,
};

function payload(file: GoRuleFile, { key, name, value }: GoAttribute): DraftFinding | null {
  if (value === null || name === null || holdsModelContent(name)) return null;
  const what = wholeValue(file, value);
  return what === null
    ? null
    : { at: { start: key.start, end: value.end }, message: describePayload(name, what) };
}

function wholeValue(file: GoRuleFile, value: Expr): string | null {
  if (value.kind !== 'CallExpr') return null;
  const { fun, args } = value;
  const [first] = args;
  if (fun.kind === 'Ident' && fun.name === 'string' && first) {
    if (first.kind === 'CallExpr') return wholeResult(first);
    if (first.kind !== 'Ident') return null;
    const from = sourceOf(file, first);
    return from?.kind === 'CallExpr' ? wholeResult(from) : null;
  }
  if (fun.kind !== 'SelectorExpr' || fun.x.kind !== 'Ident') return null;
  if (fun.x.name === 'fmt' && fun.sel.name === 'Sprintf' && first?.kind === 'BasicLit' && args.length === 2)
    return /^.%[+#]v.$/.test(first.raw) && isMessage(args[1]!) ? 'every field of a value' : null;
  return wholeResult(value);
}

function wholeResult({ fun }: Expr & { kind: 'CallExpr' }): string | null {
  if (fun.kind !== 'SelectorExpr' || fun.x.kind !== 'Ident') return null;
  if (WHOLE[fun.x.name]?.test(fun.sel.name) !== true) return null;
  return /Read|Dump/.test(fun.sel.name) ? 'all that was read' : 'a whole value, written out';
}

const MESSAGE =
  /^(?:req|request|res|resp|response|body|payload|event|message|msg|input|output|params|arguments|headers?)$/;

/** What comes in or goes out, and what business is about, is a struct of many fields; other values may be keys. */
function isMessage(value: Expr): boolean {
  const name = nameOfValue(value);
  return MESSAGE.test(splitWords(name).at(-1) ?? '') || businessTerms(name).nouns.length > 0;
}

/** What a variable of a function was first given. */
function sourceOf(file: GoRuleFile, ident: Ident): Expr | null {
  const decl = file.tree.decls.find(
    (one): one is FuncDecl => one.kind === 'FuncDecl' && one.start <= ident.start && ident.end <= one.end,
  );
  const variable = decl && resolveNames(decl).of(ident);
  const source = variable?.source;
  if (source?.from !== 'value' || variable!.assignments.length > 0) return null;
  return source.result === 0 ? source.value : null;
}
