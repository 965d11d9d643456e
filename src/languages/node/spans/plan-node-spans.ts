import type { SpanPlanner } from '../../span-planner.js';

/** Plans spans around the flagged functions of Node.js services. */
export const planNodeSpans: SpanPlanner = async () => ({ outcomes: [], changes: [], skips: [], names: [] });
