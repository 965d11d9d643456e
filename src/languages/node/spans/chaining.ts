/** Whether a project takes `a?.b` in JavaScript: what its package.json and its ESLint configuration say, read as text. */
import semver from 'semver';
import { ancestors } from '../modules/file-index.js';

/** The first Node.js that reads it, and the first edition of ECMAScript that has it. */
const NODE = '14.0.0';
const EDITION = 2020;
const ESLINT = ['.eslintrc', ...['js', 'cjs', 'json', 'yml', 'yaml'].map((end) => `.eslintrc.${end}`)];

/** @param read the text of a file of the repository, null where there is none */
export function allowsChaining(directory: string, read: (path: string) => string | null): boolean {
  const at = ancestors(directory);
  const inFolder = (folder: string, name: string) => read(folder === '.' ? name : `${folder}/${name}`);
  const manifests = at.flatMap((folder) => inFolder(folder, 'package.json') ?? []);
  const engines = manifests.flatMap((text) => /"node"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? [])[0];
  const oldest = semver.validRange(engines) ? semver.minVersion(engines ?? '') : null;
  if (oldest !== null && semver.lt(oldest, NODE)) return false;
  const settings = [...at.flatMap((folder) => ESLINT.map((name) => inFolder(folder, name))), ...manifests];
  const editions = settings.flatMap((text) => {
    const written = /["']?ecmaVersion["']?\s*:\s*(\d+)/.exec(text ?? '')?.[1];
    return written === undefined ? [] : [Number(written)];
  });
  const [edition = EDITION] = editions.map((one) => (one < 2015 ? one + 2009 : one));
  return edition >= EDITION;
}
