import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Check, type CheckFailure, findGoodSubset } from '../../src/editing/bisect.js';
import type { Change } from '../../src/model/change.js';
import { change, edit } from './change.js';

/** A change by id to a file: `a@main.go`. */
function changes(...names: string[]): Change[] {
  return names.map((name) => change(name, { edits: [edit(name.split('@')[1] ?? `${name}.go`, 0, 0, 'x')] }));
}

/** A compiler that complains about bad ones where they are, and about groups that do not go together. */
function compiler(bad: readonly string[], enemies: readonly string[][] = [], attributes = true): Check {
  return async (subset) => {
    const ids = subset.map((one) => one.id);
    const culprits = [
      ...bad,
      ...enemies.filter((group) => group.every((id) => ids.includes(id))).map((group) => group[0]!),
    ];
    const failures: CheckFailure[] = subset
      .filter((one) => culprits.includes(one.id))
      .map((one) => ({ file: attributes ? one.edits[0]!.file : null, text: `${one.id} is wrong` }));
    return { ok: failures.length === 0, failures };
  };
}

async function outcome(all: readonly Change[], check: Check) {
  const { kept, dropped, checks } = await findGoodSubset(all, check);
  return {
    kept: kept.map((one) => one.id),
    dropped: Object.fromEntries(dropped.map(({ change: { id }, error }) => [id, error])),
    checks,
  };
}

describe('of changes', () => {
  it('all are kept when they pass, after one check', async () => {
    expect(await outcome(changes('a', 'b'), compiler([]))).toEqual({
      kept: ['a', 'b'],
      dropped: {},
      checks: 1,
    });
  });

  it('the one in the file with the error is dropped, with three checks whatever their number', async () => {
    const all = changes(...Array.from({ length: 200 }, (_, n) => `c${n}`));
    const result = await outcome(all, compiler(['c77']));
    expect(result).toMatchObject({ dropped: { c77: 'c77 is wrong' } });
    expect(result.kept).toHaveLength(199);
    expect(result.checks).toBeLessThanOrEqual(3);
  });

  it('the guilty one of several in a file is found by halves', async () => {
    const all = changes('a@main.go', 'b@main.go', 'c@main.go', 'd@main.go', 'e@other.go');
    const result = await outcome(all, compiler(['c@main.go']));
    expect(result.kept).toEqual(['a@main.go', 'b@main.go', 'd@main.go', 'e@other.go']);
    expect(result.checks).toBeLessThanOrEqual(7);
  });

  it('a few of many are found without any attribution', async () => {
    const all = changes(...Array.from({ length: 64 }, (_, n) => `c${n}`));
    const result = await outcome(all, compiler(['c5', 'c40'], [], false));
    expect(Object.keys(result.dropped)).toEqual(['c5', 'c40']);
    expect(result.dropped.c5).toBe('c5 is wrong');
    expect(result.checks).toBeLessThanOrEqual(28);
  });

  it('only one of two that do not go together is dropped', async () => {
    const result = await outcome(changes('a', 'b', 'c'), compiler([], [['a', 'c']]));
    expect(result.kept).toHaveLength(2);
    expect(result.kept).toContain('b');
  });

  it('one that needs another is kept, although it was tried before it', async () => {
    const needsSetup: Check = async (subset) => {
      const ids = subset.map((one) => one.id);
      const wrong = ids.includes('bad') || (ids.includes('client') && !ids.includes('setup'));
      return { ok: !wrong };
    };
    const result = await outcome(changes('client', 'bad', 'x', 'setup'), needsSetup);
    expect(result.kept).toEqual(['client', 'x', 'setup']);
  });

  it('a chain of such needs is followed to its end', async () => {
    const chain: Check = async (subset) => {
      const ids = subset.map((one) => one.id);
      const lacks = (id: string, needed: string) => ids.includes(id) && !ids.includes(needed);
      return { ok: !ids.includes('bad') && !lacks('route', 'client') && !lacks('client', 'setup') };
    };
    const result = await outcome(changes('route', 'client', 'bad', 'setup'), chain);
    expect(result.kept).toEqual(['route', 'client', 'setup']);
  });

  it('all are dropped when nothing helps, each with the error', async () => {
    const never: Check = async (subset) => ({
      ok: subset.length === 0,
      failures: [{ file: null, text: 'cannot find module' }],
    });
    const result = await outcome(changes('a', 'b'), never);
    expect(result).toMatchObject({ kept: [], dropped: { a: 'cannot find module', b: 'cannot find module' } });
  });

  it('never one that could be added is dropped, nor one twice asked about', async () => {
    const names = ['a@1', 'b@1', 'c@2', 'd@3', 'e@3', 'f@4', 'g@5', 'h@5'];
    const scene = fc.tuple(
      fc.subarray(names, { maxLength: 3 }),
      fc.array(fc.subarray(names, { minLength: 2, maxLength: 3 }), { maxLength: 3 }),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(scene, async ([bad, enemies, attributes]) => {
        const check = compiler(bad, enemies, attributes);
        const asked: string[] = [];
        const counting: Check = (subset) => {
          asked.push(subset.map((one) => one.id).join());
          return check(subset);
        };
        const all = changes(...names);
        const { kept, dropped, checks } = await findGoodSubset(all, counting);
        expect((await check(kept)).ok).toBe(true);
        for (const { change: one, error } of dropped) {
          expect((await check(all.filter((other) => other === one || kept.includes(other)))).ok).toBe(false);
          expect(error).not.toBe('');
        }
        expect(new Set(asked).size).toBe(asked.length);
        expect(checks).toBe(asked.length);
        expect(await findGoodSubset(all, check)).toEqual({ kept, dropped, checks });
      }),
    );
  });
});
