import type { GoIntegration, NodeIntegration, NodePattern } from '../model/integration.js';
import type { Block, Page } from './page.js';

/** The page of a Go library: what counts as a site, and what instruments it. */
export function goIntegrationPage(integration: GoIntegration): Page {
  const sites = integration.sites.flatMap((site) => [
    ...(site.calls ?? []).map((name) => `a call of \`${site.package}.${name}\``),
    ...(site.literals ?? []).map((name) => `a value of type \`${site.package}.${name}\``),
    ...(site.variables ?? []).map((name) => `a use of \`${site.package}.${name}\``),
  ]);
  const instrumenters = integration.instrumentedBy.map(
    ({ by, package: path, funcs = [], constructs = [] }) => {
      const functions = [...funcs, ...constructs].map((name) => `\`${name}\``).join(', ');
      return `${by}: ${functions || 'any function'} of \`${path}\``;
    },
  );
  return {
    id: integration.id,
    group: 'Go integrations',
    title: integration.title,
    blocks: [
      ...introduction(integration, 'Go'),
      ...list('What a scan looks for', [...new Set(sites)]),
      ...list('Instrumented by', instrumenters),
      ...list('Sources', integration.links ?? []),
    ],
  };
}

/** The page of a Node.js library: versions, what counts as a site, and what instruments it. */
export function nodeIntegrationPage(integration: NodeIntegration): Page {
  const versions = integration.packages.map(({ name, versions: range, because }) => [
    `\`${name}\``,
    range === undefined ? 'any' : `\`${range}\``,
    because ?? '',
  ]);
  const instrumenters = integration.instrumentedBy.map((one) => {
    if (one.hooks !== undefined) return `${one.by}, which hooks \`${one.hooks}\``;
    const place = one.where === 'sdk' ? 'in the instrumentations of the SDK' : 'in the code of the service';
    const when = one.ifPresent === undefined ? '' : `, when the service depends on \`${one.ifPresent}\``;
    return `${one.by}: \`${one.export}\` of \`${one.package}\`, ${place}${when}`;
  });
  return {
    id: integration.id,
    group: 'Node.js integrations',
    title: integration.title,
    blocks: [
      ...introduction(integration, 'Node.js'),
      { kind: 'paragraph', text: automaticCoverage(integration) },
      ...table('Packages', ['package', 'versions', 'because'], versions),
      ...list('What a scan looks for', [...new Set(integration.sites.flatMap(describePattern))]),
      ...list('Instrumented by', instrumenters),
      ...list('What `instrument apply` registers', registered(integration)),
      ...list('Spans', integration.spans ?? []),
      ...list('Sources', integration.links ?? []),
    ],
  };
}

/** As it stands in the bootstrap: the instrumentation itself and those that go with it. */
function registered({ instrumentedBy, also = [] }: NodeIntegration): string[] {
  const own = instrumentedBy.find(({ where, ifPresent }) => where === 'sdk' && ifPresent === undefined);
  return [...(own ? [own] : []), ...also].flatMap((one) => {
    const options = (one.options ?? '')
      .replace(/^ *\/\/.*\n/gm, '')
      .replace(/\s+/g, ' ')
      .replace(/, \}/, ' }');
    const when = one.ifPresent === undefined ? '' : `, with \`${one.ifPresent}\``;
    const what =
      one.hooks === undefined
        ? `\`new ${one.export}(${options})\` of \`${one.package}\``
        : `\`${one.element}\`, a class that it writes into the set-up file`;
    return [`${what}${when}`, ...(one.notes ?? [])];
  });
}

function automaticCoverage(integration: NodeIntegration): string {
  const bundle = '`@opentelemetry/auto-instrumentations-node`';
  if (!integration.inAutoInstrumentations) return `It is not part of ${bundle}.`;
  const before = integration.autoInstrumentationsBefore;
  return `It is part of ${bundle}${before === undefined ? '' : ` before ${before}`}.`;
}

function introduction(integration: GoIntegration | NodeIntegration, language: string): Block[] {
  const recommended =
    integration.instrumentation === null
      ? 'There is no maintained instrumentation library for it.'
      : `We recommend \`${integration.instrumentation}\`.`;
  const text = `${integration.summary} Language: ${language}. Role: ${integration.role}. ${recommended}`;
  const manual: Block[] =
    integration.manual === undefined ? [] : [{ kind: 'paragraph', text: integration.manual }];
  return [{ kind: 'paragraph', text }, ...manual];
}

function describePattern(pattern: NodePattern): string[] {
  if (pattern.kind === 'global') return [`a call of the global \`${pattern.name}\``];
  const of = `\`${pattern.module}\``;
  if (pattern.kind === 'method') {
    return pattern.methods.map((name) => `a call of \`.${name}()\` on a value of ${of}`);
  }
  const what = { new: 'an instance of', call: 'a call of', extends: 'a class that extends' }[pattern.kind];
  return pattern.exports.map((name) =>
    name === 'default' ? `${what} what ${of} exports` : `${what} \`${name}\` of ${of}`,
  );
}

function list(title: string, items: readonly string[]): Block[] {
  return items.length === 0
    ? []
    : [
        { kind: 'heading', text: title },
        { kind: 'list', items },
      ];
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): Block[] {
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', text: title },
    { kind: 'table', head, rows },
  ];
}
