/** The diagnostics that listing and reading files can give: one table, so that each code has its help. */
import type { Diagnostic } from '../model/scan-report.js';

const table = {
  unreadable: {
    severity: 'warning',
    help: 'Check the permissions, or leave the path out with `ignore` in instrument.yaml.',
  },
  'invalid-utf8': {
    severity: 'warning',
    help: 'Save the file as UTF-8; until then the bytes in question read as U+FFFD.',
  },
  'binary-file': {
    severity: 'info',
    help: 'Leave the file out with `ignore` in instrument.yaml if it is no source file.',
  },
  'file-too-large': {
    severity: 'info',
    help: 'Files above 2 MB are taken as generated; leave it out with `ignore` in instrument.yaml, or split it.',
  },
  'invalid-yaml': {
    severity: 'warning',
    help: 'Correct the syntax; what this file deploys is not known until then.',
  },
} as const;

export type WorkspaceDiagnosticCode = keyof typeof table;

/** A diagnostic of the workspace with the severity and the help of its code. */
export function workspaceDiagnostic(
  code: WorkspaceDiagnosticCode,
  file: string,
  message: string,
  line = 1,
): Diagnostic {
  return { code, severity: table[code].severity, file, line, message, help: table[code].help };
}
