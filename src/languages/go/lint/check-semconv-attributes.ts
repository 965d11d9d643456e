/** Names of attributes that the semantic conventions do not, or no longer, have. */
import type { CheckResult, Claim, DraftFinding, DraftFix, TextRange } from '../../../model/finding.js';
import type { OptionValues } from '../../../model/rule.js';
import {
  judgeName,
  type NameVerdict,
  type OldVerdict,
  oldNameOf,
  oldNameOfValue,
  releaseName,
} from '../../semconv/attribute-names.js';
import { describeVerdict, replacement } from '../../semconv/name-messages.js';
import { unquoteGoString } from '../go-string.js';
import { importName } from '../rewrite/go-source.js';
import { walk } from '../rewrite/walk.js';
import type { BasicLit, Decl, Expr } from '../syntax/ast.js';
import { ATTRIBUTE_PACKAGE, findAttributes, isValueSetter, shadows } from './attribute-keys.js';
import type { GoRuleFile } from './go-rule-file.js';

/** Telemetry, or a text that may be an attribute's name kept in a constant. */
export const MENTIONS_GO_ATTRIBUTE_NAMES =
  /go\.opentelemetry\.io\/otel|"(?:cloud|code|container|db|deployment|enduser|feature_flag|host|http|k8s|messaging|net|network|peer|process|rpc|server|client|service|tls|url|user|user_agent|vcs)\.[\w.]+"/;

export function checkGoSemconvAttributes(file: GoRuleFile, options: OptionValues): CheckResult {
  const release = String(options.release ?? '');
  const attributes = file.once(findAttributes);
  const set = new Set(attributes.flatMap(({ name }) => name ?? []));
  const judged = (name: string): NameVerdict | null => {
    const verdict = judgeName(name, release);
    // Code that sets the new name too is on its way already.
    return verdict !== null && set.has(replacement(verdict) ?? '') ? null : verdict;
  };
  const direct = attributes.flatMap(({ key }): DraftFinding[] => {
    const literal = literalOf(key);
    return literal === null ? [] : report(literal, judged, true);
  });
  const constants = ownConstants(file).flatMap(({ name, literal }) =>
    report(literal, judged, false).map((finding) => ({
      ...finding,
      when: [usedAsKey(`${packageOf(file)}.${name}`)],
    })),
  );
  return { findings: [...direct, ...constants, ...oldConstants(file, release)], claims: usedConstants(file) };
}

function report(
  literal: BasicLit,
  judged: (name: string) => NameVerdict | null,
  isKey: boolean,
): DraftFinding[] {
  const name = unquoteGoString(literal.raw);
  const verdict = judged(name);
  if (verdict === null) return [];
  const fix = fixOf(literal, verdict, isKey);
  return [
    {
      at: { start: literal.start, end: literal.end },
      message: describeVerdict(name, verdict),
      ...(fix && { fix }),
    },
  ];
}

function fixOf(literal: BasicLit, verdict: NameVerdict, isKey: boolean): DraftFix | null {
  const to = replacement(verdict);
  if (to === null) return null;
  const edits = [{ start: literal.start + 1, end: literal.end - 1, text: to }];
  return { title: `Write \`${to}\``, safe: isKey && verdict.kind === 'renamed', edits };
}

function literalOf(expr: Expr): BasicLit | null {
  if (expr.kind === 'ParenExpr') return literalOf(expr.x);
  return expr.kind === 'BasicLit' && expr.literal === 'string' ? expr : null;
}

/** "The constant is used as the key of an attribute." */
function usedAsKey(constant: string): string {
  return `go attribute-key ${constant}`;
}

