import type { Change, Edit } from '../../src/model/change.js';

/** A change with nothing but what a test is about. */
export function change(id: string, parts: Partial<Pick<Change, 'edits' | 'creates'>>): Change {
  return {
    id,
    title: id,
    services: ['orders'],
    subject: 'test',
    edits: [],
    creates: [],
    requires: [],
    notes: [],
    ...parts,
  };
}

export function edit(file: string, start: number, end: number, text: string, order?: string): Edit {
  return { file, start, end, text, ...(order === undefined ? {} : { order }) };
}
