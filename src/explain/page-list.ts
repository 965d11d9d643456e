import { columnsOf, pad, shorten } from '../reporters/text/fit-text.js';
import { palette } from '../reporters/text/palette.js';
import { type Page, pageGroups } from './page.js';

const MAX_WIDTH = 110;

/** Every id that can be explained, by group. */
export function pageList(pages: readonly Page[], options: { color: boolean; width: number }): string {
  const style = palette(options.color);
  const width = Math.min(options.width, MAX_WIDTH);
  const idWidth = Math.max(...pages.map((page) => columnsOf(page.id)));
  const groups = pageGroups
    .map((group) => ({ group, members: pages.filter((page) => page.group === group) }))
    .filter(({ members }) => members.length > 0);
  const sections = groups.map(({ group, members }) => {
    const lines = members.map(
      ({ id, title }) =>
        `  ${style.command(pad(id, idWidth))}  ${shorten(title.replaceAll('`', ''), width - idWidth - 4)}`,
    );
    return [style.title(group), ...lines].join('\n');
  });
  return `${sections.join('\n\n')}\n\n${style.dim('instrument explain <id> prints one of them')}\n`;
}
