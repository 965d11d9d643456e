/** How a service's code is written: as its files show, and its formatter's settings where they say more. */
import { directoryOf } from '../../../model/relative-path.js';
import { prettierSettings, projectWidth } from '../spans/project-width.js';
import { type FileStyle, restyle, styleOf } from './file-style.js';
import type { NodeScene, NodeService } from './node-service.js';

/** Files that are looked at: enough to tell a habit. */
const ENOUGH = 20;

/** @returns writes a text of ours in the style of the service */
export function projectStyle(service: NodeService, { workspace, repository }: NodeScene) {
  const { entry, program } = service;
  const files = [...new Set([entry, ...program.code.files])].slice(0, ENOUGH);
  const read = (path: string) => (repository.index.has(path) ? workspace.read(path) : null);
  const shown = styleOf(files.map((file) => read(file) ?? '').join('\n'));
  const directory = directoryOf(entry);
  const style = { ...shown, ...stated(prettierSettings(directory, read)) };
  const width = projectWidth(directory, read);
  return (text: string) => restyle(text, style, width);
}

/** What settings of Prettier say in so many words; its defaults differ from release to release. */
function stated(settings: string): Partial<FileStyle> {
  const stating = (name: string) =>
    new RegExp(`["']?\\b${name}["']?\\s*[:=]\\s*["']?(\\w+)`).exec(settings)?.[1] ?? null;
  const quote = stating('singleQuote');
  const semicolons = stating('semi');
  const commas = stating('trailingComma');
  const arrows = stating('arrowParens');
  const tabs = stating('useTabs');
  const width = stating('tabWidth');
  return {
    ...(quote && { quote: quote === 'true' ? "'" : '"' }),
    ...(semicolons && { semicolons: semicolons === 'true' }),
    ...(commas && { trailingCommas: commas !== 'none' }),
    ...(arrows && { arrowParentheses: arrows !== 'avoid' }),
    ...(width && { indent: ' '.repeat(Number(width)) }),
    ...(tabs === 'true' && { indent: '\t' }),
  };
}
