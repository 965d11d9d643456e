/** Go text with `@{path}` in it, for a file that exists or for one of ours. */
import type { Edit } from '#src/model/change.js';
import type { GoHelper } from '#src/model/go-wrap.js';
import { type FileNames, freeImportName } from './file-names.js';

const PLACEHOLDER = /@\{(?:(\w+)=)?([^}]+)\}/g;
const HELPER = /@\((\w+)\)/g;

/** Puts the final names of helpers in for `@(name)`. */
export function nameHelpers(
  code: string,
  helpers: readonly GoHelper[] | undefined,
  nameOf: (helper: GoHelper) => string,
): string {
  return code.replace(HELPER, (_, name: string) => nameOf(helpers!.find((h) => h.name === name)!));
}

/** Helpers with all that they use. */
export function withUsed(helpers: readonly GoHelper[]): GoHelper[] {
  return helpers.flatMap((h) => [h, ...withUsed(h.uses ?? [])]);
}

export interface Rendered {
  text: string;
  edits: Edit[];
  /** Import paths that it uses. */
  imports: string[];
}

export function render(code: string, names: FileNames, offset: number): Rendered {
  const edits: Edit[] = [];
  const imports: string[] = [];
  const text = code.replace(PLACEHOLDER, (_, hint: string | undefined, path: string) => {
    const found = names.nameFor(path, hint ?? null, offset);
    edits.push(...found.edits);
    imports.push(path);
    return found.name;
  });
  return { text, edits, imports };
}

/** A whole file: package clause, sorted imports, body. */
export function renderFile(
  packageName: string,
  comment: string,
  body: string,
  isTaken: (name: string) => boolean,
): { text: string; imports: string[] } {
  const names = new Map<string, string>();
  const used = new Set<string>();
  const text = body.replace(PLACEHOLDER, (_, hint: string | undefined, path: string) => {
    let name = names.get(path);
    if (name === undefined) {
      name = freeImportName(path, hint ?? null, (n) => isTaken(n) || used.has(n));
      names.set(path, name);
      used.add(name);
    }
    return name;
  });
  const spec = ([path, name]: [string, string]) => {
    const last = path.split('/').at(-1) ?? path;
    const plain = name === last || (/^v\d+$/.test(last) && name === path.split('/').at(-2));
    return plain ? `\t"${path}"` : `\t${name} "${path}"`;
  };
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  const groups = [
    sorted.filter(([path]) => !path.split('/')[0]!.includes('.')),
    sorted.filter(([path]) => path.split('/')[0]!.includes('.')),
  ].filter((g) => g.length > 0);
  const imports = groups.map((g) => g.map(spec).join('\n')).join('\n\n');
  const clause = `${comment}package ${packageName}\n`;
  return {
    text: `${clause}\nimport (\n${imports}\n)\n\n${text.trim()}\n`,
    imports: [...names.keys()],
  };
}
