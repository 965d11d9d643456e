import { InstrumentError } from '../errors/instrument-error.js';
import { nearest } from '../errors/nearest.js';
import { explainable } from '../explain/explainable.js';
import { pageList } from '../explain/page-list.js';
import { pageMarkdown } from '../explain/page-markdown.js';
import { pageText } from '../explain/page-text.js';
import type { CommandContext } from './command-context.js';
import { outputTargets } from './output-target.js';

export interface ExplainFlags {
  format?: string;
}

/** `instrument explain [id]`: the pages of an id, or the list of all ids. */
export function explainCommand(id: string | undefined, flags: ExplainFlags, context: CommandContext): number {
  const format = outputTargets(['text', 'markdown'], flags)[0]!.format;
  const pages = explainable();
  if (id === undefined) {
    context.print(pageList(pages, context));
    return 0;
  }
  const found = pages.filter((page) => page.id === id);
  if (found.length === 0) {
    const ids = pages.map((page) => page.id);
    throw InstrumentError.of('unknown-id', { name: id }, { nearest: nearest(id, ids) });
  }
  const texts = found.map((page) => (format === 'markdown' ? pageMarkdown(page) : pageText(page, context)));
  context.print(texts.join('\n'));
  return 0;
}
