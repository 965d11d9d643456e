import type { ApplyReport } from '../../model/apply-report.js';
import type { Reporter } from '../reporter.js';
import { count } from '../shared/count.js';
import { type Palette, palette } from '../text/palette.js';
import { shellWord } from '../text/shell-word.js';
import { changeLines } from './change-lines.js';
import { applyDiff } from './diff.js';
import { skipLines } from './skip-lines.js';
import { verificationLines } from './verification-lines.js';

/** What a person reads on a terminal; with `details` the patch too. */
export const applyText: Reporter<ApplyReport> = (report, options) => {
  const style = palette(options.color);
  const sections = [
    [headline(report, style)],
    options.details ? applyDiff(report, options).trimEnd().split('\n') : [],
    changeLines(report, style),
    skipLines(report, style, options.width),
    requirementLines(report, style),
    verificationLines(report, style),
    nextLines(report, style, options.path),
  ];
  const filled = sections.filter((lines) => lines.some((line) => line !== ''));
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

function headline({ changes, files }: ApplyReport, style: Palette): string {
  const made = changes.filter(({ status }) => status === 'applied' || status === 'planned');
  const not = changes.length - made.length;
  const rest = not > 0 ? `, ${count(not, 'change')} not made` : '';
  if (made.length === 0) return style.title(`Nothing to apply${rest}`);
  const verb = made.every(({ status }) => status === 'applied') ? 'Applied' : 'Planned, nothing written:';
  return style.title(`${verb} ${count(made.length, 'change')} in ${count(files.length, 'file')}${rest}`);
}

function requirementLines({ requires, raises }: ApplyReport, style: Palette): string[] {
  if (requires.length === 0) return [];
  const place = (directory: string) => (directory === '.' ? '' : style.dim(`  (${directory})`));
  const lines = requires.map((r) => `  ${r.name} ${r.version}${place(r.directory)}`);
  const raised = raises.map((r) => `  raised: ${r.name} ${r.from} → ${r.to}${place(r.directory)}`);
  return [style.title('Modules'), ...lines, ...raised];
}

function nextLines(
  { layer, changes, files }: ApplyReport,
  style: Palette,
  path: string | undefined,
): string[] {
  const where = path === undefined ? '' : ` ${shellWord(path)}`;
  const lines: string[] = [];
  if (changes.some(({ status }) => status === 'planned'))
    lines.push(`instrument apply${where} --layer ${layer} --yes`);
  if (changes.some(({ status }) => status === 'applied'))
    lines.push(...tryOut(files), `instrument apply${where} --undo`);
  lines.push(`instrument scan${where}`);
  return [style.title('Next'), ...lines.map((line) => `  ${style.command(line)}`)];
}

/** Commands that tell whether the changed files do what they did before, or put them to use. */
function tryOut(files: ApplyReport['files']): string[] {
  const has = (name: RegExp) => files.find(({ path }) => name.test(path))?.path;
  const manager = has(/pnpm-lock\.yaml$/) ? 'pnpm' : has(/yarn\.lock$/) ? 'yarn' : 'npm';
  const kustomization = has(/(?:^|\/)kustomization\.yaml$/);
  return [
    ...(has(/\.go$/) ? ['go test ./...'] : []),
    ...(has(/\.[cm]?[jt]sx?$/)
      ? [...(has(/(?:^|\/)package\.json$/) ? [`${manager} install`] : []), `${manager} test`]
      : []),
    ...(kustomization
      ? [`kubectl apply --kustomize ${shellWord(kustomization.replace(/\/?[^/]+$/, '') || '.')}`]
      : []),
  ];
}
