import type { PlanReport, PlanStep, RankedService } from '../../model/plan-report.js';
import { code, markdownTable, plain } from '../markdown/escape-markdown.js';
import type { Reporter } from '../reporter.js';
import { ganttLines, serviceMapLines } from './mermaid.js';

/** A page for a wiki or a pull request. */
export const planMarkdown: Reporter<PlanReport> = (report) => {
  const effort = report.phases.flatMap(({ steps }) => steps).reduce((sum, step) => sum + step.effortHours, 0);
  const parts = [
    '## Instrumentation rollout',
    `${report.services.length} services · ${report.phases.flatMap(({ steps }) => steps).length} steps · about ${Math.round(effort)} hours of work · ranked by ${report.sources.join(', ')}`,
    diagram(ganttLines(report)),
    ...report.phases.flatMap(({ number, title, outcome, steps }) => [
      `### Phase ${number}: ${title}`,
      `**Outcome**: ${outcome}`,
      ...(steps.length === 0 ? ['Nothing is left to do here.'] : steps.map(stepText)),
    ]),
    '### Order of the services',
    markdownTable(['#', 'service', 'owner', 'layer', 'score', 'why'], report.services.map(row)).join('\n'),
    ...(report.calls.length > 0 ? ['### Who calls whom', diagram(serviceMapLines(report))] : []),
    ...(report.notes.length > 0
      ? ['### Notes', report.notes.map((note) => `- ${plain(note)}`).join('\n')]
      : []),
  ];
  return `${parts.join('\n\n')}\n`;
};

function diagram(lines: readonly string[]): string {
  return ['```mermaid', ...lines, '```'].join('\n');
}

function stepText(step: PlanStep): string {
  const traces =
    step.traceAfter.length === 0
      ? ''
      : `\n\n  \`\`\`\n  before  ${step.traceBefore.join('\n          ')}\n\n  after   ${step.traceAfter.join('\n          ')}\n  \`\`\``;
  const command = step.command === null ? '' : `\n  ${code(step.command)}`;
  return `- **${plain(step.title)}** (${step.days} d, about ${step.effortHours} h): ${plain(step.shows)}${command}${traces}`;
}

function row({ rank, name, owner, layer, target, score, signals }: RankedService): string[] {
  const why = signals.slice(0, 3).map(({ text }) => plain(text));
  return [
    `${rank}`,
    code(name),
    plain(owner ?? ''),
    `${layer ?? '–'} → ${target}`,
    `${score}`,
    why.join('; '),
  ];
}
