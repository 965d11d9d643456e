import type { ServiceReport } from '../../model/scan-report.js';
import { languageName } from '../shared/language-name.js';
import { instrumentedPhrase, layerStatus } from '../shared/layer-status.js';
import { code, markdownTable, plain } from './escape-markdown.js';

const OPERATIONS_SHOWN = 10;

/** One service as a section that opens on a click. */
export function serviceSection(service: ServiceReport): string {
  const status = layerStatus(service);
  const summary = `<b>${plain(service.name)}</b> · layer ${status.text} · ${instrumentedPhrase(service)}`;
  const parts = [
    `${languageName(service.language)} in ${code(service.path)}`,
    reasons(service),
    sites(service),
    operations(service),
    spans(service),
    service.otherTracers.length > 0 ? `Other tracers: ${service.otherTracers.map(code).join(', ')}` : '',
  ].filter((part) => part !== '');
  return `<details>\n<summary>${summary}</summary>\n\n${parts.join('\n\n')}\n\n</details>`;
}

function reasons({ recommendation }: ServiceReport): string {
  return recommendation.reasons
    .map(
      ({ text, evidence }) =>
        `- ${plain(text)}${evidence.length > 0 ? ` ${evidence.map(code).join(', ')}` : ''}`,
    )
    .join('\n');
}

function sites({ integrations }: ServiceReport): string {
  const rows = integrations.flatMap((use) =>
    use.sites.map((site) => [
      code(use.id),
      use.role,
      site.instrumented ? `✅ ${plain(use.by ?? '')}`.trim() : 'bare',
      code(`${site.file}:${site.line}`),
    ]),
  );
  return rows.length === 0 ? '' : markdownTable(['integration', 'role', 'state', 'where'], rows).join('\n');
}

function operations({ operations: found }: ServiceReport): string {
  const ranked = [...found].sort((a, b) => Number(b.flagged) - Number(a.flagged) || b.score - a.score);
  const lines = ranked
    .slice(0, OPERATIONS_SHOWN)
    .map(({ name, file, line, score }) => `- ${code(name)} ${code(`${file}:${line}`)} (${score.toFixed(2)})`);
  return lines.length === 0 ? '' : ['Operations worth a span:', '', ...lines].join('\n');
}

function spans({ spans: manual }: ServiceReport): string {
  const lines = manual.map(
    ({ name, file, line }) =>
      `- ${name === null ? 'name not constant' : code(name)} ${code(`${file}:${line}`)}`,
  );
  return lines.length === 0 ? '' : ['Manual spans:', '', ...lines].join('\n');
}
