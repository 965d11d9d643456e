import { expect, test } from 'vitest';
import { addOperations } from '#src/config/add-operations.js';

const ENTRIES = [{ name: 'chargeOrder', service: 'checkout' }, { name: 'Orders.*' }];

test.each<[string, string, string]>([
  ['an empty file', '', 'operations:\n  - name: chargeOrder\n    service: checkout\n  - name: "Orders.*"\n'],
  [
    'a file without the list',
    '# ours\nignore:\n  - legacy',
    '# ours\nignore:\n  - legacy\noperations:\n  - name: chargeOrder\n    service: checkout\n  - name: "Orders.*"\n',
  ],
  [
    'a list between other settings, with comments and its own indentation',
    'operations:\n- name: a # first\n  attributes: { order.id: order.ID }\n# the rest\n\nrules:\n  span-end: error\n',
    'operations:\n- name: a # first\n  attributes: { order.id: order.ID }\n- name: chargeOrder\n  service: checkout\n- name: "Orders.*"\n# the rest\n\nrules:\n  span-end: error\n',
  ],
  [
    'a list that is empty',
    'operations: []\nrules: {}\n',
    'operations:\n  - name: chargeOrder\n    service: checkout\n  - name: "Orders.*"\nrules: {}\n',
  ],
  [
    'a list that is not there yet',
    'operations:\nrules: {}\n',
    'operations:\n  - name: chargeOrder\n    service: checkout\n  - name: "Orders.*"\nrules: {}\n',
  ],
])('%s', (_what, text, expected) => {
  expect(addOperations(text, ENTRIES)).toBe(expected);
});

test.each(['operations: [{ name: a }]\n', 'operations: all\n'])('%j is left alone', (text) => {
  expect(addOperations(text, ENTRIES)).toBeNull();
});
