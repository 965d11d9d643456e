/** Which files of a Next.js application run on the server, by its conventions. */
import { joinPath } from '../../../model/relative-path.js';
import type { FileIndex } from '../modules/file-index.js';
import { isTestFile } from '../modules/module-graph.js';
import { isCodeFile } from '../modules/source-of-built.js';

export interface NextApplication {
  config: string | null;
  /** `instrumentation.ts`: loaded before everything else. */
  instrumentation: string | null;
  /** Route handlers, API routes, middleware, server components and pages. */
  server: string[];
  /** Page components of the pages router: they run on the server only as far as they load data there. */
  pages: string[];
  routes: { route: string; file: string }[];
}

const SPECIAL =
  /\/(?:page|layout|template|default|loading|not-found|error|route|sitemap|robots|manifest|opengraph-image|icon)\.[jt]sx?$/;

function routeOf(inside: string): string {
  const path = inside
    .replace(/\.[cm]?[jt]sx?$/, '')
    .replace(/\/(?:route|page|index)$|^(?:route|page|index)$/, '')
    .split('/')
    .filter((part) => !/^\(.*\)$/.test(part) && !part.startsWith('@'))
    .join('/');
  return `/${path}`;
}

/** Reads the conventions of the directory. */
export function readNextApplication(directory: string, index: FileIndex): NextApplication {
  const result: NextApplication = { config: null, instrumentation: null, server: [], pages: [], routes: [] };
  const find = (names: readonly string[]) =>
    names.map((name) => joinPath(directory, name)).find((path) => index.has(path)) ?? null;
  result.config = find(['js', 'mjs', 'ts', 'cjs'].map((end) => `next.config.${end}`));
  result.instrumentation = find(
    ['', 'src/'].flatMap((at) => ['ts', 'js', 'mjs'].map((end) => `${at}instrumentation.${end}`)),
  );
  for (const root of ['', 'src/']) {
    const app = joinPath(directory, `${root}app`);
    const pages = joinPath(directory, `${root}pages`);
    const middleware = find(
      ['middleware', 'proxy'].flatMap((name) => ['ts', 'js'].map((end) => `${root}${name}.${end}`)),
    );
    if (middleware !== null) result.server.push(middleware);
    for (const file of index.under(app)) {
      if (!isCodeFile(file) || isTestFile(file) || !SPECIAL.test(file)) continue;
      result.server.push(file);
      if (/\/route\.[jt]s$/.test(file))
        result.routes.push({ route: routeOf(file.slice(app.length + 1)), file });
    }
    for (const file of index.under(pages)) {
      if (!isCodeFile(file) || isTestFile(file)) continue;
      const inside = file.slice(pages.length + 1);
      if (!inside.startsWith('api/')) {
        result.pages.push(file);
        continue;
      }
      result.server.push(file);
      result.routes.push({ route: routeOf(inside), file });
    }
  }
  return result;
}
