import { type ErrorText, errorCodes } from '../errors/error-codes.js';
import { contextSkipCodes } from '../model/context-skip-codes.js';
import { type DiagnosticText, diagnosticCodes } from '../model/diagnostic-codes.js';
import { engineSkipCodes } from '../model/engine-skip-codes.js';
import { goSkipCodes } from '../model/go-skip-codes.js';
import { layer1SkipCodes } from '../model/layer1-skip-codes.js';
import { nodeSkipCodes } from '../model/node-skip-codes.js';
import { recommendationReasons } from '../model/recommendation-reasons.js';
import { spanSkipCodes } from '../model/span-skip-codes.js';
import type { Page } from './page.js';

interface ReasonText {
  title: string;
  text: string;
}

/** Pages of the reasons that a recommendation may give. */
export function reasonPages(): Page[] {
  const reasons: [string, ReasonText][] = Object.entries(recommendationReasons);
  return reasons.map(([id, { title, text }]) => ({
    id,
    group: 'Recommendation reasons',
    title,
    blocks: [{ kind: 'paragraph', text }],
  }));
}

/** Pages of the diagnostics that a scan may give, and of what an apply leaves alone. */
export function diagnosticPages(): Page[] {
  const diagnostics: [string, DiagnosticText][] = Object.entries({
    ...diagnosticCodes,
    ...engineSkipCodes,
    ...goSkipCodes,
    ...contextSkipCodes,
    ...spanSkipCodes,
    ...nodeSkipCodes,
    ...layer1SkipCodes,
  });
  return diagnostics.map(([id, { title, why, help }]) => page(id, 'Diagnostics', title, why, help));
}

/** Pages of the errors that stop a run. What is only known when it happens is shown as `<name>`. */
export function errorPages(): Page[] {
  const errors: [string, ErrorText][] = Object.entries(errorCodes);
  const open = (text: string) => text.replace(/\{(\w+)\}/g, '<$1>');
  return errors.map(([id, { title, why, help }]) => page(id, 'Errors', open(title), open(why), open(help)));
}

function page(id: string, group: Page['group'], title: string, why: string, help: string): Page {
  return {
    id,
    group,
    title,
    blocks: [
      { kind: 'paragraph', text: why },
      { kind: 'paragraph', text: `What to do: ${help}` },
    ],
  };
}
