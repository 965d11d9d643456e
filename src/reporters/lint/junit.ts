import type { LintOutcome } from '../../model/lint-outcome.js';
import type { Finding } from '../../model/lint-report.js';
import type { Reporter } from '../reporter.js';

/** One suite per file, one failed case per finding; a clean run is one case that passes. */
export const lintJunit: Reporter<LintOutcome> = ({ report, prefix }) => {
  const files = new Map<string, Finding[]>();
  for (const finding of report.findings)
    files.set(finding.file, [...(files.get(finding.file) ?? []), finding]);
  const others = report.failures.filter(({ code }) => code !== 'errors');
  const suites = [...files].map(([file, findings]) => ({
    name: prefix + file,
    cases: findings.map(({ rule, severity, message, line, column }) => ({
      name: `${rule} (${line}:${column})`,
      failure: { type: severity, message, text: `${prefix}${file}:${line}:${column}: ${message}` },
    })),
  }));
  if (others.length > 0)
    suites.push({
      name: 'gate',
      cases: others.map(({ code, message }) => ({
        name: code,
        failure: { type: 'error', message, text: message },
      })),
    });
  const total = suites.reduce((sum, { cases }) => sum + cases.length, 0);
  const body =
    total === 0
      ? [
          '  <testsuite name="instrument lint" tests="1" failures="0">',
          '    <testcase name="no findings" classname="instrument lint"/>',
          '  </testsuite>',
        ]
      : suites.flatMap(({ name, cases }) => [
          `  <testsuite name="${xml(name)}" tests="${cases.length}" failures="${cases.length}">`,
          ...cases.flatMap((one) => [
            `    <testcase name="${xml(one.name)}" classname="${xml(name)}">`,
            `      <failure type="${one.failure.type}" message="${xml(one.failure.message)}">${xml(one.failure.text)}</failure>`,
            '    </testcase>',
          ]),
          '  </testsuite>',
        ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="instrument lint" tests="${Math.max(1, total)}" failures="${total}">`,
    ...body,
    '</testsuites>',
    '',
  ].join('\n');
};

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** Text for XML; characters that XML 1.0 allows nowhere are left out. */
function xml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const allowed = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return allowed.replace(/[&<>"\n]/g, (character) => ENTITIES[character]!);
}
