/** What a program's `expected.yaml` says. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

export const GO_PROGRAMS = fileURLToPath(new URL('../../../fixtures/real/go', import.meta.url));
export const NODE_PROGRAMS = fileURLToPath(new URL('../../../fixtures/real/node', import.meta.url));

const call = z
  .strictObject({
    get: z.string().optional(),
    post: z.string().optional(),
    body: z.string().optional(),
    /** The HTTP status of the answer. */
    answers: z.int(),
    /** The spans of the call's trace, as `traceLines` has them. */
    trace: z.string(),
  })
  .refine((c) => (c.get === undefined) !== (c.post === undefined), 'either `get` or `post`');

const expectation = z.strictObject({
  /** Servers by name. */
  needs: z.array(z.string()).default([]),
  /** Arguments of the program. */
  args: z.array(z.string()).default([]),
  /**
   * For programs whose ending is what they prove: it sends nothing before. `itself` for one that its last call ends;
   * others get the signal, as all do.
   */
  ends: z.enum(['by SIGTERM', 'itself']).optional(),
  /** Attributes that the lines show. */
  shows: z.array(z.string()).default([]),
  /** Texts that may stand in no span: what the calls bind, store and keep secret. */
  hides: z.array(z.string()).default([]),
  calls: z.array(call).min(1),
  /** Spans that belong to no call, for example a ping while it starts. */
  background: z.string().default(''),
});

export type Call = z.infer<typeof call>;
export type Expectation = z.infer<typeof expectation>;

/** Ids of the programs of a folder, all or those that `REAL=id,id` asks for. */
export function programs(folder: string): string[] {
  const idsIn = (one: string) =>
    readdirSync(one)
      .filter((id) => existsSync(join(one, id, 'expected.yaml')))
      .sort();
  const all = [GO_PROGRAMS, NODE_PROGRAMS].flatMap(idsIn);
  const wanted = process.env.REAL?.split(',') ?? all;
  const unknown = wanted.filter((id) => !all.includes(id));
  if (unknown.length > 0)
    throw new Error(`No such program: ${unknown.join(', ')}. There are ${all.join(', ')}.`);
  return idsIn(folder).filter((id) => wanted.includes(id));
}

/** @throws Error that names the program when its expectation is malformed */
export function expectationOf(folder: string, id: string): Expectation {
  const path = join(folder, id, 'expected.yaml');
  const result = expectation.safeParse(parse(readFileSync(path, 'utf8')));
  if (!result.success) throw new Error(`${path}: ${z.prettifyError(result.error)}`);
  return result.data;
}
