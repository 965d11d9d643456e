import type { SpanPlan, SpanPlannerInput } from '../../span-planner.js';
import type { GoPlanKit } from '../rewrite/plan-changes.js';

/** Plans spans around the flagged functions of Go services. */
export async function planGoSpans(_input: SpanPlannerInput, _kit: GoPlanKit): Promise<SpanPlan> {
  return { outcomes: [], changes: [], skips: [], names: [] };
}
