import { goBootstrap } from '#codemods/go/bootstrap/sdk.js';
import { goIntegrations } from '#codemods/go/index.js';
import { chooseGoVersions } from '#codemods/go/versions.js';
import { planGoChanges } from '../languages/go/rewrite/plan-changes.js';
import type { ApplyPlanner } from './apply-planner.js';

/** Wraps the bare libraries of services and sets the SDK up where there is none: Go so far. */
export const planLayer2: ApplyPlanner = (input) =>
  planGoChanges(input, {
    integrations: goIntegrations,
    versions: chooseGoVersions,
    bootstrap: goBootstrap,
  });
