/** What following a span through a function finds, kept until all ways are gone. */
import type { Expr, Range } from '../syntax/ast.js';
import type { LateUse, Leak, Life } from './life.js';

export class LifeReport {
  private readonly leaks = new Map<number, Leak>();
  private readonly lateUses = new Map<number, LateUse>();
  readonly returned = new Set<number>();
  readonly returnedEnders = new Set<number>();
  discarded = false;
  loopDefer: Range | undefined;
  handedOn = false;
  hasEnd = false;
  unclear = false;
  /** Ways out on which it is ended, and on which it is not. */
  endedWays = 0;
  openWays = 0;
  /** On a way where it stays open, an error was asked for; it stays open with one, too. */
  openByError = false;
  openWithError = false;

  life(): Life {
    return {
      leaks: [...this.leaks.values()].sort((a, b) => a.at.start - b.at.start),
      discarded: this.discarded,
      lateUses: [...this.lateUses.values()].sort((a, b) => a.use.start - b.use.start),
      loopDefer: this.loopDefer,
      ends: this.endedWays === 0 ? 'never' : this.openWays === 0 ? 'always' : 'sometimes',
      openByError: this.openByError,
      endsOnError: this.openWays > 0 && !this.openWithError,
      handedOn: this.handedOn,
      returned: this.returned,
      returnedEnders: this.returnedEnders,
      hasEnd: this.hasEnd,
      unclear: this.unclear,
    };
  }

  leak(at: Range, how: Leak['how']): void {
    if (!this.leaks.has(at.start)) this.leaks.set(at.start, { at, how });
  }

  late(use: Expr, name: string, end: Range, deferred: boolean): void {
    if (!this.lateUses.has(use.start)) this.lateUses.set(use.start, { use, name, end, deferred });
  }
}
