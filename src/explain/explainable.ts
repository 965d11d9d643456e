import { goIntegrations } from '#codemods/go/index.js';
import { nodeIntegrations } from '#codemods/node/index.js';
import { diagnosticPages, errorPages, reasonPages } from './code-pages.js';
import { goIntegrationPage, nodeIntegrationPage } from './integration-page.js';
import { layersPage } from './layers-page.js';
import type { Page } from './page.js';
import { rulePages } from './rule-pages.js';

/** Every page that there is. A library of both languages has two pages of the same id. */
export function explainable(): Page[] {
  return [
    layersPage,
    ...rulePages(),
    ...goIntegrations.map(goIntegrationPage),
    ...nodeIntegrations.map(nodeIntegrationPage),
    ...reasonPages(),
    ...diagnosticPages(),
    ...errorPages(),
  ];
}
