/** How wide the formatter of a project lets lines be, as its settings say: read as text, never run. */
import { ancestors } from '../modules/file-index.js';

const PRETTIER =
  /(?:^|\/)(?:\.prettierrc(?:\.(?:json5?|ya?ml|toml|[cm]?[jt]s))?|prettier\.config\.[cm]?[jt]s)$/;
const PRETTIER_NAMES = [
  '.prettierrc',
  ...['json', 'json5', 'yaml', 'yml', 'toml', 'js', 'cjs', 'mjs', 'ts'].map((end) => `.prettierrc.${end}`),
  ...['js', 'cjs', 'mjs', 'ts'].map((end) => `prettier.config.${end}`),
];
const NAMES = [...PRETTIER_NAMES, 'biome.json', 'biome.jsonc', 'package.json', '.editorconfig'];
const FORMATTER_DEFAULT = 80;
/** Where no formatter says anything. */
const USUAL = 100;

/** @param read the text of a file of the repository, null where there is none */
export function projectWidth(directory: string, read: (path: string) => string | null): number {
  for (const folder of ancestors(directory)) {
    for (const name of NAMES) {
      const path = folder === '.' ? name : `${folder}/${name}`;
      const text = read(path);
      if (text === null) continue;
      const width = widthIn(path, text);
      if (width !== null) return width;
    }
  }
  return USUAL;
}

/** The nearest settings of Prettier as they are written; empty without any. */
export function prettierSettings(directory: string, read: (path: string) => string | null): string {
  for (const folder of ancestors(directory))
    for (const name of [...PRETTIER_NAMES, 'package.json']) {
      const text = read(folder === '.' ? name : `${folder}/${name}`);
      const own = name === 'package.json' ? /"prettier"\s*:\s*(\{[^}]*\})/.exec(text ?? '')?.[1] : text;
      if (own !== null && own !== undefined) return own;
    }
  return '';
}

function widthIn(path: string, text: string): number | null {
  const own =
    /["']?printWidth["']?\s*[:=]\s*(\d+)/.exec(text) ??
    /["']lineWidth["']\s*:\s*(\d+)/.exec(text) ??
    /^\s*max_line_length\s*=\s*(\d+)/m.exec(text);
  if (own?.[1] !== undefined) return Number(own[1]);
  return PRETTIER.test(path) || /(?:^|\/)biome\.jsonc?$/.test(path) ? FORMATTER_DEFAULT : null;
}