/** The name under which other files know the file's package. */
function packageOf({ importPath, path }: GoRuleFile): string {
  return importPath ?? path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** Constants and variables of the package that hold a text or an `attribute.Key` of one. */
function ownConstants(file: GoRuleFile): { name: string; literal: BasicLit }[] {
  return file.tree.decls.flatMap((decl) => {
    if (decl.kind !== 'GenDecl' || (decl.keyword !== 'const' && decl.keyword !== 'var')) return [];
    return decl.specs.flatMap((spec) =>
      spec.kind !== 'ValueSpec'
        ? []
        : spec.names.flatMap(({ name }, i) => {
            const value = spec.values[i];
            const literal = value && literalOf(keyArgument(file, value) ?? value);
            return literal ? [{ name, literal }] : [];
          }),
    );
  });
}

function keyArgument({ tree }: GoRuleFile, value: Expr): Expr | undefined {
  if (value.kind !== 'CallExpr' || value.fun.kind !== 'SelectorExpr' || value.fun.sel.name !== 'Key')
    return undefined;
  const { x } = value.fun;
  const isAttribute = tree.imports.some(
    (spec) => spec.path === ATTRIBUTE_PACKAGE && x.kind === 'Ident' && x.name === importName(spec),
  );
  return isAttribute ? value.args[0] : undefined;
}

/** Constants, of this or other packages, that the file uses as keys. */
function usedConstants(file: GoRuleFile): Claim[] {
  const imports = new Map(file.tree.imports.map((spec) => [importName(spec), spec.path]));
  const names = new Set<string>();
  for (const decl of file.tree.decls) {
    const isShadowed = shadows(decl.kind === 'FuncDecl' ? decl : null);
    const use = (expr: Expr): void => {
      if (expr.kind === 'Ident' && !isShadowed(expr)) names.add(`${packageOf(file)}.${expr.name}`);
      if (expr.kind !== 'SelectorExpr' || expr.x.kind !== 'Ident' || isShadowed(expr.x)) return;
      const path = imports.get(expr.x.name);
      if (path !== undefined) names.add(`${path}.${expr.sel.name}`);
    };
    for (const { key } of file.once(findAttributes))
      if (decl.start <= key.start && key.end <= decl.end) use(key);
    for (const node of walk(decl)) {
      if (node.kind !== 'CallExpr' || node.fun.kind !== 'SelectorExpr' || node.args.length !== 1) continue;
      if (isValueSetter(node.fun.sel.name)) use(node.fun.x);
    }
  }
  return [...names].map((name) => ({ name: usedAsKey(name) }));
}

const SEMCONV = /^go\.opentelemetry\.io\/otel\/semconv\/v(1\.\d+)\.\d+$/;

/** Where a declaration says the keys of the attributes that it makes. */
function keysOf(file: GoRuleFile, decl: Decl): TextRange[] {
  const made = file.once(findAttributes).map(({ key }) => key);
  const set = [...walk(decl)].flatMap((node) =>
    node.kind === 'CallExpr' && node.fun.kind === 'SelectorExpr' && isValueSetter(node.fun.sel.name)
      ? [node.fun.x]
      : [],
  );
  return [...made, ...set];
}

interface OldConstant {
  name: string;
  verdict: OldVerdict;
  /** Of the imported package. */
  version: string;
  places: TextRange[];
}

/** Constants and functions of an imported `semconv` package whose names are old: one finding for each. */
function oldConstants(file: GoRuleFile, release: string): DraftFinding[] {
  const versions = new Map(
    file.tree.imports.flatMap((spec) => {
      const version = SEMCONV.exec(spec.path)?.[1];
      return version === undefined ? [] : [[importName(spec), version] as const];
    }),
  );
  if (versions.size === 0) return [];
  const found = new Map<string, OldConstant>();
  for (const decl of file.tree.decls) {
    const isShadowed = shadows(decl.kind === 'FuncDecl' ? decl : null);
    const keys = keysOf(file, decl);
    for (const node of walk(decl)) {
      if (node.kind !== 'SelectorExpr' || node.x.kind !== 'Ident') continue;
      const version = versions.get(node.x.name);
      if (version === undefined || isShadowed(node.x)) continue;
      const constant = node.sel.name;
      // A key alone may be there to read what others set.
      if (constant.endsWith('Key') && !keys.some((key) => key.start <= node.start && node.end <= key.end))
        continue;
      const name = oldNameOf(constant.replace(/Key$/, '')) ?? oldNameOfValue(constant);
      const verdict = name === null ? null : judgeName(name, release);
      if (name === null || verdict === null || verdict.kind === 'misspelt') continue;
      const known = found.get(constant) ?? { places: [], name, verdict, version };
      known.places.push({ start: node.start, end: node.end });
      found.set(constant, known);
    }
  }
  return [...found].map(([constant, { places, name, verdict, version }]) => {
    const [at, ...others] = places.sort((a, b) => a.start - b.start);
    const later = `Import a release from v${releaseName(verdict.since)} on, and use its constant.`;
    return {
      at: at!,
      message: `\`${constant}\` of semconv v${version} is \`${name}\`: ${describeVerdict(name, verdict)} ${later}`,
      ...(others.length > 0 && { related: others.map((other) => ({ at: other, message: 'also here' })) }),
    };
  });
}
