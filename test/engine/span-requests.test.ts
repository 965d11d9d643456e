import { expect, test } from 'vitest';
import { suggestions } from '#src/engine/span-requests.js';
import type { Operation } from '#src/model/scan-report.js';
import { sampleReport } from '../reporters/sample-report.js';
import { memoryWorkspace } from '../workspace/memory-workspace.js';

const operation = (name: string, line: number): Operation => ({
  name,
  file: 'orders.go',
  line,
  flagged: false,
  score: 0.65,
  reasons: [],
});

test('of equal candidates the first in the code comes first, whether it has its span already or not', () => {
  const report = sampleReport();
  const [service] = report.services;
  const chosen = (operations: Operation[], spannedOperations: Operation[]) =>
    suggestions({
      workspace: memoryWorkspace({}),
      report: { ...report, services: [{ ...service!, operations, spannedOperations }] },
      services: null,
    }).map(({ match }) => match);
  const before = chosen([operation('chargeOrder', 9), operation('refundOrder', 30)], []);
  expect(before).toEqual(['chargeOrder', 'refundOrder']);
  expect(chosen([operation('refundOrder', 33)], [operation('chargeOrder', 9)])).toEqual(before);
});
