import type { ScanReport } from '../../model/scan-report.js';
import type { ReporterOptions } from '../reporter.js';
import { bareUses } from '../shared/bare-uses.js';
import { byImportance } from '../shared/layer-status.js';
import { columnsOf } from './fit-text.js';
import type { Palette } from './palette.js';
import { shellWord } from './shell-word.js';

/** Commands that go on from here, with names out of this report. */
export function nextCommandLines(
  report: ScanReport,
  style: Palette,
  { width, path }: ReporterOptions,
): string[] {
  const scan = path === undefined ? 'instrument scan' : `instrument scan ${shellWord(path)}`;
  const service = byImportance(report.services)[0];
  const integration =
    bareUses(report).uses[0]?.integration ?? report.services.flatMap((one) => one.integrations)[0]?.id;
  const commands: [string, string][] = [];
  if (service)
    commands.push([`${scan} --service ${shellWord(service.name)}`, 'every site and reason of one']);
  if (integration)
    commands.push([`instrument explain ${shellWord(integration)}`, 'how a library is instrumented']);
  commands.push(['instrument explain layers', 'what each layer sees and costs']);
  const commandWidth = Math.max(...commands.map(([command]) => columnsOf(command)));
  const fits = commands.every(([, what]) => commandWidth + columnsOf(what) + 4 <= width);
  const lines = commands.map(([command, what]) => {
    const space = ' '.repeat(commandWidth - columnsOf(command) + 2);
    return `  ${style.command(command)}${fits ? `${space}${style.dim(what)}` : ''}`;
  });
  return [style.title('Next'), ...lines];
}
